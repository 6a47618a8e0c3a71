// The record of a batch of events as a whole: its row of event_batch, with the digest.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "store/event_digest.hpp"
#include "store/sqlite/connection/connection.hpp"
#include "store/store.hpp"

namespace porto::internal {

void each_batch(Connection& connection, const std::function<void(const EventBatch&)>& visit);
/// The number, the last seq and the digest of the last batch; 0 and empty if there is none.
EventBatch last_batch(Connection& connection);

/// Made before the events of a batch are stored; takes each in the order of their numbers; written
/// after the last.
class BatchRecord {
 public:
  /// Error corrupt if the stored events are not those of the stored batches.
  explicit BatchRecord(Connection& connection);

  /// The number of the event that is added next.
  std::int64_t next_seq() const noexcept { return batch_.last_seq + 1; }
  void add(const DatedEvent& dated);
  /// Writes nothing if no event was added. The numbers of those that were.
  std::vector<EventRange> write();

 private:
  BatchRecord(Connection& connection, const EventBatch& before);

  Connection& connection_;
  EventBatch batch_;
  std::string previous_;
  BatchDigest digest_;
};

}  // namespace porto::internal
