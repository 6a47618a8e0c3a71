// Events and batches of several lanes, and of closes that cut them.
#include "unit/store/postgres/lanes.hpp"

namespace porto::testing::postgres_events_test {

using namespace internal;
namespace {

const Month june(2025, 6);

std::int64_t first_of(std::int64_t lane) { return lane * lane_size + 1; }

}  // namespace

TEST_CASE("events of several lanes come lane by lane, each in order of its numbers") {
  InPostgres kind;
  Store& store = *kind.store;
  record_in(kind, 3, {event("d"), event("e")});
  record_in(kind, 0, {event("a")});
  record_in(kind, 1, {event("c")});
  record_in(kind, 0, {event("b")});
  CHECK(ids_of(store, {}) == "abcde");
  CHECK(ids_of(store, {.first_seq = first_of(1)}) == "cde");
  CHECK(ids_of(store, {.last_seq = first_of(1)}) == "abc");
  CHECK(ids_of(store, {.first_seq = 2, .last_seq = first_of(3)}) == "bcd");
  CHECK(ids_of(store, {.limit = 3}) == "abc");
  CHECK(ids_of(store, {.first_seq = first_of(3) + 2}).empty());
  CHECK(store.event("s", "e")->seq == first_of(3) + 1);
}

TEST_CASE("each lane has its own batches, and a visitor may use the store") {
  InPostgres kind;
  Store& store = *kind.store;
  record_in(kind, 1, {event("c")});
  record_in(kind, 0, {event("a"), event("b")});
  record_in(kind, 1, {event("d")});
  std::string seen;
  const auto transaction = store.begin(Store::Access::read);
  store.each_batch([&](const EventBatch& batch) {
    seen += std::to_string(batch.no % lane_size) +
            ids_of(store, {.first_seq = batch.first_seq, .last_seq = batch.last_seq}) + " ";
  });
  CHECK(seen == "1ab 1c 2d ");
}

TEST_CASE("what was stored before a close, and what after it, is told lane by lane") {
  InPostgres kind;
  Store& store = *kind.store;
  record_in(kind, 0, {event("a")});
  record_in(kind, 2, {event("x"), event("y")});
  close_month(store, june);
  record_in(kind, 0, {event("b")});
  record_in(kind, 1, {event("m")});
  record_in(kind, 2, {event("z")});
  CHECK(ids_of(store, {.by_close = june}) == "axy");
  CHECK(ids_of(store, {.after_close = june}) == "bmz");
  close_month(store, june.next());
  CHECK(ids_of(store, {.after_close = june, .by_close = june.next()}) == "bmz");
  CHECK(ids_of(store, {.after_close = june.next()}).empty());
  // A month that is not closed.
  CHECK(ids_of(store, {.after_close = june.next().next()}).empty());
  CHECK(ids_of(store, {.by_close = june.next().next()}).empty());
}

TEST_CASE("what others store once a close has cut is not in what it reads") {
  InPostgres kind;
  const auto other = open_postgres_store(kind.database.url(), {});
  Store& store = *kind.store;
  record_in(kind, 0, {event("a")});
  record_in(kind, 1, {event("x")});
  const auto transaction = store.begin(Store::Access::write);
  store.cut(june);
  {
    const auto recording = other->begin(Store::Access::record);
    other->record(std::vector{event("b"), event("c")});
    recording->commit();
  }
  CHECK(ids_of(*other, {}) == "abcx");
  CHECK(ids_of(store, {}) == "ax");
  CHECK(ids_of(store, {.limit = 2}) == "ax");
  CHECK(store.event("s", "b") == std::nullopt);
  CHECK(store.event("s", "x") != std::nullopt);
  int batches = 0;
  store.each_batch([&](const EventBatch&) { ++batches; });
  CHECK(batches == 2);
}

TEST_CASE("the import of an event is known from its batch, record or not") {
  InPostgres kind;
  Store& store = *kind.store;
  const std::int64_t no = write(store, [&] { return store.add_import({}); });
  record_in(kind, 0, {event("a")});
  record_in(kind, 0, {event("b"), event("c")}, no);
  record_in(kind, 1, {event("x")}, no);
  record_in(kind, 1, {event("y")});
  record_in(kind, 1, {event("z")}, no);
  std::string imports;
  store.each_event({}, [&](const StoredEvent& event) { imports += std::to_string(event.import); });
  CHECK(imports == "011101");
  CHECK(ids_of(store, {.import = no}) == "bcxz");
  CHECK(ids_of(store, {.import = no, .limit = 3}) == "bcx");
  CHECK(ids_of(store, {.first_seq = 3, .import = no}) == "cxz");
  CHECK(ids_of(store, {.last_seq = first_of(1), .import = no}) == "bcx");
  CHECK(store.event("s", "z")->import == no);
  CHECK(store.event("s", "y")->import == 0);
}

TEST_CASE("a walk that is stopped leaves no transaction open") {
  InPostgres kind;
  Store& store = *kind.store;
  record_in(kind, 0, {event("a"), event("b")});
  const auto stop = [](const StoredEvent&) { throw Error(ErrorCode::cancelled, "enough"); };
  CHECK(code_of([&] { store.each_event({}, stop); }) == ErrorCode::cancelled);
  const auto transaction = store.begin(Store::Access::read);
  CHECK(ids_of(store, {}) == "ab");
}

}  // namespace porto::testing::postgres_events_test
