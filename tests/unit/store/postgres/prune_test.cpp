// Pruning beside others who record.
#include "unit/store/postgres/lanes.hpp"

namespace porto::testing::prune_test {

using namespace internal;
namespace {

const Month june(2025, 6);
const Month july(2025, 7);
const Instant end_of_june{july.number() * std::int64_t{1000}};

std::int64_t prune(Store& store) { return store.prune(june, end_of_june, {9}, month_of); }

std::string fences(const TestDatabase& database) {
  return database.run("SELECT string_agg(DISTINCT pruned::text, ' ') FROM lane");
}

}  // namespace

TEST_CASE("what all lanes have of a month is pruned, and proved afterwards") {
  InPostgres kind;
  Store& store = *kind.store;
  const std::vector<DatedEvent> of_june = {event("a", 5), domain_event("b", Day(june, 3), 6)};
  record_in(kind, 0, {of_june[0], event("m", 1, "a", july)});
  record_in(kind, 7, {of_june[1]});
  record_in(kind, 7, {event("n", 1, "a", july)});
  std::vector<EventBatch> before;
  store.each_batch([&](const EventBatch& batch) { before.push_back(batch); });
  close_month(store, june);
  CHECK(write(store, [&] { return prune(store); }) == 2);
  CHECK(ids_of(store, {}) == "mn");
  CHECK(fences(kind.database) == "202506");
  std::vector<std::size_t> parts;
  std::size_t at = 0;
  store.each_batch([&](const EventBatch& batch) {
    parts.push_back(batch.pruned.size());
    CHECK(batch.digest == before.at(at++).digest);
  });
  CHECK(parts == std::vector<std::size_t>{1, 1, 0});
  CHECK(store.pruned_identities().identities == 2);
  CHECK(store.find(of_june) == std::vector<std::optional<Outcome>>(2, Outcome::duplicate));
}

TEST_CASE("a pruning that comes to nothing lets every lane go on") {
  InPostgres kind;
  Store& store = *kind.store;
  record_in(kind, 1, {event("a", 5)});
  close_month(store, june);
  {
    const auto transaction = store.begin(Store::Access::write);
    CHECK(prune(store) == 1);
  }
  CHECK(fences(kind.database) == "0");
  CHECK(ids_of(store, {}) == "a");
  CHECK(store.pruned_identities().identities == 0);
  CHECK(record_in(kind, 1, {event("late", 1)}).outcomes == std::vector{Outcome::stored});
  const auto stop = [](Month) { throw Error(ErrorCode::cancelled, "enough"); };
  CHECK(code_of([&] {
          write(store, [&] {
            store.prune(june, end_of_june, {9}, [&](Instant at) {
              stop(month_of(at));
              return june;
            });
          });
        }) == ErrorCode::cancelled);
  CHECK(fences(kind.database) == "0");
}

TEST_CASE("the digest of pruned identities is of every one of them") {
  InPostgres kind;
  Store& store = *kind.store;
  const std::string none = store.pruned_identities().digest;
  record_in(kind, 0, {event("a"), event("b")});
  close_month(store, june);
  write(store, [&] { prune(store); });
  const PrunedIdentities kept = store.pruned_identities();
  CHECK(kept.identities == 2);
  CHECK(kept.digest != none);
  CHECK(store.pruned_identities() == kept);
  kind.database.run(
      "DROP TRIGGER pruned_identity_is_never_changed ON pruned_identity;"
      " UPDATE pruned_identity SET content = content + 1 WHERE identity ="
      " (SELECT min(identity::text)::bytea FROM pruned_identity)");
  CHECK(store.pruned_identities().digest != kept.digest);
}

}  // namespace porto::testing::prune_test
