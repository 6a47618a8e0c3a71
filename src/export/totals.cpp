// See porto/totals.hpp.
#include "porto/totals.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "porto/error.hpp"
#include "porto/rows.hpp"

namespace porto {

using namespace internal;

namespace {

// Totals in the order in which they were begun.
class Totals {
 public:
  void add(const std::optional<std::string>& company, const Money& amount) {
    const std::pair key(company, amount.currency());
    const auto [place, is_new] = places_.emplace(key, totals_.size());
    if (is_new) totals_.push_back({company, 0, Decimal(0), amount.currency()});
    InvoiceTotal& total = totals_[place->second];
    total.net_amount += amount.amount();
    ++total.lines;
  }
  std::vector<InvoiceTotal> take() { return std::move(totals_); }

 private:
  std::vector<InvoiceTotal> totals_;
  std::map<std::pair<std::optional<std::string>, Currency>, std::size_t> places_;
};

std::size_t find_column(const Rows& rows, std::string_view name) {
  const auto found = std::ranges::find(rows.columns(), name, &Column::name);
  if (found == rows.columns().end())
    throw Error(ErrorCode::invalid_argument,
                "these rows are no invoice lines: they have no column " + in_quotes(name), "lines");
  return static_cast<std::size_t>(found - rows.columns().begin());
}

}  // namespace

std::vector<InvoiceTotal> totals_of(std::span<const InvoiceLine> lines) {
  Totals totals;
  for (const InvoiceLine& line : lines) totals.add(line.company, line.net_amount);
  for (const InvoiceLine& line : lines) totals.add({}, line.net_amount);
  return totals.take();
}

std::vector<InvoiceTotal> totals_of(Rows lines) {
  const std::size_t company = find_column(lines, "company");
  const std::size_t amount = find_column(lines, "net_amount");
  const std::size_t currency = find_column(lines, "currency");
  Totals totals;
  Totals of_all;
  lines.rewind();
  while (lines.next()) {
    const std::vector<Cell>& cells = lines.cells();
    const Money net = Money::of(Decimal::parse(cells[amount].value_or("")),
                                Currency(cells[currency].value_or("")));
    totals.add(cells[company].value_or(""), net);
    of_all.add({}, net);
  }
  std::vector<InvoiceTotal> result = totals.take();
  std::ranges::move(of_all.take(), std::back_inserter(result));
  return result;
}

}  // namespace porto
