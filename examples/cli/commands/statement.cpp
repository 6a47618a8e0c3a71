// porto statement: everything that a company's month was computed from, or the page of it that a
// customer gets; of one company, or of all into a folder.
#include "arguments.hpp"
#include "commands.hpp"
#include "statement_folder.hpp"

namespace porto_cli {
namespace {

struct StatementOptions {
  std::string month;
  std::string company;
  bool all = false;
  std::string into;
  bool overwrite = false;
};

const char* const kStatementPages =
    R"(Shows a company's month with everything its invoice was computed from, so that it can be
recomputed by hand years later: the lines with their total, what later invoices adjust of the
month, the derivation of each line step by step from what was known when its invoice was made,
subscriptions and sending domains with who changed them and why, usage by month and by day,
voided events, tariff documents, and the hashes of the closed month.

json is one object with the members statement, notes, lines, derivation, subscriptions, domains,
changes, invoiced_usage, adjusted_usage, usage, days, voided, tariffs, documents, each an array of
objects; csv has a row for each cell: part, row, name, value. html is a page for the customer, in
the language of the tariff: lines, total, usage by day, how the lines came about, why something was
voided or corrected. It names nobody, and prints on one A4 page as a rule.

--all writes a file for each company that has lines or usage into a folder, html if --output says
nothing else, and index.html with links and totals. Files are named after the companies' ids; what
no file name can have is written as _ and two hexadecimal digits. A file that is there and the same
is kept, so that a run that was stopped goes on; one with other content stays, unless --overwrite.

Examples:
  $ porto statement 2024-02 --company bolag-17 --output html > bolag-17-2024-02.html
  $ porto statement 2024-02 --all --into statements-2024-02
  porto: statements-2024-02: 252 statements of 2024-02: 252 written, 0 kept; total excluding VAT ...

Exit status: 0 done; 1 failed; 2 wrong usage; 3 done, but a company cannot be rated, or files with
other content are there.)";

void check_options(const StatementOptions& options) {
  if (!options.all && options.company.empty())
    throw wrong_usage("statement", "give --company ID, or --all --into FOLDER");
  if (options.all && options.into.empty())
    throw wrong_usage("--all", "needs --into FOLDER, where the files go");
  if (!options.all && !options.into.empty())
    throw wrong_usage("--into",
                      "needs --all; of one company the statement goes to standard output");
  if (!options.all && options.overwrite) throw wrong_usage("--overwrite", "needs --all");
}

void run_statement(Session& session, const StatementOptions& options) {
  session.out.refuse_workbook("a statement");
  const std::int32_t month = parse_month("MONTH", options.month);
  check_options(options);
  const Ledger ledger = session.open_to_read();
  if (options.all) {
    const porto_format format = session.has_output_option ? session.format() : PORTO_FORMAT_HTML;
    return write_statements(session, ledger.get(),
                            {month, options.into, format, options.overwrite});
  }
  require_company(ledger.get(), options.company);
  const porto_write_fn write = [](void* user, const char* bytes, std::size_t size) {
    static_cast<Output*>(user)->text({bytes, size});
    return std::int32_t{0};
  };
  call(porto_ledger_statement, ledger.get(), month, options.company.data(), options.company.size(),
       nullptr, std::int32_t{session.format()}, &session.out.options(), write,
       static_cast<void*>(&session.out));
}

}  // namespace

void add_statement(Command app, Session& session) {
  const auto options = std::make_shared<StatementOptions>();
  Command statement = app.add_command(
      "statement", "Show everything that a company's month was computed from", kStatementPages);
  statement.add_argument("MONTH", options->month, "The month, such as 2024-02");
  const Option company =
      statement.add_text("--company", options->company, "Id of the company", "ID");
  statement.add_flag("--all", options->all, "Of all companies that have lines or usage")
      .excludes(company);
  statement.add_text("--into", options->into, "The folder of their files; made if it is not there",
                     "FOLDER");
  statement.add_flag("--overwrite", options->overwrite,
                     "Write files anew that are there with other content");
  statement.runs([&session, options] { run_statement(session, *options); });
}

}  // namespace porto_cli
