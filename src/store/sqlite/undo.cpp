// Taking imports back: their events are voided as ranges, by the row of the undo alone.
#include <algorithm>
#include <iterator>
#include <vector>

#include "store/errors.hpp"
#include "store/import_digest.hpp"
#include "store/sqlite/claims.hpp"
#include "store/sqlite/implementation.hpp"
#include "store/sqlite/names.hpp"
#include "store/sqlite/totals.hpp"

namespace porto::internal {
namespace {

constexpr const char* events_of_range_sql =
    "SELECT usage_event.seq, company_no, domain_no, day, meter_no, occurred_at, quantity,"
    " void.seq IS NOT NULL FROM usage_event LEFT JOIN void ON void.seq = usage_event.seq"
    " WHERE usage_event.seq BETWEEN ? AND ? ORDER BY usage_event.seq";

// Takes the events of an import out of the totals.
class TakingBack {
 public:
  TakingBack(Connection& connection, const std::function<Month(Instant)>& month_of)
      : connection_(connection),
        month_of_(month_of),
        domains_(connection, "domain"),
        claims_(connection) {}

  void take(const EventRange& range) {
    Query row = connection_.query(events_of_range_sql, range.first, range.last);
    while (row.step()) {
      if (row.integer(7) != 0)
        kept_.push_back(row.integer(0));
      else
        take(row);
    }
  }

  std::vector<CompanyMonth> write() {
    days_.mark_months(connection_);
    days_.write(connection_);
    months_.write(connection_);
    return months_.late(connection_);
  }

  std::int64_t voided() const noexcept { return voided_; }
  std::int64_t kept() const noexcept { return static_cast<std::int64_t>(kept_.size()); }
  /// Whether the event has a void of its own; of an event of a range that was taken.
  bool keeps(std::int64_t seq) const { return std::ranges::binary_search(kept_, seq); }

 private:
  void take(const Query& row) {
    ++voided_;
    std::int64_t company_no = row.integer(1);
    const std::int64_t domain_no = row.integer(2);
    const std::int64_t meter_no = row.integer(4);
    const Wide taken = -static_cast<Wide>(row.integer(6));
    if (domain_no != 0) {
      days_.add({row.integer(3), domain_no, meter_no}, taken, -1);
      company_no = claims_.owner(domain_no, domains_(domain_no), row.integer(3));
      if (company_no == 0) return;
    }
    const Month month = domain_no != 0 ? row.day(3).month() : month_of_(row.event_time(5));
    months_.add({month.number(), company_no, meter_no}, taken, -1);
  }

  Connection& connection_;
  const std::function<Month(Instant)>& month_of_;
  NameOf domains_;
  Claims claims_;
  Totals months_{month_totals};
  Totals days_{day_totals};
  std::int64_t voided_ = 0;
  std::vector<std::int64_t> kept_;  // in order
};

void insert_undo(Connection& connection, const ImportRecord& record, ImportUndo undo) {
  undo.no = 1;
  std::string previous;
  {
    Query last = connection.query("SELECT no, digest FROM import_undo ORDER BY no DESC LIMIT 1");
    if (last.step()) {
      undo.no = last.integer(0) + 1;
      previous = last.text(1);
    }
  }
  connection
      .query(
          "INSERT INTO import_undo (no, import, actor, reason, undone_at, voided, kept, digest)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          undo.no, undo.import, undo.actor, undo.reason, undo.undone_at, undo.voided, undo.kept,
          undo_digest(previous, record.digest, undo))
      .run();
}

bool holds(const std::vector<EventRange>& ranges, std::int64_t seq) {
  const auto after = std::ranges::upper_bound(ranges, seq, {}, &EventRange::first);
  return after != ranges.begin() && seq <= std::prev(after)->last;
}

}  // namespace

std::vector<CompanyMonth> SqliteStore::undo_import(const ImportUndo& undo,
                                                   const std::function<Month(Instant)>& month_of) {
  Connection& connection = writable();
  const std::optional<ImportRecord> record = import(undo.import);
  if (!record) throw store_error::unknown_import(undo.import);
  if (record->undone) throw store_error::undone_already(*record->undone);
  TakingBack events(connection, month_of);
  for (const EventRange& range : record->events) events.take(range);
  ImportUndo done = undo;
  done.voided = events.voided();
  done.kept = events.kept();
  insert_undo(connection, *record, done);
  if (events.voided() != 0)
    identity_.release(
        [&](std::int64_t seq) { return holds(record->events, seq) && !events.keeps(seq); });
  return events.write();
}

}  // namespace porto::internal
