// porto reconcile: metered totals against the monthly counts of a supplier.
#include "arguments.hpp"
#include "commands.hpp"
#include "csv_options.hpp"

namespace porto_cli {
namespace {

struct ReconcileOptions {
  std::string file;
  std::string meter;
  CsvOptions csv;
  std::string company;
};

constexpr int kDiffers = 3;

const char* const kReconcilePages =
    R"(Compares metered totals with the monthly counts of somebody else, such as a supplier's
statistics: a CSV file with the columns company, month, quantity, or others that --map names.
Only the months of the file are compared. Columns month, company, metered, theirs, difference
(metered less theirs) and result: same, differs, only_metered (the file lacks the company) or
only_theirs (the ledger lacks it); sorted by month and company.

Example:
  $ porto reconcile statistic.csv
  month,company,metered,theirs,difference,result
  2024-02,bolag-17,40000,40000,0,same
  2024-02,bolag-18,812,815,-3,differs
  $ porto reconcile statistik.csv --delimiter ';' --map month=Period,company=Kund,quantity=Antal

Exit status: 0 all the same; 1 failed; 2 wrong usage; 3 something differs.)";

void run_reconcile(Session& session, ReconcileOptions& options) {
  porto_import_options import = PORTO_IMPORT_OPTIONS_INIT;
  set_csv(import, options.csv);
  import.company = given(options.company);
  const Ledger ledger = session.open_ledger();
  porto_rows* rows = nullptr;
  try {
    const std::int32_t outcome =
        call(porto_usage_reconcile, ledger.get(), options.file.data(), options.file.size(),
             given(options.meter), options.meter.size(), &import, &rows);
    if (outcome == PORTO_DIFFERS) session.status = kDiffers;
  } catch (const Failure& failure) {
    throw in_map_file(failure, options.csv);
  }
  session.out.rows(Rows(rows), session.format());
}

}  // namespace

void add_reconcile(Command app, Session& session) {
  const auto options = std::make_shared<ReconcileOptions>();
  Command reconcile = app.add_command(
      "reconcile", "Compare metered totals with somebody else's monthly counts", kReconcilePages);
  reconcile.add_argument("FILE", options->file, "File of monthly counts; - is standard input");
  reconcile.add_text("--meter", options->meter, "Meter that they count [messages]", "ID");
  add_csv_options(reconcile, options->csv);
  reconcile.add_text("--company", options->company, "Company of a file without such a column",
                     "ID");
  reconcile.runs([&session, options] { run_reconcile(session, *options); });
}

}  // namespace porto_cli
