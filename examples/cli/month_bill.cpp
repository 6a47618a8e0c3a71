// From the rows of the C ABI to a bill: see month_bill.hpp.
#include "month_bill.hpp"

#include <map>

#include "arguments.hpp"

namespace porto_cli {
namespace {

using Names = std::map<std::string, std::string, std::less<>>;

Names company_names(porto_ledger* ledger) {
  Names names;
  const Rows companies = fetch(porto_company_list, ledger);
  while (next(companies)) names.emplace(text(companies, "company"), text(companies, "name"));
  return names;
}

void read_state(MonthBill& bill, porto_ledger* ledger) {
  const std::string month = month_text(bill.month);
  const Rows closed = fetch(porto_month_list, ledger);
  for (bool first = true; next(closed); first = false) {
    const std::string_view one = text(closed, "month");
    if (first && month < one) bill.first_closed = one;
    if (one == month) bill.closed_at = shown(closed, "closed_at");
  }
}

std::string unit_price(const Rows& lines) {
  std::string price(text(lines, "unit_price"));
  const std::string_view base = text(lines, "base_quantity");
  if (!price.empty() && base != "1") price.append(" per ").append(base);
  return price;
}

void add_line(MonthBill& bill, const Names& names, const Rows& lines) {
  const std::string_view company = text(lines, "company");
  if (bill.companies.empty() || bill.companies.back().company != company) {
    const auto name = names.find(company);
    bill.companies.push_back(
        {std::string(company), name == names.end() ? std::string() : name->second, {}, {}});
  }
  bill.companies.back().lines.push_back({std::string(text(lines, "line")),
                                         std::string(text(lines, "text")),
                                         std::string(text(lines, "quantity")), unit_price(lines),
                                         std::string(text(lines, "net_amount"))});
}

}  // namespace

MonthBill read_month_bill(porto_ledger* ledger, std::int32_t month, const Rows& unbilled) {
  MonthBill bill;
  bill.month = month;
  read_state(bill, ledger);
  while (next(unbilled))
    bill.unbilled.push_back(
        {std::string(text(unbilled, "company")), std::string(text(unbilled, "meter")),
         std::string(text(unbilled, "quantity")), std::string(text(unbilled, "events"))});
  return bill;
}

void add_companies(MonthBill& bill, porto_ledger* ledger, const Rows& lines) {
  const Names names = company_names(ledger);
  while (next(lines)) add_line(bill, names, lines);
  const Totals totals = read_totals(lines);
  for (CompanyBill& company : bill.companies) company.total = totals.companies.at(company.company);
  bill.total = totals.all;
}

}  // namespace porto_cli
