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
};

/// Those between two quantities, to a whole unit, in order. Limits that come and go between two of
/// `parts` equal steps are not seen.
std::vector<LimitMark> limit_marks(const Decimal& from, const Decimal& to, int parts,
                                   const std::function<Rating(const Decimal&)>& rate);

}  // namespace porto::internal
