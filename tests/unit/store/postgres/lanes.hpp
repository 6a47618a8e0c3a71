// Recording in a lane that a test chooses.
#pragma once

#include <string>
#include <vector>

#include "unit/store/fixture.hpp"

namespace porto::testing {

/// Holds the lanes before one, as writers do.
class HeldLanes {
 public:
  HeldLanes(const TestDatabase& database, int count) : session_(database.database_url()) {
    session_.run("BEGIN; SELECT 1 FROM " + database.ledger() + ".lane WHERE lane < " +
                 std::to_string(count) + " FOR UPDATE");
  }

 private:
  PostgresSession session_;
};

/// Records events in a lane; `import` is what they are of.
inline Recorded record_in(InPostgres& kind, int lane, const std::vector<DatedEvent>& events,
                          std::int64_t import = 0) {
  const HeldLanes others(kind.database, lane);
  const auto transaction = kind.store->begin(Store::Access::record);
  Recorded recorded = kind.store->record(events, import);
  transaction->commit();
  return recorded;
}

inline void close_month(Store& store, Month month) {
  write(store, [&] {
    store.cut(month);
    const Position position = store.position();
    store.add_closed_month({.month = month,
                            .closed_at = {1},
                            .last_seq = position.events,
                            .last_batch = position.batches},
                           {}, {}, {});
  });
}

/// The ids of the events that a filter finds, in order.
inline std::string ids_of(Store& store, const EventFilter& filter) {
  std::string ids;
  store.each_event(filter, [&](const StoredEvent& event) { ids += event.event_id; });
  return ids;
}

}  // namespace porto::testing
