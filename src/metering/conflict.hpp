// What a conflict is about: the fields in which an event differs from the one that is stored, and
// what can be done about it.
#pragma once

#include <string>
#include <vector>

#include "base/refusal.hpp"
#include "porto/usage.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// What stands for an event that is stored: itself or, if it was corrected, its last correction.
StoredEvent standing_event(Store& store, std::string_view source, std::string_view event_id);

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
/// The same for one that conflicts with another row of an import, `standing`, so that none of them
/// is known to be right.
Refusal why_conflict_in_import(const UsageEvent& event, const StoredEvent& standing,
                               const std::vector<Meter>& meters);

}  // namespace porto::internal
