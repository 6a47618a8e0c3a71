// See batch_record.hpp.
#include "store/sqlite/batch_record.hpp"

#include <algorithm>

namespace porto {

BatchRecord::BatchRecord(Connection& connection, EventNames& names, const EventBatch& before)
    : connection_(connection),
      names_(names),
      batch_{.no = before.no + 1, .first_seq = before.last_seq + 1, .last_seq = before.last_seq},
      digest_(before.digest) {
  if (connection.integer("SELECT max(seq) FROM usage_event") < before.last_seq) hold_last_number();
}

// SQLite numbers an event by the highest number there is. Where the events with the highest were
// pruned, a place-holder has the last number that was given until the batch is stored.
void BatchRecord::hold_last_number() {
  if (!connection_.query("SELECT 1 FROM period WHERE pruned_at IS NOT NULL").step()) {
    throw Error(ErrorCode::corrupt,
                "the newest events are missing from the ledger: restore it from a backup");
  }
  connection_
      .query("INSERT INTO usage_event VALUES (?, 0, '', 0, 0, 0, 0, -9223372036854775808, 0)",
             batch_.last_seq)
      .run();
  held_ = true;
}

void BatchRecord::add(const FeedRow& row) {
  const Instant at{row.occurred_at};
  batch_.first_at = batch_.events == 0 ? at : std::min(batch_.first_at, at);
  batch_.last_at = batch_.events == 0 ? at : std::max(batch_.last_at, at);
  ++batch_.events;
  const bool of_domain = row.domain_no != 0;
  digest_.add(
      ++batch_.last_seq,
      {.source = names_.sources.name(row.source_no),
       .event_id = row.event_id,
       .company = of_domain ? std::string_view() : names_.companies.name(row.company_no),
       .meter = names_.meters.name(row.meter_no),
       .occurred_at = at,
       .quantity = row.quantity,
       .domain = names_.domains.name(row.domain_no)},
      of_domain ? std::optional(Day::from_number(static_cast<int>(row.day))) : std::nullopt);
}

void BatchRecord::write() {
  if (held_) {
    connection_.query("DELETE FROM usage_event WHERE seq = ?", batch_.last_seq - batch_.events)
        .run();
  }
  if (batch_.events == 0) return;
  if (connection_.integer("SELECT max(seq) FROM usage_event") != batch_.last_seq)
    throw Error(ErrorCode::internal, "SQLite numbered the events otherwise than in their order");
  connection_
      .query(
          "INSERT INTO event_batch (no, first_seq, last_seq, first_at, last_at, events, digest)"
          " VALUES (?, ?, ?, ?, ?, ?, ?)",
          batch_.no, batch_.first_seq, batch_.last_seq, batch_.first_at, batch_.last_at,
          batch_.events, digest_.hex())
      .run();
}

}  // namespace porto
