// Whether totals fit in 64 bits, by what the lanes know of the largest of theirs.
#pragma once

#include <span>

#include "store/store.hpp"
#include "store/wide.hpp"

namespace porto::internal::postgres {

/// The sum of how far the events' quantities are from 0.
Wide size_of_all(std::span<const DatedEvent> events);
/// Whether every total does, where the largest of each lane add up to this.
bool fits_surely(Wide largest);
/// Whether some total may not fit once this is added to it: looks at all.
bool exceeds(Store& store, Wide more);

}  // namespace porto::internal::postgres
