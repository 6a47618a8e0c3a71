// Batches and their digests: what was stored, in which order, and that a change of it shows.
#include "store/event_digest.hpp"

#include <algorithm>

#include "unit/store/fixture.hpp"
#include "unit/store/raw.hpp"

namespace porto::testing::event_digest_test {

using namespace internal;
namespace {

std::vector<EventBatch> batches(Store& store) {
  std::vector<EventBatch> all;
  store.each_batch([&](const EventBatch& batch) { all.push_back(batch); });
  return all;
}

// The digests of the batches, computed from the events as they are stored now.
std::vector<std::string> computed(Store& store) {
  std::vector<StoredEvent> events;
  store.each_event({}, [&](const StoredEvent& event) { events.push_back(event); });
  std::vector<std::string> digests;
  for (const EventBatch& batch : batches(store)) {
    BatchDigest digest;
    for (const StoredEvent& event : events)
      if (event.seq >= batch.first_seq && event.seq <= batch.last_seq)
        digest.add(event, month_of(event.occurred_at));
    std::vector<BatchPart> parts = digest.parts();
    for (const BatchPart& pruned : batch.pruned) parts.push_back(pruned);
    std::ranges::sort(parts, {}, &BatchPart::month);
    digests.push_back(batch_digest(digests.empty() ? "" : digests.back(), batch, parts));
  }
  return digests;
}

std::vector<std::string> stored(Store& store) {
  std::vector<std::string> digests;
  for (const EventBatch& batch : batches(store)) digests.push_back(batch.digest);
  return digests;
}

void fill(Store& store) {
  append(store, {event("2", 5), event("1", 6, "b"), domain_event("3", Day({2025, 6}, 3))});
  append(store, {event("2", 5)});
  append(store, {event("4", 0, "\xC3\xA5"), event("1", 6, "b")});
}

}  // namespace

TEST_CASE_TEMPLATE("every append that stores events makes a batch", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  CHECK(store.position() == Position{});
  fill(store);
  const std::vector<EventBatch> all = batches(store);
  REQUIRE(all.size() == 2);
  const std::int64_t june = 202506;
  CHECK(all[0] == EventBatch{1, 1, 3, 3, all[0].digest, {june * 1000}, {june * 1000 + 3}});
  CHECK(all[1] == EventBatch{2, 4, 4, 1, all[1].digest, {june * 1000}, {june * 1000}});
  CHECK(store.position() == Position{4, 2, all[1].digest, {}, {{4, 2, all[1].digest}}});
  CHECK(stored(store) == computed(store));
  CHECK(all[0].digest != all[1].digest);
}

TEST_CASE("the digest is of this encoding for ever") {
  const InMemory kind;
  fill(*kind.store);
  // Computed with Python's hashlib.blake2b(digest_size=32) over bytes written out by hand.
  CHECK(
      stored(*kind.store) ==
      std::vector<std::string>{"254cd7524f2f6dda4a8cf53fcc58b8fe95e77b158b1d91b3dc517d096932024d",
                               "60878beb07f67aa26ef63fc3f7b7fff37cd7695baeccc88877459bb9f99462ce"});
}

TEST_CASE("no two batches have the same bytes") {
  const auto digest = [](const std::vector<UsageEvent>& events, std::string_view before = "",
                         Month month = {2025, 6}, const EventBatch& batch = {}) {
    BatchDigest sum;
    std::int64_t seq = 0;
    for (const UsageEvent& event : events) sum.add(++seq, event, month, {});
    return batch_digest(before, batch, sum.parts());
  };
  const UsageEvent plain{.source = "s", .event_id = "ab", .company = "c", .occurred_at = {1}};
  UsageEvent shifted = plain;
  shifted.source = "sa";
  shifted.event_id = "b";
  UsageEvent of_domain = plain;
  std::swap(of_domain.company, of_domain.domain);
  UsageEvent negative = plain;
  negative.quantity = -1;
  std::vector<std::string> digests = {digest({}),
                                      digest({plain}),
                                      digest({plain, plain}),
                                      digest({plain}, "x"),
                                      digest({shifted}),
                                      digest({of_domain}),
                                      digest({negative}),
                                      digest({plain}, "", {2025, 7})};
  for (const EventBatch& batch :
       {EventBatch{.no = 1}, EventBatch{.first_seq = 1}, EventBatch{.last_seq = 1},
        EventBatch{.events = 1}, EventBatch{.first_at = {1}}, EventBatch{.last_at = {1}}})
    digests.push_back(digest({plain}, "", {2025, 6}, batch));
  std::sort(digests.begin(), digests.end());
  CHECK(std::unique(digests.begin(), digests.end()) == digests.end());
}

TEST_CASE_TEMPLATE("a batch can be proved before and after each month of it is pruned", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  const Month may(2025, 5), june(2025, 6), july(2025, 7);
  append(store, {event("1", 5, "a", june), event("2", 6, "a", may),
                 domain_event("3", Day(june, 3), 7), event("4", 8, "b", july)});
  append(store, {event("5", 1, "a", may)});
  append(store, {event("6", 1, "a", july)});
  const std::vector<EventBatch> before = batches(store);
  CHECK(stored(store) == computed(store));
  const auto removed = [&](Month month) {
    return write(store, [&] {
      store.add_closed_month({month, {1}}, {}, {}, {});
      return store.prune(month, {month.next().number() * std::int64_t{1000}}, {1}, month_of);
    });
  };
  CHECK(removed(may) == 2);
  CHECK(stored(store) == computed(store));
  REQUIRE(batches(store).at(0).pruned.size() == 1);
  CHECK(batches(store).at(0).pruned.at(0).month == may);
  CHECK(batches(store).at(0).pruned.at(0).events == 1);
  CHECK(removed(june) == 2);
  CHECK(stored(store) == computed(store));
  CHECK(removed(july) == 2);
  CHECK(stored(store) == computed(store));
  CHECK(batches(store).at(0).pruned.size() == 3);
  for (std::size_t i = 0; i < before.size(); ++i)
    CHECK(batches(store).at(i).digest == before.at(i).digest);
}

TEST_CASE("a change of any column of an event shows in its digest") {
  const char* changes[] = {
      "seq = 9",
      "source_no = 2",
      "event_id = 'x'",
      "company_no = 2",
      "meter_no = 2",
      "quantity = 4",
      "occurred_at = occurred_at + 1",
      "domain_no = 1, company_no = 0, day = 20250603",
  };
  for (const char* change : changes) {
    CAPTURE(change);
    InSqlite kind;
    fill(*kind.store);
    write(*kind.store, [&] { kind.store->add_meter({"gb", 3}); });
    append(*kind.store, {event("1", 1, "z", {2025, 7})});
    const auto before = computed(*kind.store);
    Raw raw(kind.dir.path("ledger.db"));
    CHECK(raw.run("INSERT INTO source (id) VALUES ('t');"
                  "DROP TRIGGER usage_event_is_never_changed;"
                  "UPDATE usage_event SET " +
                  std::string(change) + " WHERE event_id = '2'") == "");
    CHECK(stored(*kind.store) == before);
    CHECK(computed(*kind.store) != before);
  }
}

TEST_CASE("events are read in order, those that are asked for") {
  InSqlite kind;
  Store& store = *kind.store;
  fill(store);
  append(store, {event("9", 1, "a", {2025, 8}), event("8", 1, "a", {2025, 5})});
  const auto ids = [&](const EventFilter& filter) {
    std::string text;
    store.each_event(filter, [&](const StoredEvent& event) { text += event.event_id; });
    return text;
  };
  const Instant june{202506'000}, july{202507'000};
  CHECK(ids({}) == "123489");
  CHECK(ids({.from = june, .before = july}) == "1234");
  CHECK(ids({.from = july}) == "9");
  CHECK(ids({.before = june}) == "8");
  CHECK(ids({.from = june, .company = "a"}) == "29");
  CHECK(ids({.company = "b"}) == "1");
  CHECK(ids({.company = "nobody"}) == "");
  CHECK(ids({.meter = "messages"}) == "123489");
  CHECK(ids({.meter = "gb"}) == "");
  CHECK(ids({.first_seq = 2, .last_seq = 5}) == "234" + std::string("8"));
  write(store, [&] { store.add_claim({"a.se", "a", {}, {}}); });
  CHECK(ids({.company = "a"}) == "2389");
}

TEST_CASE_TEMPLATE("a visitor that throws stops the walk", Kind, PORTO_STORES) {
  Kind kind;
  fill(*kind.store);
  int seen = 0;
  const auto stop = [&](const StoredEvent&) {
    if (++seen == 2) throw Error(ErrorCode::cancelled, "enough");
  };
  CHECK(code_of([&] { kind.store->each_event({}, stop); }) == ErrorCode::cancelled);
  CHECK(seen == 2);
  seen = 10;
  kind.store->each_event({}, stop);
  CHECK(seen == 14);
}

}  // namespace porto::testing::event_digest_test
