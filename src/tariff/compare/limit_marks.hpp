// The quantities at which a tariff's limits begin or cease to hold: no document says them, so they
// are searched for where the lines of a rating change.
#pragma once

#include <functional>
#include <vector>

#include "porto/tariff.hpp"

namespace porto::internal {

struct LimitMark {
  /// Of a maximum the last quantity below it, of a minimum the first one above it.
  Decimal quantity;
  bool is_maximum = false;
  std::size_t charge = 0;  ///< whose limit it is, or RatedLine::whole_tariff
};

/// Those of the tariff, its charges and their tiers between two quantities, to a whole unit, in
/// order; several limits at one quantity are one mark for each charge. Limits that come and go
/// between two of `parts` equal steps are not seen.
std::vector<LimitMark> limit_marks(const Decimal& from, const Decimal& to, int parts,
                                   const std::function<Rating(const Decimal&)>& rate);

}  // namespace porto::internal
