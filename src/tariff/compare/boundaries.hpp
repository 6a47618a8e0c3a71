// The quantities of a meter at which the prices of a tariff change: comparisons try them, plots
// mark them.
#pragma once

#include <string_view>
#include <vector>

#include "porto/tariff.hpp"

namespace porto::internal {

/// The meters a tariff prices, in the order of its charges.
std::vector<std::string_view> meters_of(const Tariff& tariff);
/// True if a charge prices each event of the meter.
bool prices_each_event(const Tariff& tariff, std::string_view meter);

/// A quantity of a meter at which the price of a charge changes.
struct Boundary {
  const Charge* charge;
  std::size_t tier;     ///< the tier that begins here, from 0: 0 is the end of the included units
  Decimal quantity;     ///< in metered units
  bool holds_quantity;  ///< true if the quantity itself has the price above it
};
/// By charge, then quantity. Tiers of a `then` are bounds of amounts, and not among them.
std::vector<Boundary> boundaries_of(const Tariff& tariff, std::string_view meter);

}  // namespace porto::internal
