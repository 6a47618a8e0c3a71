// See batch_record.hpp.
#include "store/sqlite/batch_record.hpp"

#include <algorithm>

namespace porto::internal {
namespace {

constexpr const char* batch_sql =
    "SELECT no, first_seq, last_seq, event_batch.events, event_batch.digest, first_at, last_at,"
    " month, pruned_part.events, pruned_part.digest FROM event_batch"
    " LEFT JOIN pruned_part ON batch = no ORDER BY no, month";

// Numbers go on from those of a file, which may say anything.
void check_lane(const std::string& what, std::int64_t number) {
  if (number < 0 || number >= lane_size)
    throw Error(ErrorCode::corrupt, "the ledger has " + what + " with the number " +
                                        std::to_string(number) + ": restore a backup");
}

EventBatch read_batch(const Query& row) {
  EventBatch batch;
  batch.no = row.integer(0);
  batch.first_seq = row.integer(1);
  batch.last_seq = row.integer(2);
  batch.events = row.integer(3);
  batch.digest = row.text(4);
  batch.first_at = {row.integer(5)};
  batch.last_at = {row.integer(6)};
  return batch;
}

}  // namespace

void each_batch(Connection& connection, const std::function<void(const EventBatch&)>& visit) {
  Query row = connection.query(batch_sql);
  std::optional<EventBatch> batch;
  while (row.step()) {
    if (!batch || batch->no != row.integer(0)) {
      if (batch) visit(*batch);
      batch = read_batch(row);
    }
    if (!row.is_null(7)) batch->pruned.push_back({row.month(7), row.integer(8), row.text(9)});
  }
  if (batch) visit(*batch);
}

EventBatch last_batch(Connection& connection) {
  EventBatch batch;
  Query row =
      connection.query("SELECT no, last_seq, digest FROM event_batch ORDER BY no DESC LIMIT 1");
  if (!row.step()) return batch;
  batch.no = row.integer(0);
  batch.last_seq = row.integer(1);
  batch.digest = row.text(2);
  check_lane("a batch of events", batch.no);
  check_lane("an event", batch.last_seq);
  return batch;
}

BatchRecord::BatchRecord(Connection& connection)
    : BatchRecord(connection, last_batch(connection)) {}

BatchRecord::BatchRecord(Connection& connection, const EventBatch& before)
    : connection_(connection),
      batch_{.no = before.no + 1, .first_seq = before.last_seq + 1, .last_seq = before.last_seq},
      previous_(before.digest) {
  const std::int64_t newest = connection.integer("SELECT max(seq) FROM usage_event");
  if (newest > before.last_seq)
    throw Error(ErrorCode::corrupt,
                "the ledger has events that porto did not store: restore it from a backup");
  if (newest < before.last_seq &&
      !connection.query("SELECT 1 FROM period WHERE pruned_at IS NOT NULL").step())
    throw Error(ErrorCode::corrupt,
                "the newest events are missing from the ledger: restore it from a backup");
}

void BatchRecord::add(const DatedEvent& dated) {
  const Instant at = dated.event.occurred_at;
  batch_.first_at = batch_.events == 0 ? at : std::min(batch_.first_at, at);
  batch_.last_at = batch_.events == 0 ? at : std::max(batch_.last_at, at);
  ++batch_.events;
  digest_.add(++batch_.last_seq, dated.event, dated.month, dated.day);
}

std::vector<EventRange> BatchRecord::write() {
  if (batch_.events == 0) return {};
  connection_
      .query(
          "INSERT INTO event_batch (no, first_seq, last_seq, first_at, last_at, events, digest)"
          " VALUES (?, ?, ?, ?, ?, ?, ?)",
          batch_.no, batch_.first_seq, batch_.last_seq, batch_.first_at, batch_.last_at,
          batch_.events, batch_digest(previous_, batch_, digest_.parts()))
      .run();
  return {{batch_.first_seq, batch_.last_seq}};
}

}  // namespace porto::internal
