// porto statement: everything that a company's month was computed from.
#include "arguments.hpp"
#include "commands.hpp"

namespace porto_cli {
namespace {

struct StatementOptions {
  std::string month;
  std::string company;
};

const char* const kStatementPages =
    R"(Shows a company's month with everything its invoice was computed from, so that it can be
recomputed by hand years later: the lines with their total, what later invoices adjust of the
month, the derivation of each line step by step from what was known when its invoice was made,
subscriptions and sending domains with who changed them and why, usage by month and by day,
voided events, tariff documents, and the hashes of the closed month.

json is one object with the members statement, notes, lines, derivation, subscriptions, domains,
changes, invoiced_usage, usage, days, voided, tariffs, documents, each an array of objects; csv
has a row for each cell: part, row, name, value.

Example:
  $ porto statement 2024-02 --company bolag-17 --output table > bolag-17-2024-02.txt

Exit status: 0 done; 1 failed; 2 wrong usage.)";

void run_statement(Session& session, const StatementOptions& options) {
  session.out.refuse_workbook("a statement");
  const std::int32_t month = parse_month("MONTH", options.month);
  const Ledger ledger = session.open_to_read();
  require_company(ledger.get(), options.company);
  const porto_write_fn write = [](void* user, const char* bytes, std::size_t size) {
    static_cast<Output*>(user)->text({bytes, size});
    return std::int32_t{0};
  };
  call(porto_ledger_statement, ledger.get(), month, options.company.data(), options.company.size(),
       nullptr, std::int32_t{session.format()}, write, static_cast<void*>(&session.out));
}

}  // namespace

void add_statement(Command app, Session& session) {
  const auto options = std::make_shared<StatementOptions>();
  Command statement = app.add_command(
      "statement", "Show everything that a company's month was computed from", kStatementPages);
  statement.add_argument("MONTH", options->month, "The month, such as 2024-02");
  statement.add_text("--company", options->company, "Id of the company", "ID").required();
  statement.runs([&session, options] { run_statement(session, *options); });
}

}  // namespace porto_cli
