// See account.hpp.
#include "lifecycle/account.hpp"

#include <sstream>

#include "porto/audit.hpp"
#include "porto/output.hpp"
#include "porto/rows.hpp"

namespace porto::testing {

using namespace internal;
namespace {

std::string statements_of(const Ledger& ledger, Month month) {
  std::string text;
  const auto add = [&](std::string_view bytes) { text += bytes; };
  for (const Company& company : ledger.companies()) {
    Statement statement = ledger.statement(month, company.id);
    statement.ledger.schema_version = 0;  // files and servers have their own
    write(statement, output_format("json"), "", add);
  }
  return text;
}

std::string csv(Rows rows) { return to_text(std::move(rows), output_format("csv")); }

}  // namespace

std::string lines_of(const Ledger& ledger) {
  std::string text;
  for (const ClosedMonth& closed : ledger.closed_months())
    text += csv(rows_of(ledger.invoice_lines(closed.month)));
  return text;
}

std::string account_of(const Ledger& ledger) {
  std::string text = lines_of(ledger) + csv(rows_of(ledger.closed_month_totals()));
  for (const ClosedMonth& closed : ledger.closed_months())
    text += statements_of(ledger, closed.month);
  text += csv(rows_of(ledger.imports())) + csv(rows_of(ledger.changes()));
  for (const KeptDigest& kept : ledger.verify().keep)
    text += "keep " + kept.name() + " " + kept.digest + "\n";
  return text;
}

std::string first_difference(const std::string& one, const std::string& other) {
  std::istringstream ones(one);
  std::istringstream others(other);
  for (int number = 1;; ++number) {
    std::string a;
    std::string b;
    const bool more = static_cast<bool>(std::getline(ones, a));
    if (!std::getline(others, b) && !more) return {};
    if (a != b) return "line " + std::to_string(number) + ":\n" + a + "\n" + b + "\n";
  }
}

}  // namespace porto::testing
