// Laying out the table: see bill_table.hpp.
#include "bill_table.hpp"

#include "arguments.hpp"
#include "terminal.hpp"
#include "text_table.hpp"

namespace porto_cli {
namespace {

using Cells = TextTable::Cells;

/// What a terminal leaves out is in the title: the month and the currency.
Cells as_wanted(Cells cells, const BillLook& look) {
  if (look.room == 0) return cells;
  return {cells.begin() + 1, cells.end() - 1};
}

Cells cells_of(const MonthBill& bill, const CompanyBill& company, const BillLine& line) {
  return {month_text(bill.month), line.number,           line.text, line.quantity, line.unit_price,
          line.net_amount,        company.total.currency};
}

Cells cells_of(const Total& total) {
  return {"", "", "Total excluding VAT", "", "", total.amount, total.currency};
}

TextTable table_for(const BillLook& look) {
  std::vector<TextColumn> columns = {
      {"month"},          {"line", true},       {"text", false, true},
      {"quantity", true}, {"unit price", true}, {"net amount", true},
      {"currency"}};
  if (look.room != 0) columns = {columns.begin() + 1, columns.end() - 1};
  return {columns, look.room};
}

/// A total, in bold without its line end.
std::string total_row(const TextTable& table, const Total& total, const BillLook& look) {
  std::string row = table.row(as_wanted(cells_of(total), look));
  row.pop_back();
  return bold(row, look.bold) + "\n";
}

std::string title(const CompanyBill& company) {
  return printable(company.name.empty() ? company.company : company.company + ", " + company.name) +
         "\n";
}

void measure(TextTable& table, const MonthBill& bill, const BillLook& look) {
  for (const CompanyBill& company : bill.companies) {
    for (const BillLine& line : company.lines)
      table.measure(as_wanted(cells_of(bill, company, line), look));
    table.measure(as_wanted(cells_of(company.total), look));
  }
  table.measure(as_wanted(cells_of(bill.total), look));
}

}  // namespace

std::string bill_table(const MonthBill& bill, const std::string& state, const BillLook& look) {
  const std::string currency = look.room == 0 ? "" : bill.total.currency + " ";
  std::string out = "Invoice lines " + month_text(bill.month) + ", " + state + ", " +
                    (bill.only_kind.empty() ? "" : "only of kind " + bill.only_kind + ", ") +
                    (bill.companies.empty() ? "" : currency) + "excluding VAT\n";
  if (bill.companies.empty())
    return out + (bill.only_kind.empty() ? "No lines: nothing to bill in this month.\n"
                                         : "No lines of kind " + bill.only_kind + ".\n");
  TextTable table = table_for(look);
  measure(table, bill, look);
  out += "\n" + table.header();
  for (const CompanyBill& company : bill.companies) {
    out += "\n" + title(company);
    for (const BillLine& line : company.lines)
      out += table.row(as_wanted(cells_of(bill, company, line), look));
    out += total_row(table, company.total, look);
  }
  if (bill.companies.size() > 1) {
    out += "\nAll " + std::to_string(bill.companies.size()) + " companies\n";
    out += total_row(table, bill.total, look);
  }
  return out;
}

}  // namespace porto_cli
