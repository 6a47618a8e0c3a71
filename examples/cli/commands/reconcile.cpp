// porto reconcile: metered totals against the counts of a supplier.
#include "arguments.hpp"
#include "commands.hpp"
#include "csv_options.hpp"

namespace porto_cli {
namespace {

struct ReconcileOptions {
  std::string file;
  std::string meter;
  std::string by;
  std::string zone;
  std::string metric;
  std::string only;
  CsvOptions csv;
  std::string company;
};

const char* const kReconcilePages =
    R"(Compares metered usage with the counts of somebody else, such as a supplier's statistics, in
the months that the file has. The file is CSV with the columns month, quantity and perhaps
company, domain and meter, or others that --map names; or JSON: answers of Mailgun's Metrics
(POST /v1/analytics/metrics) or Stats (GET /v3/DOMAIN/stats/total), all pages one behind another.

Columns month, company, metered, theirs, difference (metered less theirs), result and domain,
sorted by month, company and domain. Results: same, differs, only_metered (the file lacks it),
only_theirs (the ledger lacks it), incomplete (the file has a part of the month). Usage that has
no company, or no domain, has a row without. The last line on standard error sums up what was
compared.

A zone that is not the ledger's means that metered usage is summed up from the events, which
months that were pruned no longer have.

Example:
  $ porto reconcile statistic.csv
  month,company,metered,theirs,difference,result,domain
  2024-02,bolag-17,40000,40000,0,same,
  2024-02,bolag-18,812,815,-3,differs,
  porto: 2 compared, 1 differs: metered 40812, theirs 40815, difference -3
  $ porto reconcile statistik.csv --delimiter ';' --map month=Period,company=Kund,quantity=Antal
  $ porto reconcile metrics.json --metric delivered_count --only differs

Exit status: 0 all the same; 1 failed; 2 wrong usage; 3 something differs or is incomplete.)";

// The entries of a report, by name.
struct Sums {
  std::string compared;
  std::string differ;
  std::string incomplete;
  std::string metered;
  std::string theirs;
  std::string difference;
};

// Tells the notices, which come last.
Sums read_report(Session& session, const Rows& report) {
  Sums sums;
  while (next(report)) {
    const std::string_view entry = text(report, "entry");
    const std::string value(text(report, "value"));
    if (entry == "compared") sums.compared = value;
    if (entry == "differ") sums.differ = value;
    if (entry == "incomplete") sums.incomplete = value;
    if (entry == "metered") sums.metered = value;
    if (entry == "theirs") sums.theirs = value;
    if (entry == "difference") sums.difference = value;
    if (entry == "notice") session.notice({}, std::string(text(report, "name")));
  }
  return sums;
}

void sum_up(Session& session, const Sums& sums) {
  std::string line = sums.compared + " compared, " + sums.differ;
  line += sums.differ == "1" ? " differs" : " differ";
  if (sums.incomplete != "0") line += ", " + sums.incomplete + " incomplete";
  session.notice({}, line + ": metered " + sums.metered + ", theirs " + sums.theirs +
                         ", difference " + sums.difference);
}

void run_reconcile(Session& session, ReconcileOptions& options) {
  porto_import_options csv = PORTO_IMPORT_OPTIONS_INIT;
  set_csv(csv, options.csv);
  porto_reconcile_options how = PORTO_RECONCILE_OPTIONS_INIT;
  how.delimiter = csv.delimiter;
  how.map = csv.map;
  how.encoding = csv.encoding;
  how.company = given(options.company);
  how.meter = given(options.meter);
  how.by = given(options.by);
  how.zone = given(options.zone);
  how.metric = given(options.metric);
  how.only_differs = options.only == "differs";
  const Ledger ledger = session.open_to_read();
  porto_rows* rows = nullptr;
  porto_rows* report = nullptr;
  try {
    const porto_input input = input_of(options.file);
    const std::int32_t outcome =
        call(porto_usage_reconcile, ledger.get(), &input,
             static_cast<const porto_reconcile_options*>(&how), &rows, &report);
    if (outcome == PORTO_DIFFERS) session.status = Session::attention;
  } catch (const Failure& failure) {
    throw in_map_file(failure, options.csv);
  }
  const Rows compared(rows);
  const Sums sums = read_report(session, Rows(report));
  session.out.rows(compared, session.format());
  sum_up(session, sums);
}

}  // namespace

void add_reconcile(Command app, Session& session) {
  const auto options = std::make_shared<ReconcileOptions>();
  Command reconcile = app.add_command(
      "reconcile", "Compare metered totals with somebody else's counts", kReconcilePages);
  reconcile.add_argument("FILE", options->file, "File of counts; - is standard input");
  reconcile.add_text("--meter", options->meter, "Meter that they count [messages]", "ID");
  reconcile.add_choice("--by", options->by,
                       "One row for each [company or domain, as the file has; else total]", "WHAT",
                       {"company", "domain", "total"});
  reconcile.add_text("--zone", options->zone,
                     "Time zone of their months [the ledger's; of Mailgun's JSON UTC]", "NAME");
  reconcile.add_text("--metric", options->metric,
                     "Number of Mailgun's JSON [as the ledger counts], such as delivered_count",
                     "NAME");
  reconcile.add_choice("--only", options->only, "Only rows that are not the same", "WHICH",
                       {"differs"});
  add_csv_options(reconcile, options->csv);
  reconcile.add_text("--company", options->company, "Company of a file that names none", "ID");
  reconcile.runs([&session, options] { run_reconcile(session, *options); });
}

}  // namespace porto_cli
