// Identities in memory: found as a map would find them, in order, and bounded.
#include "store/sqlite/identity/identity_pending.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <set>
#include <utility>
#include <vector>

namespace porto::testing::identity_pending_test {

using namespace internal;
namespace {

using Found = std::set<std::pair<std::uint32_t, std::int64_t>>;  // row, value

Found find(const PendingIdentities& pending, const std::vector<WantedIdentity>& wanted) {
  Found found;
  pending.find(wanted, [&](std::uint32_t row, std::int64_t value) { found.emplace(row, value); });
  return found;
}

// Wanted hashes with these short_hashes, in order; the whole hash has more bits than are kept.
std::vector<WantedIdentity> wanted_at(const std::set<std::int64_t>& at) {
  std::vector<WantedIdentity> wanted;
  for (const std::int64_t hash : at)
    wanted.push_back(
        {{IdentityHash::at(hash).head + 77, 5}, static_cast<std::uint32_t>(wanted.size())});
  return wanted;
}

}  // namespace

TEST_CASE("what batches added is found again, and nothing else, and is in order") {
  std::mt19937 random(11);
  PendingIdentities pending;
  std::multimap<std::int64_t, std::int64_t> model;
  std::int64_t value = 0;
  for (int batch = 0; batch < 60; ++batch) {
    std::multiset<std::int64_t> added;
    for (auto i = random() % 40; i > 0; --i) added.insert(random() % 2'000);
    std::vector<IdentityEntry> entries;
    for (const std::int64_t hash : added) {
      entries.push_back({IdentityHash::at(hash), ++value});
      model.emplace(hash, value);
    }
    pending.add(entries);
    for (const int rows : {1, 5, 200}) {
      std::set<std::int64_t> at;
      for (int i = 0; i < rows; ++i) at.insert(random() % 2'000);
      Found expected;
      std::uint32_t row = 0;
      for (const std::int64_t hash : at) {
        const auto [from, to] = model.equal_range(hash);
        for (auto one = from; one != to; ++one) expected.emplace(row, one->second);
        ++row;
      }
      REQUIRE(find(pending, wanted_at(at)) == expected);
    }
  }
  REQUIRE(pending.entries().size() == model.size());
  CHECK(std::ranges::is_sorted(pending.entries(), {}, &IdentityEntry::hash));
  pending.clear();
  CHECK(pending.entries().empty());
  CHECK(find(pending, wanted_at({1})).empty());
}

TEST_CASE("pending identities are full when they would take much memory") {
  PendingIdentities pending;
  std::vector<IdentityEntry> entries;
  for (std::int64_t i = 0; i < 249'999; ++i) entries.push_back({IdentityHash::at(i), i});
  pending.add(entries);
  CHECK_FALSE(pending.full());
  pending.add(std::vector<IdentityEntry>{{IdentityHash::at(7), 7}});
  CHECK(pending.full());
  CHECK(find(pending, wanted_at({7})) == Found{{0, 7}});
}

TEST_CASE("hashes are sorted, spread evenly or not") {
  std::mt19937_64 random(3);
  for (const std::uint64_t mask : {~std::uint64_t{0}, std::uint64_t{0xFF}, std::uint64_t{0}})
    for (const std::size_t size : {0U, 1U, 63U, 64U, 5'000U}) {
      CAPTURE(mask);
      CAPTURE(size);
      std::vector<WantedIdentity> all;
      for (std::uint32_t i = 0; i < size; ++i) all.push_back({{random() & mask, random()}, i});
      std::vector<WantedIdentity> expected = all;
      std::ranges::sort(expected, {}, &WantedIdentity::hash);
      sort_by_hash(all);
      REQUIRE(all.size() == expected.size());
      for (std::size_t i = 0; i < size; ++i) REQUIRE(all[i].row == expected[i].row);
    }
}

}  // namespace porto::testing::identity_pending_test
