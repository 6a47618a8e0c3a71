// porto company import and export: companies, subscriptions and domains as a table.
#include <map>
#include <utility>
#include <vector>

#include "arguments.hpp"
#include "changes.hpp"
#include "commands.hpp"
#include "csv_options.hpp"

namespace porto_cli {
namespace {

struct CompanyTableOptions {
  std::string file;
  CsvOptions csv;
  bool all = false;
  ChangeArguments change;
};

const char* const kCompanyImportPages =
    R"(Adds and changes what a table of companies says, all of it in one transaction. The same table
again changes nothing. What the table does not say stays in the ledger: nothing is removed, and an
empty cell takes nothing away. A subscription or a domain that ends in the table gets that end.

The columns are id, name, tariff, from, through, domains, customer_number, reference, language and
cost_centre; only id must be there. --map names others, as for `porto import`: it names all that
are read, and others are told. Several rows of a company are several subscriptions. from and
through are months or days; another way of writing days is time_layout in the map. domains has
several with a blank, a comma or a semicolon between; a domain that a company has had not always,
or not any longer, is a.example(2026-01-10..2026-02-20), where either day may be missing. What is
the same for all companies is a constant of the map: constant.tariff=vitec-epost.

What differs goes to standard output: columns what (company, field, subscription, domain),
company, name (of the field, tariff or domain), change (new, changed), before, after and place.
--all lists what is the same and what is only in the ledger as well. Each is an entry of the sums
that are told. Rows that say nothing that earlier ones do not are told, and count once. Closed
months that change are told with the sum, as by `porto subscription add`.

Every mistake of the file is told with its line, column and what to do; then nothing is changed. A
row whose id is a word for a total (Summa) or a formula of one (=SUMMA(A2:A9)) is a mistake,
unless the ledger has that company.

Examples:
  $ porto company import companies.csv --dry-run --output csv
  what,company,name,change,before,after,place
  company,bolag-17,,new,,,companies.csv:2
  field,bolag-17,name,new,,Bolaget AB,companies.csv:2
  subscription,bolag-17,vitec-epost,new,,2024-02..,companies.csv:2
  porto: companies.csv: 1 row of 1 company: 3 entries new, 0 changed, 0 the same, 0 only in the
  ledger
  porto: dry run: nothing was changed
  $ porto company import kunder.csv --map excel-sv-companies,id=Kundnr,name=Namn

Exit status: 0 done, also if all was there already; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kCompanyExportPages =
    R"(Writes the table of all companies that `porto company import` takes back without a
difference: columns id, name, tariff, from, through, domains, customer_number, reference, language
and cost_centre; by id, tariff, from. A company has a row for each of its subscriptions, or one.

Example:
  $ porto company export --output csv >companies.csv
  $ porto company import companies.csv
  porto: companies.csv: 1 row of 1 company: 0 entries new, 0 changed, 3 the same, 0 only in the
  ledger; nothing changed

Exit status: 0 done; 1 failed; 2 wrong usage.)";

std::string counted(const std::string& count, const char* one, const char* many) {
  return count + " " + (count == "1" ? one : many);
}

/// The counts in a line; other rows are told by themselves.
std::string summed_up(Session& session, const Rows& report) {
  std::map<std::string, std::string, std::less<>> counts;
  std::string left_out;
  while (next(report)) {
    const std::string entry(text(report, "entry"));
    if (entry == "notice")
      session.warning({}, std::string(text(report, "name")));
    else if (entry == "not_counted")
      left_out += ", " + std::string(text(report, "value")) + " left out (" +
                  std::string(text(report, "name")) + ")";
    else
      counts[entry] = text(report, "value");
  }
  return counted(counts["rows"], "row", "rows") + left_out + " of " +
         counted(counts["companies"], "company", "companies") + ": " +
         counted(counts["new"], "entry", "entries") + " new, " + counts["changed"] + " changed, " +
         counts["same"] + " the same, " + counts["only_in_ledger"] + " only in the ledger";
}

void run_company_import(Session& session, CompanyTableOptions& options) {
  const Ledger ledger = session.open_ledger();
  porto_import_options csv = PORTO_IMPORT_OPTIONS_INIT;
  set_csv(csv, options.csv);
  porto_company_table table = PORTO_COMPANY_TABLE_INIT;
  table.delimiter = csv.delimiter;
  table.map = csv.map;
  table.encoding = csv.encoding;
  table.all = options.all ? 1 : 0;
  const porto_input input = input_of(options.file);
  ChangeMade change(options.change);
  change.plan(session, "the companies of " + options.file + " are stored", "porto company export");
  porto_rows* differences = nullptr;
  porto_rows* report = nullptr;
  std::int32_t outcome = PORTO_OK;
  try {
    outcome = call(porto_company_import, ledger.get(), &input,
                   static_cast<const porto_company_table*>(&table), change.options(), &differences,
                   &report, change.effect());
  } catch (const Failure& failure) {
    throw in_map_file(failure, options.csv);
  }
  session.deed.done(outcome);
  const Rows rows(differences);
  const std::string sum = summed_up(session, Rows(report));
  session.out.rows(rows, session.format());
  session.notice(options.file, sum + (outcome == PORTO_EXISTS ? "; nothing changed" : ""));
  change.tell(session, options.file);
}

void run_company_export(Session& session) {
  const Ledger ledger = session.open_to_read();
  session.out.rows(fetch(porto_company_export, ledger.get()), session.format());
}

}  // namespace

void add_company_import(Command company, Session& session) {
  const auto options = std::make_shared<CompanyTableOptions>();
  Command import =
      company.add_command("import", "Add and change companies by a table", kCompanyImportPages);
  import.add_argument("FILE", options->file, "The table, CSV; - is standard input");
  add_csv_options(import, options->csv,
                  "id=COLUMN,name=COLUMN,... or a TOML file; or excel-sv-companies");
  import.add_flag("--all", options->all, "List what is the same or only in the ledger, too");
  add_change_arguments(import, options->change);
  import.runs([&session, options] { run_company_import(session, *options);
});
}  // namespace porto_cli

void add_company_export(Command company, Session& session) {
  Command write =
      company.add_command("export", "Write the table of all companies", kCompanyExportPages);
  write.runs([&session] { run_company_export(session); });
}

}  // namespace porto_cli
