// What a conflict is about: the fields in which an event differs from the one that is stored, and
// what can be done about it.
#pragma once

#include <string>
#include <vector>

#include "base/refusal.hpp"
#include "porto/usage.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// The event that has the identity of one that is known, and what stands for it: itself or, if it
/// was corrected, its last correction.
StoredEvent stored_event(Store& store, const UsageEvent& event);
StoredEvent standing_event(Store& store, const UsageEvent& event);

/// Whether an event has the content of a stored one, whatever its id; without the quantity.
bool same_but_quantity(const UsageEvent& event, const StoredEvent& stored);
/// Whether it counts already as the event says.
inline bool counts_so(const StoredEvent& stored, const UsageEvent& event) {
  return !stored.voided && same_but_quantity(event, stored) && stored.quantity == event.quantity;
}

/// Why an event is not stored whose identity is stored with other content; `standing` is what
/// stands for that.
Refusal why_conflict(const UsageEvent& event, const StoredEvent& standing,
                     const std::vector<Meter>& meters);
/// The same for one whose id a correction of this ledger has: no sender knows it, so that it is
/// another event, whatever it says.
Refusal why_conflict_with_correction(const UsageEvent& event, const StoredEvent& stored);
/// The same for one that conflicts with another row of an import, `standing`, so that none of them
/// is known to be right.
Refusal why_conflict_in_import(const UsageEvent& event, const StoredEvent& standing,
                               const std::vector<Meter>& meters);

}  // namespace porto::internal
