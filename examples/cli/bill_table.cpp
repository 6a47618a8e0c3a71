// Laying out the table: see bill_table.hpp.
#include "bill_table.hpp"

#include <algorithm>
#include <array>

#include "arguments.hpp"

namespace porto_cli {
namespace {

constexpr std::size_t kColumns = 7;
using Cells = std::array<std::string, kColumns>;
using Widths = std::array<std::size_t, kColumns>;

const Cells kHeader = {"month", "line", "text", "quantity", "unit price", "net amount", "currency"};
constexpr std::array<bool, kColumns> kToTheRight = {false, true, false, true, true, true, false};

Cells cells_of(const MonthBill& bill, const CompanyBill& company, const BillLine& line) {
  return {month_text(bill.month), line.number,           line.text, line.quantity, line.unit_price,
          line.net_amount,        company.total.currency};
}

Cells cells_of(const Total& total) {
  return {"", "", "Total excluding VAT", "", "", total.amount, total.currency};
}

/// Columns on a screen: characters, not bytes of UTF-8.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

/// Terminals obey control characters; a table shows them as "?".
std::string printable(std::string text) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  std::replace_if(text.begin(), text.end(), control, '?');
  return text;
}

void widen(Widths& widths, const Cells& cells) {
  for (std::size_t i = 0; i < kColumns; ++i) widths[i] = std::max(widths[i], width_of(cells[i]));
}

Widths widths_of(const MonthBill& bill) {
  Widths widths{};
  widen(widths, kHeader);
  for (const CompanyBill& company : bill.companies) {
    for (const BillLine& line : company.lines) widen(widths, cells_of(bill, company, line));
    widen(widths, cells_of(company.total));
  }
  widen(widths, cells_of(bill.total));
  return widths;
}

std::string row(const Cells& cells, const Widths& widths) {
  std::string out;
  for (std::size_t i = 0; i < kColumns; ++i) {
    const std::string space(widths[i] - width_of(cells[i]), ' ');
    out += i == 0 ? "" : "  ";
    out += kToTheRight[i] ? space + cells[i] : cells[i] + space;
  }
  out.erase(out.find_last_not_of(' ') + 1);
  return printable(out) + "\n";
}

std::string title(const CompanyBill& company) {
  return printable(company.name.empty() ? company.company : company.company + ", " + company.name) +
         "\n";
}

}  // namespace

std::string bill_table(const MonthBill& bill, const std::string& state) {
  const std::string month = month_text(bill.month);
  std::string out = "Invoice lines " + month + ", " + state + ", excluding VAT\n";
  if (bill.companies.empty()) return out + "No lines: nothing to bill in this month.\n";
  const Widths widths = widths_of(bill);
  out += "\n" + row(kHeader, widths);
  for (const CompanyBill& company : bill.companies) {
    out += "\n" + title(company);
    for (const BillLine& line : company.lines) out += row(cells_of(bill, company, line), widths);
    out += row(cells_of(company.total), widths);
  }
  if (bill.companies.size() > 1) {
    out += "\nAll " + std::to_string(bill.companies.size()) + " companies\n";
    out += row(cells_of(bill.total), widths);
  }
  return out;
}

}  // namespace porto_cli
