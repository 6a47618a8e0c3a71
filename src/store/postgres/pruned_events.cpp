// See pruned_events.hpp. Batches are read a page at a time and events a piece of the page at a
// time; what a piece gives is written before the next one is read, so that memory does not grow.
#include "store/postgres/pruned_events.hpp"

#include <algorithm>

#include "store/postgres/event_pieces.hpp"
#include "store/postgres/event_rows.hpp"
#include "store/postgres/identity.hpp"

namespace porto::internal::postgres {
namespace {

constexpr std::int64_t batches_of_page = 10'000;
constexpr std::int64_t events_of_piece = 1 << 17;

constexpr const char* page_sql =
    "SELECT lane, no, first_seq, last_seq FROM event_batch"
    " WHERE bucket = 0 AND (bucket, lane, no) > (0, $1, $2) AND first_at < $3"
    " ORDER BY bucket, lane, no LIMIT $4";

constexpr const char* parts_sql =
    "INSERT INTO pruned_part (batch, month, events, digest)"
    " SELECT * FROM unnest($1::bigint[], $2::integer[], $3::bigint[], $4::text[])";

}  // namespace

void PrunedEvents::keep(Instant before) {
  for (read_batches(before); !page_.empty(); read_batches(before)) keep_page(before);
  if (on_progress_) on_progress_(done_, 0);
}

void PrunedEvents::read_batches(Instant before) {
  page_.clear();
  batch_ = 0;
  for (const Row row : connection_.query(page_sql, lane_, last_.no, before, batches_of_page)) {
    lane_ = static_cast<std::int16_t>(row.number(0, 0, INT16_MAX));
    last_ = {row.integer(1), row.integer(2), row.integer(3)};
    page_.push_back(last_);
  }
}

void PrunedEvents::keep_page(Instant before) {
  static const std::string sql =
      select_events("usage_event", false) +
      " WHERE e.seq BETWEEN $1 AND $2 AND e.occurred_at < $3 ORDER BY e.seq";
  for (const EventRange& piece :
       pieces_of(connection_, {page_.front().first_seq, page_.back().last_seq},
                 {events_of_piece, events_of_piece})) {
    connection_.each(sql, {piece.first, piece.last, before}, [&](const Row& row) { add(row); });
    write();
  }
  end_batch();
  write();
}

void PrunedEvents::add(const Row& row) {
  constexpr std::uint64_t events_between_calls = 1 << 14;
  read_event(row, event_);
  while (event_.seq > page_[batch_].last_seq && batch_ + 1 < page_.size()) {
    end_batch();
    ++batch_;
  }
  const Batch& batch = page_[batch_];
  if (batch.first_seq <= event_.seq && event_.seq <= batch.last_seq)
    digest_.add(event_, month_of_(event_.occurred_at));
  if (!is_undone(row)) {
    const IdentityHash identity = identity_key_.hash(source_number(row), event_.event_id);
    identities_.push_back({identity, content_hash(identity_key_, identity,
                                                  {.source = event_.source,
                                                   .event_id = event_.event_id,
                                                   .company = event_.company,
                                                   .meter = event_.meter,
                                                   .occurred_at = event_.occurred_at,
                                                   .quantity = event_.quantity,
                                                   .domain = event_.domain})});
  }
  if (on_progress_ && ++done_ % events_between_calls == 0) on_progress_(done_, 0);
}

void PrunedEvents::end_batch() {
  for (BatchPart& part : digest_.parts()) {
    parts_.batches.push_back(page_[batch_].no);
    parts_.months.push_back(part.month.number());
    parts_.events.push_back(part.events);
    parts_.digests.push_back(std::move(part.digest));
  }
  digest_ = {};
}

void PrunedEvents::write() {
  if (!parts_.batches.empty())
    connection_.query(parts_sql, parts_.batches, parts_.months, parts_.events, parts_.digests);
  parts_ = {};
  if (identities_.empty()) return;
  std::sort(identities_.begin(), identities_.end(),
            [](const Identity& a, const Identity& b) { return a.hash < b.hash; });
  constexpr std::int16_t columns_of_row = 3;
  std::string rows;
  for (const Identity& one : identities_) {
    put(rows, columns_of_row);
    put_field(rows, bucket_of(one.hash));
    put_field(rows, std::string_view(bytes_of(one.hash)));
    put_field(rows, one.content);
  }
  connection_.copy_in("COPY pruned_identity (bucket, identity, content) FROM STDIN (FORMAT binary)",
                      rows);
  identities_.clear();
}

}  // namespace porto::internal::postgres
