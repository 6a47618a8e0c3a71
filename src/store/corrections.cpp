// See corrections.hpp.
#include "store/corrections.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

// The event at the other end of a link. Each is stored after the one it corrects.
StoredEvent linked(Store& store, const StoredEvent& from, const std::string& id) {
  std::optional<StoredEvent> to = store.event(from.source, id);
  if (to &&
      (id == from.corrected_by ? may_correct(to->seq, from.seq) : may_correct(from.seq, to->seq)))
    return std::move(*to);
  throw Error(ErrorCode::corrupt, "event " + in_quotes(from.event_id) + " of source " +
                                      in_quotes(from.source) + " is linked to " + in_quotes(id) +
                                      ", which is no correction: restore a backup");
}

}  // namespace

StoredEvent last_correction(Store& store, StoredEvent event) {
  while (!event.corrected_by.empty()) event = linked(store, event, event.corrected_by);
  return event;
}

std::string free_correction_id(Store& store, const StoredEvent& event) {
  StoredEvent root = event;
  while (!root.corrects.empty()) root = linked(store, root, root.corrects);
  for (std::uint64_t number = 1;; ++number) {
    std::string id = root.event_id + "/correction-" + std::to_string(number);
    const DatedEvent wanted{{.source = root.source,
                             .event_id = id,
                             .company = root.company,
                             .meter = root.meter,
                             .occurred_at = root.occurred_at,
                             .quantity = root.quantity,
                             .domain = root.domain},
                            Month(1970, 1),
                            root.day};
    if (!store.stores_with_changes(root.source, id)) continue;
    if (!store.event(root.source, id) && !store.find({&wanted, 1}).front()) return id;
  }
}

Instant stored_since(Store& store, const StoredEvent& event, Instant first) {
  Instant since = first;
  if (event.import != 0)
    if (const std::optional<ImportRecord> record = store.import(event.import))
      since = std::max(since, record->begun_at.value_or(since));
  for (const ClosedMonth& closed : store.closed_months())
    if (closed.closed_at > since && !was_stored_by(store.closed_state(closed.month), event.seq))
      since = std::max(since, closed.closed_at);
  return since;
}

}  // namespace porto::internal
