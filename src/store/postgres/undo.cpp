// Taking imports back: their events are told by the number of the import, and their identities are
// free.
#include <map>
#include <utility>

#include "store/errors.hpp"
#include "store/import_digest.hpp"
#include "store/postgres/event_pieces.hpp"
#include "store/postgres/held_import.hpp"
#include "store/postgres/implementation.hpp"
#include "store/postgres/import_ranges.hpp"

namespace porto::internal::postgres {
namespace {

// Of the events between $1 and $2 those that are in one of the ranges; a few ranges at a time. Each
// is in one range, so that the update meets it once.
constexpr const char* take_sql = R"(
UPDATE usage_event AS e SET undone = $3
FROM unnest($4::bigint[], $5::bigint[]) AS part (first_seq, last_seq)
WHERE e.seq BETWEEN $1 AND $2 AND e.seq BETWEEN part.first_seq AND part.last_seq AND e.undone = 0
  AND NOT EXISTS (SELECT 1 FROM void WHERE void.bucket = 0 AND void.seq = e.seq)
RETURNING e.company_no, e.domain_no, e.day, e.meter_no, e.occurred_at, e.quantity)";

constexpr const char* kept_sql = R"(
SELECT count(*) FROM unnest($1::bigint[], $2::bigint[]) AS part (first_seq, last_seq)
JOIN void ON void.bucket = 0 AND void.seq BETWEEN part.first_seq AND part.last_seq
JOIN usage_event AS e ON e.bucket = void.event_bucket AND e.source_no = void.source_no
  AND e.event_id = void.event_id AND e.undone = 0 AND e.seq = void.seq)";

// Ranges of events as arrays.
struct Parts {
  std::vector<std::int64_t> first{};
  std::vector<std::int64_t> last{};
};

// The ranges that are within one.
Parts parts_within(const std::vector<EventRange>& ranges, const EventRange& whole) {
  Parts parts;
  for (const EventRange& range : ranges) {
    if (range.first < whole.first || range.last > whole.last) continue;
    parts.first.push_back(range.first);
    parts.last.push_back(range.last);
  }
  return parts;
}

// Takes the events of an import out of the totals.
class TakingBack {
 public:
  TakingBack(Connection& connection, const std::function<Month(Instant)>& month_of,
             std::int64_t import)
      : connection_(connection), month_of_(month_of), import_(static_cast<std::int32_t>(import)) {}

  void take(const std::vector<EventRange>& ranges) {
    for (const EventRange& whole : joined(ranges)) {
      const Parts parts = parts_within(ranges, whole);
      connection_.each(take_sql, {whole.first, whole.last, import_, parts.first, parts.last},
                       [&](const Row& row) { add(row); });
      kept_ += connection_.query(kept_sql, parts.first, parts.last)[0].integer(0);
    }
  }

  const LaneTotals& totals() const noexcept { return totals_; }
  std::int64_t voided() const noexcept { return voided_; }
  std::int64_t kept() const noexcept { return kept_; }

 private:
  void add(const Row& row) {
    ++voided_;
    const bool of_domain = row.integer(1) != 0;
    Sum& sum =
        of_domain
            ? totals_.days[{row.day(2).number(), row.number(1), row.number(3)}]
            : totals_.months[{month_of_(row.event_time(4)).number(), row.number(0), row.number(3)}];
    sum.quantity -= row.integer(5);
    --sum.events;
  }

  Connection& connection_;
  const std::function<Month(Instant)>& month_of_;
  std::int32_t import_;
  LaneTotals totals_{};
  std::int64_t voided_ = 0;
  std::int64_t kept_ = 0;
};

void insert_undo(Connection& connection, const ImportRecord& record, ImportUndo undo) {
  undo.no = 1;
  std::string previous;
  const Rows last = connection.query("SELECT no, digest FROM import_undo ORDER BY no DESC LIMIT 1");
  if (!last.empty()) {
    undo.no = last[0].integer(0) + 1;
    previous = last[0].text(1);
  }
  connection.query(
      "INSERT INTO import_undo (no, import, actor, reason, undone_at, voided, kept, digest)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      undo.no, undo.import, undo.actor, undo.reason, undo.undone_at, undo.voided, undo.kept,
      undo_digest(previous, record.digest, undo));
}

}  // namespace

// What an import stored just before it was killed is not in its record yet.
void PostgresStore::complete_record(ImportRecord& record,
                                    const std::function<Month(Instant)>& month_of) {
  std::uint64_t stored = 0;
  std::map<Month, std::uint64_t> by_month;
  each_event({.import = record.no}, [&](const StoredEvent& event) {
    ++stored;
    ++by_month[event.day ? event.day->month() : month_of(event.occurred_at)];
  });
  if (stored == record.stored) return;
  record.rows += stored - record.stored;
  record.stored = stored;
  record.stored_by_month = std::move(by_month);
  record.events.clear();
  for (const EventRange& range : ranges_of_import(connection_, record.no)) {
    record.events.push_back(range);
    update_import(record);
  }
  record = import(record.no).value();
}

std::vector<CompanyMonth> PostgresStore::undo_import(
    const ImportUndo& undo, const std::function<Month(Instant)>& month_of) {
  Connection& connection = writable();
  own_lane();  // before anything is looked up
  hold_import(connection, undo.import, Hold::to_change);
  std::optional<ImportRecord> record = import(undo.import);
  if (!record) throw store_error::unknown_import(undo.import);
  if (record->undone) throw store_error::undone_already(*record->undone);
  if (!record->finished) complete_record(*record, month_of);
  TakingBack events(connection, month_of, undo.import);
  events.take(ranges_of_import(connection, undo.import));
  ImportUndo done = undo;
  done.voided = events.voided();
  done.kept = events.kept();
  insert_undo(connection, *record, done);
  add_to_own_lane(events.totals());
  return closed_of(events.totals());
}

}  // namespace porto::internal::postgres
