// See closed_month_totals.hpp.
#include "billing/closed_month_totals.hpp"

#include <algorithm>
#include <utility>

namespace porto::internal {

std::vector<ClosedMonthTotal> closed_month_totals(Store& store) {
  const Currency currency(store.info().currency);
  const Decimal minor_unit = Decimal::from_scaled(1, currency.decimals());
  const std::vector<LineSum> sums = store.line_sums();
  std::vector<ClosedMonthTotal> totals;
  for (ClosedMonth& closed : store.closed_months()) {
    const auto sum = std::ranges::find(sums, closed.month, &LineSum::month);
    const bool has_lines = sum != sums.end();
    totals.push_back({std::move(closed), has_lines ? sum->lines : 0,
                      has_lines ? sum->net_minor * minor_unit : Decimal(0), currency});
  }
  return totals;
}

}  // namespace porto::internal
