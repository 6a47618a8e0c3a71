// What a conflict is about: the fields in which an event differs from the one that is stored, and
// what can be done about it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/refusal.hpp"
#include "porto/usage.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// What stands for an event that is known: itself or, if it was corrected, its last correction.
/// Nothing if it is not stored: it was pruned.
std::optional<StoredEvent> standing_event(Store& store, const UsageEvent& event);

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
Refusal why_conflict_with_correction(const UsageEvent& event, std::string_view corrected);
/// The same for one whose identity is that of a pruned event.
Refusal why_conflict_with_pruned(const UsageEvent& event);
/// The same for one that conflicts with another row of an import, `standing`, so that none of them
/// is known to be right.
Refusal why_conflict_in_import(const UsageEvent& event, const StoredEvent& standing,
                               const std::vector<Meter>& meters);

/// Events that were pruned: what is left of them, and of their voids, tells whether one counts as
/// an event says. Made for one batch.
class PrunedEvents {
 public:
  explicit PrunedEvents(Store& store) : store_(store) {}

  /// Whether an event whose identity is that of a pruned one with other content counts already as
  /// it says: by a correction of that one, which was pruned with it.
  bool counts_so(const DatedEvent& dated);
  /// The id of the event that was corrected by the pruned one with this identity; empty if none.
  std::string corrected_by(const UsageEvent& event);

 private:
  using Ids = std::map<std::pair<std::string, std::string>, std::string>;  // by source and id
  void read_corrections();

  Store& store_;
  bool is_read_ = false;
  Ids corrections_;
  Ids corrected_;
};

}  // namespace porto::internal
