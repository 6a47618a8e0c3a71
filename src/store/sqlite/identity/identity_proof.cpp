// See identity_proof.hpp. The index is in the order of hashes, the events in that of their numbers:
// so sums are compared, of a hash of each (hash, number) under a key that is drawn for this proof,
// so that nobody can choose entries for their sum. Only if the sums differ is each entry compared
// with its event.
#include "store/sqlite/identity/identity_proof.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t max_faults = 100;
constexpr std::size_t events_at_a_time = 10'000;

constexpr const char* identified_sql =
    "SELECT seq, source_no, event_id FROM usage_event WHERE seq NOT IN undone_event ORDER BY seq";

std::string event_name(std::int64_t seq) { return "event " + std::to_string(seq); }

class IdentityProof {
 public:
  IdentityProof(const IdentityIndex& index, std::vector<std::string>& faults)
      : index_(index), faults_(faults) {
    std::ranges::copy(random_bytes(proof_key_.size()), proof_key_.begin());
  }

  void run(const PrunedIdentities& kept) {
    Sum entries;
    each_entries([&](std::span<const IdentityEntry> some) {
      for (const IdentityEntry& entry : some) add(entries, entry);
      check_neighbours(some);
    });
    Sum events;
    each_event([&](const IdentityEntry& event) { add(events, event); });
    if (entries != events) name_faults(entries.count, events.count);
    check_recent();
    check_pruned(kept);
  }

 private:
  struct Sum {
    std::uint64_t sum = 0;
    std::int64_t count = 0;
    friend bool operator==(const Sum&, const Sum&) = default;
  };
  void add(Sum& sum, const IdentityEntry& entry) const {
    const std::array<std::int64_t, 2> both = {entry.hash.short_hash(), entry.value};
    sum.sum += siphash({reinterpret_cast<const char*>(both.data()), sizeof both}, proof_key_);
    ++sum.count;
  }

  void found(std::string fault) {
    if (faults_.size() < max_faults) faults_.push_back(std::move(fault));
  }

  template <typename Visit>
  void each_entries(Visit visit) {
    index_.stored.each(visit);
    visit(index_.recent);
  }
  // Each with its whole hash.
  template <typename Visit>
  void each_event(Visit visit) {
    Query row = index_.connection.query(identified_sql);
    while (row.step()) visit({index_.key.hash(row.integer(1), row.view(2)), row.integer(0)});
  }

  void name_faults(std::int64_t entries, std::int64_t events);
  void check_neighbours(std::span<const IdentityEntry> entries);
  void check_recent();
  void check_twins(std::int64_t seq, std::int64_t other);
  void check_pruned(const PrunedIdentities& kept);
  void check_not_pruned();

  const IdentityIndex& index_;
  std::vector<std::string>& faults_;
  SipKey proof_key_{};
};

// Events by their numbers, with their short_hashes, as long as no entry has been seen for them.
void IdentityProof::name_faults(std::int64_t entries, std::int64_t events) {
  if (entries != events)
    found("there are " + std::to_string(events) + " events, and " + std::to_string(entries) +
          " identities of events");
  std::unordered_map<std::int64_t, std::int64_t> lacking;
  each_event([&](const IdentityEntry& event) { lacking[event.value] = event.hash.short_hash(); });
  const auto visit = [&](const IdentityEntry& entry) {
    const auto event = lacking.find(entry.value);
    if (event == lacking.end()) {
      found("the index of identities names " + event_name(entry.value) +
            " twice, or it is not there");
      return;
    }
    if (event->second != entry.hash.short_hash())
      found("the identity that the index has for " + event_name(entry.value) + " is not its own");
    lacking.erase(event);
  };
  each_entries([&](std::span<const IdentityEntry> some) { std::ranges::for_each(some, visit); });
  for (const auto& [seq, hash] : lacking)
    found(event_name(seq) + " has no identity in the index, so that it could count again");
}

// Two events of one identity have one hash; two of one hash are hardly ever of one identity.
void IdentityProof::check_neighbours(std::span<const IdentityEntry> entries) {
  for (std::size_t i = 1; i < entries.size(); ++i)
    if (entries[i - 1].hash == entries[i].hash) check_twins(entries[i - 1].value, entries[i].value);
}

void IdentityProof::check_recent() {
  std::vector<WantedIdentity> recent;
  for (const IdentityEntry& entry : index_.recent)
    recent.push_back({entry.hash, static_cast<std::uint32_t>(recent.size())});
  index_.stored.find(recent, [&](std::uint32_t row, std::int64_t seq) {
    check_twins(index_.recent[row].value, seq);
  });
}

void IdentityProof::check_twins(std::int64_t seq, std::int64_t other) {
  Query same = index_.connection.query(
      "SELECT a.event_id FROM usage_event AS a JOIN usage_event AS b"
      " ON (a.source_no, a.event_id) = (b.source_no, b.event_id) WHERE a.seq = ? AND b.seq = ?",
      seq, other);
  if (same.step())
    found("the identity " + in_quotes(same.view(0)) + " is there twice: of " + event_name(seq) +
          " and of " + event_name(other));
}

void IdentityProof::check_pruned(const PrunedIdentities& kept) {
  PrunedDigest digest(index_.key);
  std::int64_t count = 0;
  index_.pruned.each([&](std::span<const IdentityEntry> entries) {
    for (const IdentityEntry& entry : entries) digest.add(entry);
    count += static_cast<std::int64_t>(entries.size());
  });
  if (count != kept.identities)
    found("there are " + std::to_string(count) + " identities of pruned events, and " +
          std::to_string(kept.identities) + " were kept");
  if (digest.hex() != kept.digest)
    found("the identities of pruned events are not as they were kept");
  if (count != 0) check_not_pruned();
}

void IdentityProof::check_not_pruned() {
  std::vector<std::int64_t> seqs;
  std::vector<WantedIdentity> wanted;
  const auto check = [&] {
    sort_by_hash(wanted);
    index_.pruned.find(wanted, [&](std::uint32_t row, std::int64_t) {
      found("the identity of " + event_name(seqs[row]) + " is also that of a pruned event");
    });
    seqs.clear();
    wanted.clear();
  };
  each_event([&](const IdentityEntry& event) {
    wanted.push_back({event.hash, static_cast<std::uint32_t>(seqs.size())});
    seqs.push_back(event.value);
    if (seqs.size() == events_at_a_time) check();
  });
  check();
}

}  // namespace

std::vector<std::string> faults_of_identities(const IdentityIndex& index,
                                              const PrunedIdentities& kept) {
  std::vector<std::string> faults;
  IdentityProof(index, faults).run(kept);
  return faults;
}

}  // namespace porto::internal
