// What becomes of identities: freed with an undone import, kept as hashes when their events are
// pruned, and proved.
#include "porto/error.hpp"
#include "store/sqlite/identity/identity.hpp"
#include "store/sqlite/identity/identity_proof.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t pruned_at_a_time = 250'000;

constexpr const char* to_prune_sql =
    "SELECT seq, source_no, event_id, ifnull(company.id, ''), ifnull(domain.id, ''), meter.id,"
    " occurred_at, quantity FROM usage_event LEFT JOIN company ON company.no = company_no"
    " LEFT JOIN domain ON domain.no = domain_no JOIN meter ON meter.no = meter_no"
    " WHERE occurred_at < ? AND seq NOT IN undone_event ORDER BY seq";

}  // namespace

void Identity::release(const std::function<bool(std::int64_t)>& undone) {
  stored_.release(undone);
  // The table is small: no index by number is needed.
  Query free = connection_.query("DELETE FROM identity_recent WHERE seq = ?");
  for (const IdentityEntry& entry : recent())
    if (undone(entry.value)) free.bind(entry.value).run();
}

void Identity::prune(Instant before) {
  const std::int64_t first = connection_.integer("SELECT min(seq) FROM usage_event");
  const std::int64_t last = connection_.integer("SELECT max(seq) FROM usage_event");
  std::vector<bool> gone(static_cast<std::size_t>(last - first + 1));
  const auto index = [&](std::int64_t seq) { return static_cast<std::size_t>(seq - first); };
  {
    std::vector<IdentityEntry> kept;
    Query row = connection_.query(to_prune_sql, before);
    while (row.step()) {
      gone[index(row.integer(0))] = true;
      const IdentityHash identity = key().hash(row.integer(1), row.view(2));
      const EventContent content{row.view(3), row.view(4), row.view(5), row.integer(6),
                                 row.integer(7)};
      kept.push_back({identity, key().hash(identity, content)});
      if (kept.size() == pruned_at_a_time) keep_pruned(kept);
    }
    keep_pruned(kept);
  }
  release([&](std::int64_t seq) { return first <= seq && seq <= last && gone[index(seq)]; });
  write_pruned_digest();
}

void Identity::keep_pruned(std::vector<IdentityEntry>& entries) {
  if (entries.empty()) return;
  sort_by_hash(entries);
  pruned_.add(entries);
  entries.clear();
}

void Identity::write_pruned_digest() {
  PrunedDigest digest(key());
  std::int64_t count = 0;
  pruned_.each([&](std::span<const IdentityEntry> entries) {
    for (const IdentityEntry& entry : entries) digest.add(entry);
    count += static_cast<std::int64_t>(entries.size());
  });
  connection_.query("UPDATE identity_key SET pruned = ?, digest = ?", count, digest.hex()).run();
}

PrunedIdentities Identity::pruned() {
  Query row = connection_.query("SELECT pruned, digest FROM identity_key");
  if (!row.step())
    throw Error(ErrorCode::corrupt, "the ledger has no key of identities: restore a backup");
  return {row.integer(0), row.text(1)};
}

void Identity::each_pruned(const std::function<void(const IdentityEntry&)>& visit) {
  pruned_.each([&](std::span<const IdentityEntry> entries) {
    for (const IdentityEntry& entry : entries) visit(entry);
  });
}

std::vector<std::string> Identity::faults() try {
  const std::vector<IdentityEntry> of_recent = recent();
  return faults_of_identities({connection_, key(), stored_, of_recent, pruned_}, pruned());
} catch (const Error& error) {
  if (error.code() != ErrorCode::corrupt) throw;
  return {error.what()};
}

}  // namespace porto::internal
