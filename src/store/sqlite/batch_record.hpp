// What is kept of a batch of events as a whole: its row of event_batch, with the digest.
#pragma once

#include "store/event_digest.hpp"
#include "store/sqlite/feed.hpp"
#include "store/sqlite/names.hpp"
#include "store/store.hpp"

namespace porto {

/// Made before the events of a batch are stored; told of each as it is, in the order of their
/// numbers; written after the last.
class BatchRecord {
 public:
  /// `before`: the batch before; one without events if this is the first.
  BatchRecord(Connection& connection, EventNames& names, const EventBatch& before);

  void add(const FeedRow& row);
  /// Writes nothing if no event was stored.
  void write();

 private:
  void hold_last_number();

  Connection& connection_;
  EventNames& names_;
  EventBatch batch_;
  EventDigest digest_;
  bool held_ = false;
};

}  // namespace porto
