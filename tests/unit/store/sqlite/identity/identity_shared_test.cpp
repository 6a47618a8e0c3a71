// Filters of identities are kept in memory between transactions: what another connection does, and
// what is rolled back, must not leave an old one in use.
#include <algorithm>
#include <random>

#include "unit/store/fixture.hpp"

namespace porto::testing::identity_shared_test {

using namespace internal;
namespace {

// Random ids, so that no run goes on where another ends; the same ones for one seed.
struct Batch {
  explicit Batch(unsigned seed, int count = 1'500) {
    std::mt19937_64 random(seed);
    texts.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) texts.push_back(std::to_string(random()));
    for (const std::string& id : texts) events.push_back(event(id));
  }
  std::vector<std::string> texts;
  std::vector<DatedEvent> events;
};

std::int64_t stored(const AppendResult& result) {
  return std::ranges::count(result.outcomes, Outcome::stored);
}

}  // namespace

TEST_CASE("two connections in turn find what the other has stored, through merges") {
  const TempDir dir;
  const auto one = create_sqlite_store(dir.path("ledger.db"), options);
  const auto other = open_sqlite_store(dir.path("ledger.db"));
  for (unsigned seed = 0; seed < 40; ++seed) {
    Store& writer = seed % 2 == 0 ? *one : *other;
    Store& reader = seed % 2 == 0 ? *other : *one;
    CHECK(stored(append(writer, Batch(seed).events)) == 1'500);
    CHECK(stored(append(reader, Batch(seed).events)) == 0);
    CHECK(stored(append(reader, Batch(seed / 2).events)) == 0);
  }
  CHECK(one->faults().empty());
}

TEST_CASE("a run that is rolled back leaves no filter behind") {
  const TempDir dir;
  const auto store = create_sqlite_store(dir.path("ledger.db"), options);
  append(*store, Batch(1).events);
  for (unsigned seed = 2; seed < 6; ++seed) {
    {
      const auto transaction = store->begin(Store::Access::write);
      store->append(Batch(100 + seed).events);
      transaction->flush();
      CHECK(stored(store->append(Batch(100 + seed).events)) == 0);  // through its filter
    }
    CHECK(stored(append(*store, Batch(seed).events)) == 1'500);  // a run of the same number
    CHECK(stored(append(*store, Batch(seed).events)) == 0);
  }
  CHECK(store->faults().empty());
}

}  // namespace porto::testing::identity_shared_test
