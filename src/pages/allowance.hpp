// The units that a tariff includes, in units of the meter, and the day on which they were used up.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "pages/view.hpp"
#include "store/wide.hpp"

namespace porto::internal {

/// A meter's usage of each day of the month, in its smallest unit.
struct DayTotals {
  std::string_view meter;
  int decimals = 0;
  std::vector<Wide> days;  ///< as many as the month has
  Wide sum() const;
};
/// By meter; of meters that were used.
std::vector<DayTotals> day_totals(const Statement& statement);

struct Allowance {
  Decimal included;           ///< in the units of the tariff
  Wide quantity = 0;          ///< the same in the meter's smallest unit, cut
  std::vector<bool> covered;  ///< by day of the month: whether its usage counts against it
  std::optional<std::size_t> used_up{};  ///< the day after which all of it was used, from 0
};
/// Of the only charge that has free units of a meter; not set where there is none, or more.
std::optional<Allowance> allowance_of(const PageView& view, const DayTotals& usage);

}  // namespace porto::internal
