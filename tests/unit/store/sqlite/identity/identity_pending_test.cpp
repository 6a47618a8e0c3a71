// Identities in memory: found as a map would find them, in order, and bounded.
#include "store/sqlite/identity/identity_pending.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace porto::testing {

using namespace internal;
namespace {

using Identity = std::pair<std::int64_t, std::string>;  // source, id

// Rows of identities that are in order, and all of their indexes.
struct Rows {
  explicit Rows(std::vector<Identity> all) : identities(std::move(all)) {
    for (const auto& [source, id] : identities)
      rows.push_back({.source_no = source, .event_id = id});
    order.resize(rows.size());
    std::iota(order.begin(), order.end(), 0U);
  }
  const std::vector<Identity> identities;
  std::vector<FeedRow> rows;
  std::vector<std::uint32_t> order;
};

std::vector<IdentityEntry> all_of(const PendingIdentities& pending) {
  std::vector<IdentityEntry> all;
  const auto next = pending.in_order();
  for (IdentityEntry entry{}; next(entry);) all.push_back(entry);
  return all;
}

// Ids that share their first eight bytes with others, and such as are shorter.
std::string random_id(std::mt19937& random) {
  std::string id(random() % 12, 'a');
  for (char& c : id) c = random() % 4 == 0 ? '\0' : random() % 4 == 0 ? '\xFF' : c;
  return id;
}

}  // namespace

TEST_CASE("what batches added is found again, and nothing else, and comes out in order") {
  std::mt19937 random(11);
  PendingIdentities pending;
  std::map<Identity, std::int64_t> model;
  for (int batch = 0; batch < 60; ++batch) {
    std::set<Identity> identities;
    for (auto i = random() % 40; i > 0; --i)
      identities.emplace(1 + static_cast<std::int64_t>(random() % 3), random_id(random));
    const std::vector<Identity> in_order(identities.begin(), identities.end());
    Rows sent(in_order);
    pending.find(sent.rows, sent.order);
    std::vector<std::uint32_t> added;
    for (const std::uint32_t i : sent.order) {
      const auto known = model.find(in_order[i]);
      CHECK(sent.rows[i].seq == (known == model.end() ? 0 : known->second));
      if (known != model.end()) continue;
      sent.rows[i].seq = static_cast<std::int64_t>(model.size() + 1);
      model.emplace(in_order[i], sent.rows[i].seq);
      added.push_back(i);
    }
    pending.add(sent.rows, added);
  }
  CHECK(pending.size() == model.size());
  std::vector<std::pair<Identity, std::int64_t>> found;
  for (const IdentityEntry& entry : all_of(pending))
    found.push_back({{entry.source_no, std::string(entry.event_id)}, entry.seq});
  CHECK(found == std::vector<std::pair<Identity, std::int64_t>>(model.begin(), model.end()));
}

TEST_CASE("of rows of one identity each is found; ids are kept, and forgotten") {
  PendingIdentities pending;
  {
    std::string id = "gone with its batch";
    const std::vector<FeedRow> row = {{.seq = 5, .source_no = 1, .event_id = id}};
    pending.add(row, std::vector<std::uint32_t>{0});
    std::ranges::fill(id, '?');
  }
  Rows sent({{1, "gone with its batch"}, {1, "gone with its batch"}, {1, "no"}});
  sent.rows[2].seq = 7;
  pending.find(sent.rows, sent.order);
  CHECK(sent.rows[0].seq == 5);
  CHECK(sent.rows[1].seq == 5);
  CHECK(sent.rows[2].seq == 7);  // left as it is
  pending.clear();
  CHECK(pending.size() == 0);
  CHECK(all_of(pending).empty());
}

TEST_CASE("many identities, or long ones, are enough") {
  const std::vector<FeedRow> one = {{.seq = 1, .source_no = 1, .event_id = ""}};
  const std::string long_id(255, 'x');
  const std::vector<FeedRow> of_long = {{.seq = 1, .source_no = 1, .event_id = long_id}};
  const std::vector<std::uint32_t> ten_thousand(10'000, 0);
  PendingIdentities many;
  PendingIdentities long_ones;
  for (int i = 0; i < 25; ++i) {
    CHECK_FALSE(many.full());
    many.add(one, ten_thousand);
  }
  CHECK(many.full());
  for (int i = 0; i < 7; ++i) long_ones.add(of_long, ten_thousand);
  CHECK(long_ones.full());
  many.clear();
  CHECK_FALSE(many.full());
}

}  // namespace porto::testing
