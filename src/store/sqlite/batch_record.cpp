// See batch_record.hpp.
#include "store/sqlite/batch_record.hpp"

#include <algorithm>

namespace porto::internal {
namespace {

constexpr const char* batch_sql =
    "SELECT no, first_seq, last_seq, events, digest, first_at, last_at FROM event_batch"
    " ORDER BY no";

EventBatch read_batch(const Query& row) {
  return {.no = row.integer(0),
          .first_seq = row.integer(1),
          .last_seq = row.integer(2),
          .events = row.integer(3),
          .digest = row.text(4),
          .first_at = {row.integer(5)},
          .last_at = {row.integer(6)}};
}

}  // namespace

void each_batch(Connection& connection, const std::function<void(const EventBatch&)>& visit) {
  Query row = connection.query(batch_sql);
  while (row.step()) visit(read_batch(row));
}

std::optional<EventBatch> last_batch(Connection& connection) {
  Query row = connection.query(std::string(batch_sql) + " DESC LIMIT 1");
  if (!row.step()) return std::nullopt;
  return read_batch(row);
}

BatchRecord::BatchRecord(Connection& connection)
    : BatchRecord(connection, last_batch(connection).value_or(EventBatch{})) {}

BatchRecord::BatchRecord(Connection& connection, const EventBatch& before)
    : connection_(connection),
      batch_{.no = before.no + 1, .first_seq = before.last_seq + 1, .last_seq = before.last_seq},
      digest_(before.digest) {
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
  digest_.add(++batch_.last_seq, dated.event, dated.day);
}

void BatchRecord::write() {
  if (batch_.events == 0) return;
  connection_
      .query(
          "INSERT INTO event_batch (no, first_seq, last_seq, first_at, last_at, events, digest)"
          " VALUES (?, ?, ?, ?, ?, ?, ?)",
          batch_.no, batch_.first_seq, batch_.last_seq, batch_.first_at, batch_.last_at,
          batch_.events, digest_.hex())
      .run();
}

}  // namespace porto::internal
