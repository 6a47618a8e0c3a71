// See money_ticks.hpp.
#include "tariff/compare/money_ticks.hpp"

#include <algorithm>

namespace porto::internal {

std::vector<Plot::Mark> money_ticks(const Axis& axis, const Language& language, Currency currency) {
  const int decimals =
      axis.step().is_whole() ? 0 : std::max(axis.step().decimals(), currency.decimals());
  std::vector<Plot::Mark> marks;
  for (const Decimal& tick : axis.ticks())
    marks.push_back({axis.place(tick), language.money(tick, decimals, currency)});
  return marks;
}

}  // namespace porto::internal
