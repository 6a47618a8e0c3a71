// Batches of events, as they were stored.
#include "store/postgres/implementation.hpp"

namespace porto::internal::postgres {
namespace {

constexpr std::int64_t batches_at_a_time = 10'000;

constexpr const char* batches_sql = R"(
SELECT batch.no, batch.first_seq, batch.last_seq, batch.events, batch.digest, batch.first_at,
  batch.last_at, batch.lane, part.month, part.events, part.digest
FROM (SELECT * FROM event_batch WHERE bucket = 0 AND (bucket, lane, no) > (0, $1, $2)
      ORDER BY bucket, lane, no LIMIT $3) AS batch
LEFT JOIN pruned_part AS part ON part.bucket = 0 AND part.batch = batch.no
ORDER BY batch.lane, batch.no, part.month)";

EventBatch read_batch(const Row& row) {
  EventBatch batch;
  batch.no = row.integer(0);
  batch.first_seq = row.integer(1);
  batch.last_seq = row.integer(2);
  batch.events = row.integer(3);
  batch.digest = row.text(4);
  batch.first_at = row.instant(5);
  batch.last_at = row.instant(6);
  return batch;
}

}  // namespace

// Page by page: `visit` may use the store.
void PostgresStore::each_batch(const std::function<void(const EventBatch&)>& visit) {
  std::int16_t lane = 0;
  std::int64_t no = 0;
  for (std::vector<EventBatch> page(1); !page.empty();) {
    page.clear();
    for (const Row row : read(batches_sql, lane, no, batches_at_a_time)) {
      if (page.empty() || page.back().no != row.integer(0)) page.push_back(read_batch(row));
      if (!row.is_null(8))
        page.back().pruned.push_back({row.month(8), row.integer(9), row.text(10)});
      lane = static_cast<std::int16_t>(row.number(7, 0, INT16_MAX));
    }
    if (!page.empty()) no = page.back().no;
    for (const EventBatch& batch : page)
      if (!has_cut_ || is_within_cut(batch.last_seq)) visit(batch);
  }
}

}  // namespace porto::internal::postgres
