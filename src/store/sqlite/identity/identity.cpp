// See identity.hpp.
#include "store/sqlite/identity/identity.hpp"

#include <algorithm>
#include <list>
#include <numeric>

#include "base/text.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t max_faults = 100;
// Fewer new identities than this go to identity_recent, where one more changes one page of the
// file.
constexpr std::size_t small_run = 512;

constexpr const char* recent_sql =
    "SELECT source_no, event_id, seq FROM identity_recent ORDER BY source_no, event_id";

// OR ROLLBACK: what fails takes the whole transaction back, so SQLite need not keep a journal to
// take back the statement alone.
constexpr const char* insert_sql =
    "INSERT OR ROLLBACK INTO usage_event (seq, source_no, event_id, company_no, domain_no, day,"
    " meter_no, occurred_at, quantity) SELECT seq, source_no, event_id, company_no, domain_no, day,"
    " meter_no, occurred_at, quantity FROM feed";
// Without seq SQLite numbers on from the largest there is, and need not search where each belongs.
constexpr const char* insert_next_sql =
    "INSERT OR ROLLBACK INTO usage_event (source_no, event_id, company_no, domain_no, day,"
    " meter_no, occurred_at, quantity) SELECT source_no, event_id, company_no, domain_no, day,"
    " meter_no, occurred_at, quantity FROM feed";

// LEFT JOIN: SQLite keeps the feed as the outer loop, and an event that is missing shows. The day
// is not compared: the ledger's zone gives it from the time.
constexpr const char* differing_sql =
    "SELECT row_index, (stored.source_no, stored.event_id) IS (feed.source_no, feed.event_id)"
    " FROM feed LEFT JOIN usage_event AS stored ON stored.seq = feed.seq"
    " WHERE (stored.source_no, stored.event_id, stored.company_no, stored.domain_no,"
    " stored.meter_no, stored.occurred_at, stored.quantity) IS NOT (feed.source_no, feed.event_id,"
    " feed.company_no, feed.domain_no, feed.meter_no, feed.occurred_at, feed.quantity)";

constexpr const char* misnamed_sql =
    "SELECT row_index FROM feed LEFT JOIN usage_event AS stored ON stored.seq = feed.seq"
    " WHERE (stored.source_no, stored.event_id) IS NOT (feed.source_no, feed.event_id)";

bool same_content(const FeedRow& a, const FeedRow& b) noexcept {
  return a.company_no == b.company_no && a.domain_no == b.domain_no && a.meter_no == b.meter_no &&
         a.occurred_at == b.occurred_at && a.quantity == b.quantity;
}

std::vector<std::uint32_t> by_identity(std::span<const FeedRow> rows) {
  std::vector<std::uint32_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    return comes_before(rows[a], rows[b]);
  };
  // An import gives them in order.
  if (!std::ranges::is_sorted(order, before)) std::ranges::stable_sort(order, before);
  return order;
}

// The number of events that have an identity: all but undone ones.
std::int64_t identified(Connection& connection) {
  return connection.integer("SELECT count(*) FROM usage_event") -
         connection.integer("SELECT count(*) FROM undone_event");
}

// Adds the rows of a query as a run.
void add_run(IdentityRuns& runs, std::int64_t events, Query row) {
  runs.add(events, [&](IdentityEntry& entry) {
    if (!row.step()) return false;
    entry = {row.integer(0), row.view(1), row.integer(2)};
    return true;
  });
}

std::string misnamed(const FeedRow& row) {
  return "the identity " + in_quotes(row.event_id) + " is not that of event " +
         std::to_string(row.seq) + ", which the index of identities names";
}

}  // namespace

void rebuild_identities(Connection& connection) {
  IdentityRuns runs(connection);
  runs.clear();
  connection.query("DELETE FROM identity_recent").run();
  const std::int64_t events = identified(connection);
  if (events == 0) return;
  add_run(runs, events,
          connection.query("SELECT source_no, event_id, seq FROM usage_event"
                           " WHERE seq NOT IN undone_event ORDER BY source_no, event_id"));
}

std::int64_t Identity::seq(std::int64_t source_no, std::string_view event_id) {
  FeedRow row{.source_no = source_no, .event_id = event_id};
  constexpr std::uint32_t only = 0;
  look_up({&row, 1}, {&only, 1});
  return row.seq;
}

std::vector<std::optional<Outcome>> Identity::find(std::span<FeedRow> rows) {
  std::vector<std::uint32_t> known = by_identity(rows);
  look_up(rows, known);
  std::erase_if(known, [&](std::uint32_t row) { return rows[row].seq == 0; });
  std::vector<Outcome> outcomes(rows.size());
  compare(rows, known, outcomes);
  std::vector<std::optional<Outcome>> found(rows.size());
  for (const std::uint32_t row : known) found[row] = outcomes[row];
  return found;
}

Identity::Outcomes Identity::append(std::span<FeedRow> rows, std::int64_t first_seq) {
  Outcomes appended{std::vector<Outcome>(rows.size(), Outcome::stored), {}};
  auto& [outcomes, added] = appended;
  std::vector<std::uint32_t> known;
  const std::vector<std::uint32_t> order = by_identity(rows);
  look_up(rows, order);
  for (const std::uint32_t at : order) {
    FeedRow& row = rows[at];
    if (row.seq != 0) {
      known.push_back(at);
    } else if (!added.empty() && !comes_before(rows[added.back()], row)) {
      outcomes[at] = same_content(rows[added.back()], row) ? Outcome::duplicate : Outcome::conflict;
    } else {
      row.seq = first_seq + static_cast<std::int64_t>(added.size());
      added.push_back(at);
    }
  }
  compare(rows, known, outcomes);
  insert(rows, added);
  pending_.add(rows, added);
  if (pending_.full()) flush();
  return appended;
}

void Identity::look_up(std::span<FeedRow> rows, std::span<const std::uint32_t> order) {
  runs_.find(rows, order);
  pending_.find(rows, order);
  if (connection_.integer("SELECT count(*) FROM identity_recent") == 0) return;
  const Feed::Selection selection(feed_, rows, order);
  Query found = connection_.query(
      "SELECT row_index, recent.seq FROM feed CROSS JOIN identity_recent AS recent"
      " ON recent.source_no = feed.source_no AND recent.event_id = feed.event_id");
  while (found.step()) rows[static_cast<std::size_t>(found.integer(0))].seq = found.integer(1);
}

void Identity::flush() {
  if (pending_.size() == 0) return;
  const auto events = static_cast<std::int64_t>(pending_.size());
  if (pending_.size() < small_run)
    add_recent();
  else if (!pending_.of_one_source() || !runs_.extend(events, pending_.in_order()))
    runs_.add(events, pending_.in_order());
  pending_.clear();
}

void Identity::add_recent() {
  {
    Query add = connection_.query("INSERT INTO identity_recent VALUES (?, ?, ?)");
    const auto next = pending_.in_order();
    for (IdentityEntry entry{}; next(entry);)
      add.bind(entry.source_no, entry.event_id, entry.seq).run();
  }
  const std::int64_t recent = connection_.integer("SELECT count(*) FROM identity_recent");
  if (recent < static_cast<std::int64_t>(small_run)) return;
  add_run(runs_, recent, connection_.query(recent_sql));
  connection_.query("DELETE FROM identity_recent").run();
}

void Identity::release(const std::function<bool(std::int64_t)>& undone) {
  runs_.release(undone);
  std::vector<std::int64_t> recent;
  {
    Query row = connection_.query(recent_sql);
    while (row.step())
      if (undone(row.integer(2))) recent.push_back(row.integer(2));
  }
  // The table is small: no index by number is needed.
  Query free = connection_.query("DELETE FROM identity_recent WHERE seq = ?");
  for (const std::int64_t seq : recent) free.bind(seq).run();
}

void Identity::compare(std::span<const FeedRow> rows, std::span<const std::uint32_t> known,
                       std::vector<Outcome>& outcomes) {
  if (known.empty()) return;
  for (const std::uint32_t row : known) outcomes[row] = Outcome::duplicate;
  const Feed::Selection selection(feed_, rows, known);
  Query differing = connection_.query(differing_sql);
  while (differing.step()) {
    const auto row = static_cast<std::size_t>(differing.integer(0));
    if (differing.integer(1) == 0)
      throw Error(ErrorCode::corrupt, misnamed(rows[row]) + ": restore a backup");
    outcomes[row] = Outcome::conflict;
  }
}

void Identity::insert(std::span<const FeedRow> rows, std::span<const std::uint32_t> added) {
  if (added.empty()) return;
  const Feed::Selection selection(feed_, rows, added);
  const bool follow =
      connection_.integer("SELECT max(seq) FROM usage_event") + 1 == rows[added.front()].seq;
  if (connection_.query(follow ? insert_next_sql : insert_sql).run() !=
          static_cast<std::int64_t>(added.size()) ||
      connection_.integer("SELECT last_insert_rowid()") != rows[added.back()].seq)
    throw Error(ErrorCode::internal, "SQLite stored other events than it was given");
}

// Each stored identity must be that of its event, none may be stored twice, and their number must
// be that of the events: then each event has one, and no two have the same.
std::vector<std::string> Identity::faults() try {
  std::vector<std::string> found;
  constexpr std::size_t block = 10'000;
  std::list<std::string> ids;
  std::vector<FeedRow> rows;
  std::int64_t identities = 0;
  const auto check_block = [&] {
    check_entries(rows, found);
    rows.clear();
    ids.clear();
  };
  const auto visit = [&](const IdentityEntry& entry) {
    rows.push_back({.seq = entry.seq,
                    .source_no = entry.source_no,
                    .event_id = ids.emplace_back(entry.event_id)});
    ++identities;
    if (rows.size() == block) check_block();
  };
  runs_.each(visit);
  check_block();
  {
    Query recent = connection_.query(recent_sql);
    while (recent.step()) visit({recent.integer(0), recent.view(1), recent.integer(2)});
  }
  check_twice(rows, found);
  check_block();
  const std::int64_t events = identified(connection_);
  if (events != identities)
    found.push_back("there are " + std::to_string(events) + " events, and " +
                    std::to_string(identities) + " identities of events");
  return found;
} catch (const Error& error) {
  if (error.code() != ErrorCode::corrupt) throw;
  return {error.what()};
}

// No recent identity may be in a run too.
void Identity::check_twice(std::vector<FeedRow> recent, std::vector<std::string>& faults) {
  std::vector<std::uint32_t> all(recent.size());
  std::iota(all.begin(), all.end(), 0U);
  runs_.find(recent, all);
  for (const FeedRow& row : recent)
    if (row.seq != 0)
      faults.push_back("the identity " + in_quotes(row.event_id) + " is there twice");
}

void Identity::check_entries(std::span<const FeedRow> rows, std::vector<std::string>& faults) {
  std::vector<std::uint32_t> all(rows.size());
  std::iota(all.begin(), all.end(), 0U);
  const Feed::Selection selection(feed_, rows, all);
  Query wrong = connection_.query(misnamed_sql);
  while (faults.size() < max_faults && wrong.step())
    faults.push_back(misnamed(rows[static_cast<std::size_t>(wrong.integer(0))]));
}

}  // namespace porto::internal
