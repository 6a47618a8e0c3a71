// Stored events, one by one and all of them.
#include <algorithm>
#include <limits>

#include "store/postgres/event_pieces.hpp"
#include "store/postgres/event_rows.hpp"
#include "store/postgres/identity.hpp"
#include "store/postgres/implementation.hpp"
#include "store/postgres/import_ranges.hpp"
#include "store/postgres/snapshot.hpp"

namespace porto::internal::postgres {
namespace {

using Limits = std::numeric_limits<std::int64_t>;

// Of the events that had an identity while it was taken back, the last.
constexpr const char* of_identity =
    "((SELECT * FROM usage_event WHERE undone = 0 AND bucket = $1 AND event_id = $3"
    " AND source_no = (SELECT no FROM source WHERE id = $2))"
    " UNION ALL"
    " (SELECT freed.* FROM usage_event AS freed"
    " JOIN import_undo ON import_undo.import = freed.undone"
    " WHERE freed.undone <> 0 AND freed.bucket = $1 AND freed.event_id = $3"
    " AND freed.source_no = (SELECT no FROM source WHERE id = $2)"
    " ORDER BY import_undo.no DESC LIMIT 1))";

// Events that are voided, alone or with their imports; few of all, mostly.
constexpr const char* voided_between =
    "(SELECT alone.* FROM void AS own JOIN usage_event AS alone"
    " ON alone.bucket = own.event_bucket AND alone.source_no = own.source_no"
    " AND alone.event_id = own.event_id AND alone.undone = 0 AND alone.seq = own.seq"
    " WHERE own.bucket = 0 AND own.seq BETWEEN $1 AND $2"
    " UNION ALL"
    " SELECT * FROM usage_event WHERE undone <> 0 AND seq BETWEEN $1 AND $2)";

// Where a close cut the lanes, by lane; 0 where it found nothing. None of a month that is open.
std::optional<std::vector<std::int64_t>> cut_of(Connection& connection, Month closed) {
  const Rows rows = connection.query(
      "SELECT coalesce(lane, 0)::integer, coalesce(cut.last_seq, 0) FROM period"
      " LEFT JOIN period_cut AS cut ON cut.month = period.month WHERE period.month = $1",
      closed);
  if (rows.empty()) return std::nullopt;
  constexpr int most_lanes = INT16_MAX;
  std::vector<std::int64_t> ends;
  for (const Row row : rows) {
    const auto lane = static_cast<std::size_t>(row.number(0, 0, most_lanes));
    if (lane >= ends.size()) ends.resize(lane + 1);
    ends[lane] = row.integer(1);
  }
  return ends;
}

// The end of an event's lane, of the ends that are given as an array.
std::string end_of_lane(const std::string& ends) {
  return "coalesce((" + ends + "::bigint[])[(e.seq >> 40)::integer + 1], 0)";
}

// One walk through events.
class EventWalk {
 public:
  EventWalk(Connection& connection, const EventFilter& filter,
            std::function<bool(std::int64_t)> is_within_cut)
      : connection_(connection), filter_(filter), is_within_cut_(std::move(is_within_cut)) {}

  void run(const std::function<void(const StoredEvent&)>& visit);

 private:
  std::vector<EventRange> ranges();
  bool add_cuts(Statement& statement);
  std::optional<Statement> statement();
  void walk(const Statement& all, const EventRange& piece,
            const std::function<void(const StoredEvent&)>& visit);

  Connection& connection_;
  const EventFilter& filter_;
  std::function<bool(std::int64_t)> is_within_cut_;  // empty: all are
  std::uint64_t left_ = filter_.limit.value_or(std::numeric_limits<std::uint64_t>::max());
  StoredEvent event_{};
};

// The numbers that the events have.
std::vector<EventRange> EventWalk::ranges() {
  const EventRange all{filter_.first_seq.value_or(Limits::min()),
                       filter_.last_seq.value_or(Limits::max())};
  if (!filter_.import) return {all};
  std::vector<EventRange> ranges = joined(ranges_of_import(connection_, *filter_.import));
  for (EventRange& range : ranges)
    range = {std::max(range.first, all.first), std::min(range.last, all.last)};
  return ranges;
}

// False if there is nothing, for a month that is not closed.
bool EventWalk::add_cuts(Statement& statement) {
  const auto add = [&](const std::optional<Month>& closed, const char* compared) {
    if (!closed) return true;
    const auto ends = cut_of(connection_, *closed);
    if (ends) statement.text += compared + end_of_lane(statement.value(*ends));
    return ends.has_value();
  };
  return add(filter_.after_close, " AND e.seq > ") && add(filter_.by_close, " AND e.seq <= ");
}

// What gives the events of a piece; $1 and $2 are its first and last number.
std::optional<Statement> EventWalk::statement() {
  Statement sql;
  sql.value(Limits::min());
  sql.value(Limits::max());
  sql.text =
      select_events(filter_.only_voided ? voided_between : "usage_event", filter_.with_corrects) +
      " WHERE e.seq BETWEEN $1 AND $2";
  if (filter_.from) sql.text += " AND e.occurred_at >= " + sql.value(*filter_.from);
  if (filter_.before) sql.text += " AND e.occurred_at < " + sql.value(*filter_.before);
  const auto add_name = [&](const char* column, const char* table, const std::string& id) {
    sql.text += std::string(" AND e.") + column + " = (SELECT no FROM " + table +
                " WHERE id = " + sql.value(id) + ")";
  };
  if (filter_.meter) add_name("meter_no", "meter", *filter_.meter);
  if (filter_.source) add_name("source_no", "source", *filter_.source);
  if (filter_.domain) add_name("domain_no", "domain", *filter_.domain);
  if (filter_.company) {
    const std::string id = sql.value(*filter_.company);
    sql.text += " AND (e.company_no = (SELECT no FROM company WHERE id = " + id +
                ") OR (e.domain_no <> 0 AND " + claimed_by + " = " + id + ")";
    if (!filter_.or_domains.empty())
      sql.text += " OR e.domain_no IN (SELECT no FROM domain WHERE id = ANY (" +
                  sql.value(filter_.or_domains) + "))";
    sql.text += ")";
  }
  if (!filter_.voided) sql.text += " AND void.seq IS NULL AND e.undone = 0";
  if (!add_cuts(sql)) return std::nullopt;
  sql.text += " ORDER BY e.seq";
  // Where rows are left out here, the server cannot count.
  if (filter_.limit && !filter_.import && !is_within_cut_)
    sql.text += " LIMIT " + sql.value(static_cast<std::int64_t>(
                                std::min<std::uint64_t>(*filter_.limit, Limits::max())));
  return sql;
}

void EventWalk::run(const std::function<void(const StoredEvent&)>& visit) {
  constexpr std::int64_t few = 1 << 14;
  constexpr std::int64_t many = 1 << 18;
  constexpr std::int64_t pieces = 64;
  const std::optional<Statement> all = statement();
  if (!all) return;
  for (const EventRange& range : ranges())
    for (const EventRange& piece :
         pieces_of(connection_, range, {filter_.limit ? few : many, many, pieces}))
      if (left_ > 0) walk(*all, piece, visit);
}

void EventWalk::walk(const Statement& all, const EventRange& piece,
                     const std::function<void(const StoredEvent&)>& visit) {
  const ImportRanges imports(connection_, piece);
  std::vector<Param> values = all.values;
  values[0] = piece.first;
  values[1] = piece.last;
  connection_.each(all.text, values, [&](const Row& row) {
    if (left_ == 0) return;
    read_event(row, event_);
    event_.import = imports.import_of(event_.seq);
    if (filter_.import && event_.import != *filter_.import) return;
    if (is_within_cut_ && !is_within_cut_(event_.seq)) return;
    --left_;
    visit(event_);
  });
}

}  // namespace

std::optional<StoredEvent> PostgresStore::event(std::string_view source, std::string_view id) {
  static const std::string sql = select_events(of_identity, true) + " ORDER BY e.undone LIMIT 1";
  std::optional<StoredEvent> event;
  step(Begin::read, [&] {
    event.reset();
    const Rows rows = connection_.query(sql, bucket_of(source, id), source, id);
    if (rows.empty() || (has_cut_ && !is_within_cut(rows[0].integer(0)))) return;
    event.emplace();
    read_event(rows[0], *event);
    event->import = ImportRanges(connection_, {event->seq, event->seq}).import_of(event->seq);
  });
  return event;
}

void PostgresStore::each_event(const EventFilter& filter,
                               const std::function<void(const StoredEvent&)>& visit) {
  std::function<bool(std::int64_t)> within;
  if (has_cut_) within = [this](std::int64_t seq) { return is_within_cut(seq); };
  in_snapshot(connection_, [&] { EventWalk(connection_, filter, within).run(visit); });
}

}  // namespace porto::internal::postgres
