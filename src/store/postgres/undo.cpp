// Taking imports back: their events are told by the number of the import, and their identities are
// free.
#include <algorithm>
#include <utility>

#include "store/errors.hpp"
#include "store/import_digest.hpp"
#include "store/postgres/complete_record.hpp"
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
  AND e.seq <> ALL ($6::bigint[])
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
  /// `voided`: events that are voided and that this server does not know to be.
  TakingBack(Connection& connection, const std::function<Month(Instant)>& month_of,
             std::int64_t import, const std::vector<std::int64_t>& voided)
      : connection_(connection),
        month_of_(month_of),
        import_(static_cast<std::int32_t>(import)),
        voided_elsewhere_(voided) {}

  void take(const std::vector<EventRange>& ranges) {
    for (const EventRange& whole : joined(ranges)) {
      const Parts parts = parts_within(ranges, whole);
      connection_.each(
          take_sql, {whole.first, whole.last, import_, parts.first, parts.last, voided_elsewhere_},
          [&](const Row& row) { add(row); });
      kept_ += connection_.query(kept_sql, parts.first, parts.last)[0].integer(0);
      kept_ += std::ranges::count_if(voided_elsewhere_, [&](std::int64_t seq) {
        return std::ranges::any_of(ranges, [&](const EventRange& range) {
          return range.first <= seq && seq <= range.last && whole.first <= seq && seq <= whole.last;
        });
      });
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
  const std::vector<std::int64_t>& voided_elsewhere_;
  LaneTotals totals_{};
  std::int64_t voided_ = 0;
  std::int64_t kept_ = 0;
};

void insert_row(Connection& connection, const ImportUndo& undo, const std::string& digest) {
  connection.query(
      "INSERT INTO import_undo (no, import, actor, reason, undone_at, voided, kept, digest)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      undo.no, undo.import, undo.actor, undo.reason, undo.undone_at, undo.voided, undo.kept,
      digest);
}

std::int64_t insert_undo(Connection& connection, const ImportRecord& record, ImportUndo undo) {
  undo.no = 1;
  std::string previous;
  const Rows last = connection.query("SELECT no, digest FROM import_undo ORDER BY no DESC LIMIT 1");
  if (!last.empty()) {
    undo.no = last[0].integer(0) + 1;
    previous = last[0].text(1);
  }
  insert_row(connection, undo, undo_digest(previous, record.digest, undo));
  return undo.no;
}

}  // namespace

ImportRecord PostgresStore::hold_to_undo(std::int64_t import) {
  Connection& connection = writable();
  own_lane();  // before anything is looked up
  hold_import(connection, import, Hold::to_change);
  std::optional<ImportRecord> record = this->import(import);
  if (!record) throw store_error::unknown_import(import);
  if (record->undone) throw store_error::undone_already(*record->undone);
  return std::move(*record);
}

ImportRecord PostgresStore::hold_part_to_undo(std::int64_t import) {
  Connection& connection = writable();
  own_lane();
  know_import(connection, import);
  hold_import(connection, import, Hold::to_change);
  return this->import(import).value();
}

std::vector<EventRange> PostgresStore::numbers_of(std::int64_t import) {
  return ranges_of_import(connection_, import);
}

TakenBack PostgresStore::take_back(std::int64_t import,
                                   const std::function<Month(Instant)>& month_of,
                                   const std::vector<std::int64_t>& voided) {
  TakingBack events(writable(), month_of, import, voided);
  events.take(numbers_of(import));
  add_to_own_lane(events.totals());
  return {events.voided(), events.kept(), named(events.totals())};
}

std::int64_t PostgresStore::write_undo(const ImportRecord& record, const ImportUndo& undo) {
  if (!head_) return insert_undo(writable(), record, undo);
  insert_row(writable(), undo, "");  // the head has the chain
  return undo.no;
}

std::vector<CompanyMonth> PostgresStore::undo_import(
    const ImportUndo& undo, const std::function<Month(Instant)>& month_of) {
  ImportRecord record = hold_to_undo(undo.import);
  if (!record.finished) complete_record(*this, record, numbers_of(undo.import), month_of);
  const TakenBack taken = take_back(undo.import, month_of);
  ImportUndo done = undo;
  done.voided = taken.voided;
  done.kept = taken.kept;
  write_undo(record, done);
  return closed_of(taken.usage);
}

}  // namespace porto::internal::postgres
