// Looking identities up, and adding them: see identity.hpp. identity_pruning.cpp has what becomes
// of them later.
#include "store/sqlite/identity/identity.hpp"

#include <algorithm>
#include <numeric>

#include "base/short_text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

// Fewer new identities than this go to identity_recent, where one more changes one page of the
// file.
constexpr std::size_t small_run = 512;

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
    "SELECT row_index, stored.seq IS NULL,"
    " (stored.source_no, stored.event_id) IS (feed.source_no, feed.event_id)"
    " FROM feed LEFT JOIN usage_event AS stored ON stored.seq = feed.seq"
    " WHERE (stored.source_no, stored.event_id, stored.company_no, stored.domain_no,"
    " stored.meter_no, stored.occurred_at, stored.quantity) IS NOT (feed.source_no, feed.event_id,"
    " feed.company_no, feed.domain_no, feed.meter_no, feed.occurred_at, feed.quantity)";

bool same_content(const FeedRow& a, const FeedRow& b) noexcept {
  return a.company_no == b.company_no && a.domain_no == b.domain_no && a.meter_no == b.meter_no &&
         a.occurred_at == b.occurred_at && a.quantity == b.quantity;
}

// The order of events: by source, then by the bytes of the id.
bool comes_before(const FeedRow& a, const FeedRow& b) noexcept {
  if (a.source_no != b.source_no) return a.source_no < b.source_no;
  const std::uint64_t head_a = text_head(a.event_id);
  const std::uint64_t head_b = text_head(b.event_id);
  return head_a != head_b ? head_a < head_b : a.event_id < b.event_id;
}

std::vector<std::uint32_t> counting_from_0(std::size_t count) {
  std::vector<std::uint32_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), 0U);
  return numbers;
}

std::vector<std::uint32_t> by_identity(std::span<const FeedRow> rows) {
  std::vector<std::uint32_t> order = counting_from_0(rows.size());
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    return comes_before(rows[a], rows[b]);
  };
  // An import gives them in order.
  if (!std::ranges::is_sorted(order, before)) std::ranges::stable_sort(order, before);
  return order;
}

}  // namespace

const IdentityKey& Identity::key() {
  if (!key_) key_ = read_identity_key(connection_);
  return *key_;
}

std::int64_t Identity::seq(std::int64_t source_no, std::string_view event_id) {
  FeedRow row{.source_no = source_no, .event_id = event_id};
  look_up_stored({&row, 1}, wanted({&row, 1}));
  return row.seq;
}

std::vector<std::optional<Outcome>> Identity::find(std::span<FeedRow> rows,
                                                   std::span<const DatedEvent> events) {
  return look_up(rows, events, wanted(rows));
}

Identity::Outcomes Identity::append(std::span<FeedRow> rows, std::span<const DatedEvent> events,
                                    std::int64_t first_seq) {
  Outcomes appended{std::vector<Outcome>(rows.size(), Outcome::stored), {}};
  auto& [outcomes, added] = appended;
  const std::vector<WantedIdentity> hashes = wanted(rows);
  const std::vector<std::optional<Outcome>> known = look_up(rows, events, hashes);
  for (const std::uint32_t at : by_identity(rows)) {
    FeedRow& row = rows[at];
    if (known[at]) {
      outcomes[at] = *known[at];
    } else if (!added.empty() && !comes_before(rows[added.back()], row)) {
      outcomes[at] = same_content(rows[added.back()], row) ? Outcome::duplicate : Outcome::conflict;
    } else {
      row.seq = first_seq + static_cast<std::int64_t>(added.size());
      added.push_back(at);
    }
  }
  insert(rows, added);
  std::vector<IdentityEntry> entries;
  entries.reserve(added.size());
  for (const WantedIdentity& one : hashes)
    if (rows[one.row].seq >= first_seq) entries.push_back({one.hash.cut(), rows[one.row].seq});
  pending_.add(entries);
  if (pending_.full()) flush();
  return appended;
}

std::vector<WantedIdentity> Identity::wanted(std::span<const FeedRow> rows) {
  std::vector<WantedIdentity> hashes;
  hashes.reserve(rows.size());
  for (std::uint32_t row = 0; row < rows.size(); ++row)
    hashes.push_back({key().hash(rows[row].source_no, rows[row].event_id), row});
  sort_by_hash(hashes);
  return hashes;
}

std::vector<std::optional<Outcome>> Identity::look_up(std::span<FeedRow> rows,
                                                      std::span<const DatedEvent> events,
                                                      std::span<const WantedIdentity> wanted) {
  std::vector<std::optional<Outcome>> known = look_up_stored(rows, wanted);
  judge_pruned(rows, events, wanted, known);
  return known;
}

std::vector<std::optional<Outcome>> Identity::look_up_stored(
    std::span<FeedRow> rows, std::span<const WantedIdentity> wanted) {
  std::vector<std::optional<Outcome>> known(rows.size());
  std::vector<Hit> hits;
  const auto visit = [&](std::uint32_t row, std::int64_t value) { hits.push_back({row, value}); };
  stored_.find(wanted, visit);
  pending_.find(wanted, visit);
  find_recent(wanted, hits);
  judge_stored(rows, hits, known);
  return known;
}

void Identity::find_recent(std::span<const WantedIdentity> wanted, std::vector<Hit>& hits) {
  if (wanted.size() < small_run) {
    Query row = connection_.query("SELECT seq FROM identity_recent WHERE hash = ?");
    for (const WantedIdentity& one : wanted)
      for (row.bind(one.hash.short_hash()); row.step();) hits.push_back({one.row, row.integer(0)});
    return;
  }
  auto one = wanted.begin();
  for (const IdentityEntry& entry : recent()) {
    while (one != wanted.end() && one->hash.cut() < entry.hash) ++one;
    for (auto same = one; same != wanted.end() && same->hash.cut() == entry.hash; ++same)
      hits.push_back({same->row, entry.value});
  }
}

std::vector<IdentityEntry> Identity::recent() {
  std::vector<IdentityEntry> entries;
  Query row = connection_.query("SELECT hash, seq FROM identity_recent ORDER BY hash, seq");
  while (row.step()) entries.push_back({IdentityHash::at(row.integer(0)), row.integer(1)});
  return entries;
}

// A hit is a hash that is the same. Its event tells whether it has the identity, and that content.
void Identity::judge_stored(std::span<FeedRow> rows, std::vector<Hit>& hits,
                            std::vector<std::optional<Outcome>>& known) {
  for (FeedRow& row : rows) row.seq = 0;
  if (hits.empty()) return;
  std::ranges::sort(hits, {}, &Hit::value);  // the events lie in this order
  std::vector<FeedRow> candidates;
  candidates.reserve(hits.size());
  for (const Hit& hit : hits) {
    candidates.push_back(rows[hit.row]);
    candidates.back().seq = hit.value;
  }
  std::vector<std::optional<Outcome>> outcomes(hits.size(), Outcome::duplicate);
  {
    const std::vector<std::uint32_t> all = counting_from_0(hits.size());
    const Feed::Selection selection(feed_, candidates, all);
    Query differing = connection_.query(differing_sql);
    while (differing.step()) {
      const auto at = static_cast<std::size_t>(differing.integer(0));
      if (differing.integer(1) != 0)
        throw Error(ErrorCode::corrupt, "event " + std::to_string(candidates[at].seq) +
                                            ", which the index of identities names, is not there:"
                                            " restore a backup");
      outcomes[at].reset();
      if (differing.integer(2) != 0) outcomes[at] = Outcome::conflict;
    }
  }
  for (std::size_t i = 0; i < hits.size(); ++i) {
    if (!outcomes[i]) continue;
    rows[hits[i].row].seq = hits[i].value;
    known[hits[i].row] = outcomes[i];
  }
}

// By the names that the event states, which the ledger may lack by now: a company can be removed
// once its events were pruned.
void Identity::judge_pruned(std::span<const FeedRow> rows, std::span<const DatedEvent> events,
                            std::span<const WantedIdentity> wanted,
                            std::vector<std::optional<Outcome>>& known) {
  pruned_.find(wanted, [&](std::uint32_t at, std::int64_t kept) {
    const UsageEvent& event = events[at].event;
    const std::int64_t content = key().hash(
        key().hash(rows[at].source_no, rows[at].event_id),
        {event.company, event.domain, event.meter, event.occurred_at.unix_us, event.quantity});
    known[at] = content == kept ? Outcome::duplicate : Outcome::conflict;
  });
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

void Identity::restore(std::span<const FeedRow> rows, const std::vector<bool>& is_free) {
  if (rows.empty()) return;
  {
    const std::vector<std::uint32_t> all = counting_from_0(rows.size());
    const Feed::Selection selection(feed_, rows, all);
    if (connection_.query(insert_sql).run() != static_cast<std::int64_t>(rows.size()))
      throw Error(ErrorCode::internal, "SQLite stored other events than it was given");
  }
  std::vector<IdentityEntry> entries;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (!is_free[i])
      entries.push_back({key().hash(rows[i].source_no, rows[i].event_id).cut(), rows[i].seq});
  sort_by_hash(entries);
  pending_.add(entries);
  if (pending_.full()) flush();
}

void Identity::flush() {
  if (pending_.entries().empty()) return;
  if (pending_.entries().size() < small_run)
    add_recent();
  else
    stored_.add(pending_.entries());
  pending_.clear();
}

void Identity::add_recent() {
  {
    Query add = connection_.query("INSERT INTO identity_recent (hash, seq) VALUES (?, ?)");
    for (const IdentityEntry& entry : pending_.entries())
      add.bind(entry.hash.short_hash(), entry.value).run();
  }
  if (connection_.integer("SELECT count(*) FROM identity_recent") <
      static_cast<std::int64_t>(small_run))
    return;
  stored_.add(recent());
  connection_.query("DELETE FROM identity_recent").run();
}

void Identity::forget() noexcept {
  pending_.clear();
  stored_.forget();
  pruned_.forget();
}

}  // namespace porto::internal
