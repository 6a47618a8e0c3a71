// See identity.hpp.
#include "store/sqlite/identity.hpp"

#include <algorithm>
#include <list>
#include <numeric>

#include "base/text.hpp"

namespace porto {
namespace {

constexpr std::size_t max_faults = 100;

constexpr const char* insert_sql =
    "INSERT INTO usage_event (seq, source_no, event_id, company_no, domain_no, day, meter_no,"
    " occurred_at, quantity) SELECT seq, source_no, event_id, company_no, domain_no, day, meter_no,"
    " occurred_at, quantity FROM feed";

// LEFT JOIN: SQLite keeps the feed as the outer loop, and an event that is missing shows. The day
// is not compared: the ledger's zone gives it from the time.
constexpr const char* differing_sql =
    "SELECT place, (stored.source_no, stored.event_id) IS (feed.source_no, feed.event_id)"
    " FROM feed LEFT JOIN usage_event AS stored ON stored.seq = feed.seq"
    " WHERE (stored.source_no, stored.event_id, stored.company_no, stored.domain_no,"
    " stored.meter_no, stored.occurred_at, stored.quantity) IS NOT (feed.source_no, feed.event_id,"
    " feed.company_no, feed.domain_no, feed.meter_no, feed.occurred_at, feed.quantity)";

constexpr const char* misnamed_sql =
    "SELECT place FROM feed LEFT JOIN usage_event AS stored ON stored.seq = feed.seq"
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

std::string misnamed(const FeedRow& row) {
  return "the identity " + in_quotes(row.event_id) + " is not that of event " +
         std::to_string(row.seq) + ", which the index of identities names";
}

}  // namespace

std::int64_t Identity::seq(std::int64_t source_no, std::string_view event_id) {
  FeedRow row{.source_no = source_no, .event_id = event_id};
  constexpr std::uint32_t only = 0;
  runs_.find({&row, 1}, {&only, 1});
  return row.seq;
}

std::vector<std::optional<Outcome>> Identity::find(std::span<FeedRow> rows) {
  std::vector<std::uint32_t> known = by_identity(rows);
  runs_.find(rows, known);
  std::erase_if(known, [&](std::uint32_t row) { return rows[row].seq == 0; });
  std::vector<Outcome> outcomes(rows.size());
  compare(rows, known, outcomes);
  std::vector<std::optional<Outcome>> found(rows.size());
  for (const std::uint32_t row : known) found[row] = outcomes[row];
  return found;
}

Identity::Appended Identity::append(std::span<FeedRow> rows, std::int64_t first_seq) {
  Appended appended{std::vector<Outcome>(rows.size(), Outcome::stored), {}};
  auto& [outcomes, added] = appended;
  std::vector<std::uint32_t> known;
  const std::vector<std::uint32_t> order = by_identity(rows);
  runs_.find(rows, order);
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
  runs_.add(rows, added);
  return appended;
}

void Identity::compare(std::span<const FeedRow> rows, std::span<const std::uint32_t> known,
                       std::vector<Outcome>& outcomes) {
  if (known.empty()) return;
  for (const std::uint32_t row : known) outcomes[row] = Outcome::duplicate;
  const Feed::Loaded loaded(feed_, rows, known);
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
  const Feed::Loaded loaded(feed_, rows, added);
  if (connection_.query(insert_sql).run() != static_cast<std::int64_t>(added.size()))
    throw Error(ErrorCode::internal, "SQLite stored another number of events than it was given");
}

// Each identity in the index must be that of its event, and there must be as many events: then
// each event has one, and no two have the same.
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
  runs_.each([&](const IdentityEntry& entry) {
    rows.push_back({.seq = entry.seq,
                    .source_no = entry.source_no,
                    .event_id = ids.emplace_back(entry.event_id)});
    ++identities;
    if (rows.size() == block) check_block();
  });
  check_block();
  const std::int64_t events = connection_.integer("SELECT count(*) FROM usage_event");
  if (events != identities)
    found.push_back("there are " + std::to_string(events) + " events, and " +
                    std::to_string(identities) + " identities of events");
  return found;
} catch (const Error& error) {
  if (error.code() != ErrorCode::corrupt) throw;
  return {error.what()};
}

void Identity::check_entries(std::span<const FeedRow> rows, std::vector<std::string>& faults) {
  std::vector<std::uint32_t> all(rows.size());
  std::iota(all.begin(), all.end(), 0U);
  const Feed::Loaded loaded(feed_, rows, all);
  Query wrong = connection_.query(misnamed_sql);
  while (faults.size() < max_faults && wrong.step())
    faults.push_back(misnamed(rows[static_cast<std::size_t>(wrong.integer(0))]));
}

}  // namespace porto
