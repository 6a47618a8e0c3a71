// See identity.hpp. The index of the table's UNIQUE (source_no, event_id) answers; the feed brings
// a batch in the order of that index.
#include "store/sqlite/identity.hpp"

#include <algorithm>

namespace porto {
namespace {

// CROSS JOIN: SQLite keeps the feed as the outer loop. seen() is 0, so no row comes out.
constexpr const char* find_sql =
    "SELECT 1 FROM feed CROSS JOIN usage_event AS stored"
    " ON stored.source_no = feed.source_no AND stored.event_id = feed.event_id"
    " WHERE seen(feed.source_no, feed.event_id, stored.company_no, stored.domain_no,"
    " stored.meter_no, stored.occurred_at, stored.quantity)";

// Where the identity is there already, seen() notes it and says 0, so that the update, which would
// change nothing, is not even done.
constexpr const char* append_sql =
    "INSERT INTO usage_event (source_no, event_id, company_no, domain_no, day, meter_no,"
    " occurred_at, quantity) SELECT source_no, event_id, company_no, domain_no, day, meter_no,"
    " occurred_at, quantity FROM feed WHERE true"
    " ON CONFLICT (source_no, event_id) DO UPDATE SET quantity = quantity"
    " WHERE seen(excluded.source_no, excluded.event_id, usage_event.company_no,"
    " usage_event.domain_no, usage_event.meter_no, usage_event.occurred_at, usage_event.quantity)";

}  // namespace

std::vector<std::optional<Outcome>> Identity::find(std::span<const FeedRow> rows) {
  const std::vector<Outcome> noted = feed_.run(rows, [&] { connection_.query(find_sql).step(); });
  std::vector<std::optional<Outcome>> known(noted.size());
  for (std::size_t row = 0; row < noted.size(); ++row) {
    if (noted[row] != Outcome::stored) known[row] = noted[row];
  }
  return known;
}

std::vector<Outcome> Identity::append(std::span<const FeedRow> rows,
                                      const std::function<void(const FeedRow&)>& stored) {
  std::int64_t inserted = 0;
  std::vector<Outcome> outcomes = feed_.run(
      rows, [&] { inserted = connection_.query(append_sql).run(); }, stored);
  if (inserted != std::count(outcomes.begin(), outcomes.end(), Outcome::stored)) {
    throw Error(ErrorCode::internal, "SQLite stored another number of events than it was given");
  }
  return outcomes;
}

}  // namespace porto
