// Stored events, their batches and their voids.
#include "store/errors.hpp"
#include "store/event_digest.hpp"
#include "store/sqlite/batch_record.hpp"
#include "store/sqlite/claims.hpp"
#include "store/sqlite/implementation.hpp"
#include "store/sqlite/import_parts.hpp"
#include "store/sqlite/names.hpp"
#include "store/sqlite/totals.hpp"

namespace porto::internal {
namespace {

constexpr const char* event_columns =
    "SELECT usage_event.seq, usage_event.source_no, usage_event.event_id, company_no, domain_no,"
    " day, meter_no, occurred_at, quantity, void.seq, actor, reason, voided_at, replaced_by";
constexpr const char* with_void = " LEFT JOIN void ON void.seq = usage_event.seq";

// Turns rows of `event_columns` into events.
class EventReader {
 public:
  explicit EventReader(Connection& connection)
      : connection_(connection),
        source_(connection, "source"),
        company_(connection, "company"),
        domain_(connection, "domain"),
        meter_(connection, "meter"),
        claims_(connection),
        parts_(connection) {}

  /// Writes over `event`, whose texts keep their memory.
  void read(const Query& row, StoredEvent& event) {
    event.seq = row.integer(0);
    event.source = source_(row.integer(1));
    event.event_id = row.view(2);
    event.meter = meter_(row.integer(6));
    event.occurred_at = row.event_time(7);
    event.quantity = row.integer(8);
    read_owner(row, event);
    const ImportParts::Part& part = parts_.of(event.seq);
    event.import = part.import;
    event.voided.reset();
    event.corrects.clear();
    event.corrected_by = row.view(13);
    if (!row.is_null(9)) {
      event.voided = {event.source, event.event_id, row.text(10), row.text(11), {row.integer(12)}};
    } else if (part.undone) {
      const ImportUndo& undo = *part.undone;
      event.voided = {event.source, event.event_id, undo.actor, undo.reason, undo.undone_at};
    }
  }

  /// Adds the event in whose place this one is, if it is in one.
  void read_corrects(const Query& row, StoredEvent& event) {
    if (!corrections_)
      corrections_ = connection_.integer(
                         "SELECT EXISTS (SELECT 1 FROM void WHERE replaced_by IS NOT NULL)") != 0;
    if (!*corrections_) return;
    Query before =
        connection_.query("SELECT event_id FROM void WHERE source_no = ? AND replaced_by = ?",
                          row.integer(1), event.event_id);
    if (before.step()) event.corrects = before.view(0);
  }

 private:
  void read_owner(const Query& row, StoredEvent& event) {
    const bool of_company = row.integer(4) == 0;
    if ((row.integer(3) == 0) == of_company || (row.integer(5) == 0) != of_company)
      throw Error(ErrorCode::corrupt,
                  "event " + row.text(0) +
                      " names both a company and a domain, or a day too many: restore a backup");
    if (of_company) {
      event.company = company_(row.integer(3));
      event.owner = event.company;
      event.domain.clear();
      event.day.reset();
      return;
    }
    event.company.clear();
    event.domain = domain_(row.integer(4));
    event.day = row.day(5);
    const std::int64_t owner = claims_.owner(row.integer(4), event.domain, row.integer(5));
    owner == 0 ? event.owner.clear() : void(event.owner = company_(owner));
  }

  Connection& connection_;
  std::optional<bool> corrections_;  // whether there are any, once it was asked
  NameOf source_;
  NameOf company_;
  NameOf domain_;
  NameOf meter_;
  Claims claims_;
  ImportParts parts_;
};

// The events that are read, in the order of their numbers, with their voids: all of them, or those
// that batches, an import or voids lead to. A filter by time skips whole batches. Without a filter
// all of the table is read, also events that no batch has.
std::string tables_of(const EventFilter& filter) {
  if (filter.only_voided)
    return " FROM (SELECT seq FROM void UNION ALL SELECT seq FROM undone_event ORDER BY seq) AS one"
           " CROSS JOIN usage_event ON usage_event.seq = one.seq";
  if (filter.import)
    return " FROM import_part CROSS JOIN usage_event"
           " ON usage_event.seq BETWEEN import_part.first_seq AND import_part.last_seq";
  if (filter.from || filter.before)
    return " FROM event_batch CROSS JOIN usage_event"
           " ON usage_event.seq BETWEEN event_batch.first_seq AND event_batch.last_seq";
  return " FROM usage_event";
}

std::string events_sql(const EventFilter& filter) {
  const bool by_batch = (filter.from || filter.before) && !filter.only_voided && !filter.import;
  std::string sql = event_columns + tables_of(filter) + with_void;
  sql += filter.from || filter.before ? " WHERE occurred_at >= ?1 AND occurred_at < ?2"
                                      : " WHERE ?1 < ?2";
  if (by_batch) sql += " AND last_at >= ?1 AND first_at < ?2";
  sql +=
      " AND usage_event.seq BETWEEN ?5 AND ?6 AND ?9 IS ?9 AND ?10 IS ?10 AND ?11 IS ?11";  // all
                                                                                            // of
                                                                                            // them
                                                                                            // are
                                                                                            // bound
  if (filter.company)
    sql += " AND (domain_no <> 0 OR company_no = (SELECT no FROM company WHERE id = ?3))";
  if (filter.meter) sql += " AND meter_no = (SELECT no FROM meter WHERE id = ?4)";
  if (filter.source) sql += " AND usage_event.source_no = (SELECT no FROM source WHERE id = ?7)";
  if (filter.domain) sql += " AND domain_no = (SELECT no FROM domain WHERE id = ?8)";
  if (filter.import && !filter.only_voided) sql += " AND import_part.import = ?9";
  constexpr const char* last_seq = " (SELECT last_seq FROM period WHERE month = ";
  if (filter.after_close) sql += std::string(" AND usage_event.seq >") + last_seq + "?10)";
  if (filter.by_close) sql += std::string(" AND usage_event.seq <=") + last_seq + "?11)";
  if (!filter.voided) sql += " AND void.seq IS NULL";  // what was undone is left out by each_event
  if (by_batch) return sql + " ORDER BY event_batch.no, usage_event.seq";
  if (filter.import && !filter.only_voided)
    return sql + " ORDER BY import_part.first_seq, usage_event.seq";
  return sql + (filter.only_voided ? " ORDER BY one.seq" : " ORDER BY usage_event.seq");
}

// The last event that had a freed identity; 0 if there is none.
std::int64_t undone_seq(Connection& connection, std::int64_t source_no, std::string_view id) {
  Query row = connection.query(
      "SELECT ifnull(max(usage_event.seq), 0) FROM undone_event CROSS JOIN usage_event"
      " ON usage_event.seq = undone_event.seq WHERE source_no = ? AND event_id = ?",
      source_no, id);
  return row.step() ? row.integer(0) : 0;
}

}  // namespace

std::optional<StoredEvent> SqliteStore::event(std::string_view source, std::string_view id) {
  const std::int64_t source_no = Names(connection_, "source").number(source);
  std::int64_t seq = identity_.seq(source_no, id);
  if (seq == 0) seq = undone_seq(connection_, source_no, id);
  if (seq == 0) return std::nullopt;
  Query row = connection_.query(
      std::string(event_columns) + " FROM usage_event" + with_void + " WHERE usage_event.seq = ?",
      seq);
  if (!row.step())
    throw Error(ErrorCode::corrupt,
                "event " + std::to_string(seq) + " is missing from the ledger: restore a backup");
  StoredEvent event;
  EventReader reader(connection_);
  reader.read(row, event);
  reader.read_corrects(row, event);
  return event;
}

void SqliteStore::each_event(const EventFilter& filter,
                             const std::function<void(const StoredEvent&)>& visit) {
  using Limits = std::numeric_limits<std::int64_t>;
  Query row = connection_.query(events_sql(filter), filter.from.value_or(Instant{Limits::min()}),
                                filter.before.value_or(Instant{Limits::max()}), filter.company,
                                filter.meter, filter.first_seq.value_or(Limits::min()),
                                filter.last_seq.value_or(Limits::max()), filter.source,
                                filter.domain, filter.import, filter.after_close, filter.by_close);
  EventReader reader(connection_);
  StoredEvent event;
  std::uint64_t left = filter.limit.value_or(std::numeric_limits<std::uint64_t>::max());
  while (left > 0 && row.step()) {
    reader.read(row, event);
    if (!filter.voided && event.voided) continue;
    if (filter.company && event.owner != *filter.company) continue;
    if (filter.import && event.import != *filter.import) continue;
    if (filter.with_corrects) reader.read_corrects(row, event);
    visit(event);
    --left;
  }
}

void SqliteStore::each_batch(const std::function<void(const EventBatch&)>& visit) {
  internal::each_batch(connection_, visit);
}

std::vector<CompanyMonth> SqliteStore::add_void(const Void& what, Month month,
                                                std::string_view replaced_by) {
  Connection& connection = writable();
  const std::optional<StoredEvent> event = this->event(what.source, what.event_id);
  if (!event) throw store_error::unknown_event(what.source, what.event_id);
  if (event->voided) throw store_error::voided_already(*event->voided);
  insert_void(event->seq, what, replaced_by);

  const auto number = [&](const char* table, const std::string& id) {
    Query row = connection.query(std::string("SELECT no FROM ") + table + " WHERE id = ?", id);
    return row.step() ? row.integer(0) : 0;
  };
  const Wide taken = -static_cast<Wide>(event->quantity);
  const std::int64_t meter_no = number("meter", event->meter);
  if (event->day) {
    Totals days(day_totals);
    days.add({event->day->number(), number("domain", event->domain), meter_no}, taken, -1);
    days.mark_months(connection);
    days.write(connection);
  }
  Totals months(month_totals);
  if (!event->owner.empty())
    months.add({month.number(), number("company", event->owner), meter_no}, taken, -1);
  months.write(connection);
  return months.late(connection);
}

void SqliteStore::insert_void(std::int64_t seq, const Void& what, std::string_view replaced_by) {
  StoredVoid stored{
      .no = 1, .seq = seq, .what = what, .digest = {}, .replaced_by = std::string(replaced_by)};
  std::string previous;
  {
    Query last = connection_.query("SELECT no, digest FROM void ORDER BY no DESC LIMIT 1");
    if (last.step()) {
      stored.no = last.integer(0) + 1;
      previous = last.text(1);
    }
  }
  connection_
      .query(
          "INSERT INTO void (no, seq, source_no, event_id, actor, reason, voided_at, digest,"
          " replaced_by)"
          " VALUES (?, ?, (SELECT no FROM source WHERE id = ?), ?, ?, ?, ?, ?, ?)",
          stored.no, seq, what.source, what.event_id, what.actor, what.reason, what.voided_at,
          void_digest(previous, stored),
          replaced_by.empty() ? std::nullopt : std::optional(replaced_by))
      .run();
}

std::vector<StoredVoid> SqliteStore::voids() {
  std::vector<StoredVoid> all;
  Query row = connection_.query(
      "SELECT void.no, seq, source.id, event_id, actor, reason, voided_at, digest,"
      " ifnull(replaced_by, '') FROM void"
      " JOIN source ON source.no = source_no ORDER BY void.no");
  while (row.step()) {
    all.push_back({row.integer(0),
                   row.integer(1),
                   {row.text(2), row.text(3), row.text(4), row.text(5), {row.integer(6)}},
                   row.text(7),
                   row.text(8)});
  }
  return all;
}

}  // namespace porto::internal
