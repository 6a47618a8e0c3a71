// Removing the events of closed months, and keeping the digests of what is removed.
#include "store/errors.hpp"
#include "store/event_digest.hpp"
#include "store/sqlite/implementation.hpp"
#include "store/sqlite/names.hpp"

namespace porto::internal {
namespace {

constexpr const char* pruned_events_sql =
    "SELECT no, seq, source_no, event_id, company_no, domain_no, day, meter_no, occurred_at,"
    " quantity FROM event_batch CROSS JOIN usage_event ON seq BETWEEN first_seq AND last_seq"
    " WHERE first_at < ?1 AND occurred_at < ?1 ORDER BY no, seq";

// Digests the events that are about to be removed, batch by batch.
class PrunedParts {
 public:
  PrunedParts(Connection& connection, const std::function<Month(Instant)>& month_of)
      : connection_(connection),
        month_of_(month_of),
        sources_(connection, "source"),
        companies_(connection, "company"),
        domains_(connection, "domain"),
        meters_(connection, "meter") {}

  void keep(Instant before, const OnProgress& on_progress) {
    constexpr std::uint64_t events_between_calls = 1 << 14;
    std::uint64_t done = 0;
    Query row = connection_.query(pruned_events_sql, before);
    while (row.step()) {
      if (row.integer(0) != batch_) write();
      batch_ = row.integer(0);
      add(row);
      if (on_progress && ++done % events_between_calls == 0) on_progress(done, 0);
    }
    write();
    if (on_progress) on_progress(done, 0);
  }

 private:
  void add(const Query& row) {
    const std::int64_t company_no = row.integer(4);
    const std::int64_t domain_no = row.integer(5);
    const UsageEvent event{.source = sources_(row.integer(2)),
                           .event_id = row.view(3),
                           .company = company_no == 0 ? none_ : companies_(company_no),
                           .meter = meters_(row.integer(7)),
                           .occurred_at = row.event_time(8),
                           .quantity = row.integer(9),
                           .domain = domain_no == 0 ? none_ : domains_(domain_no)};
    std::optional<Day> day;
    if (row.integer(6) != 0) day = row.day(6);
    digest_.add(row.integer(1), event, month_of_(event.occurred_at), day);
  }

  void write() {
    Query insert = connection_.query(
        "INSERT INTO pruned_part (batch, month, events, digest) VALUES (?, ?, ?, ?)");
    for (const BatchPart& part : digest_.parts())
      insert.bind(batch_, part.month, part.events, part.digest).run();
    digest_ = {};
  }

  Connection& connection_;
  const std::function<Month(Instant)>& month_of_;
  NameOf sources_;
  NameOf companies_;
  NameOf domains_;
  NameOf meters_;
  const std::string none_{};
  std::int64_t batch_ = 0;
  BatchDigest digest_;  // of the batch
};

}  // namespace

std::int64_t SqliteStore::prune(Month through, Instant before, Instant now,
                                const std::function<Month(Instant)>& month_of,
                                const OnProgress& on_progress) {
  Connection& connection = writable();
  if (!connection.query("SELECT 1 FROM period WHERE month = ?", through).step())
    throw store_error::not_closed(through);
  PrunedParts(connection, month_of).keep(before, on_progress);
  connection
      .query(
          "UPDATE period SET pruned_at = ?, pruned_before = ?"
          " WHERE month <= ? AND pruned_at IS NULL",
          now, before, through)
      .run();
  identity_.prune(before);
  return connection.query("DELETE FROM usage_event WHERE occurred_at < ?", before).run();
}

}  // namespace porto::internal
