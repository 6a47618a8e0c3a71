// Voids and undos of what several lanes have stored.
#include <limits>

#include "unit/store/postgres/lanes.hpp"

namespace porto::testing::postgres_undo_test {

using namespace internal;
namespace {

const Month june(2025, 6);

std::int64_t add_import(Store& store) {
  return write(store, [&] { return store.add_import({}); });
}

std::vector<CompanyMonth> undo(Store& store, std::int64_t import) {
  ImportUndo undo;
  undo.import = import;
  undo.actor = "ada";
  undo.reason = "the wrong file " + std::to_string(import);
  undo.undone_at = {9};
  return write(store, [&] { return store.undo_import(undo, month_of); });
}

}  // namespace

TEST_CASE("an undo takes what each lane has of the import, whatever was recorded between") {
  InPostgres kind;
  Store& store = *kind.store;
  const std::int64_t no = add_import(store);
  record_in(kind, 2, {event("x", 5), domain_event("y", Day(june, 3), 6)}, no);
  record_in(kind, 2, {event("m", 7)});
  record_in(kind, 2, {event("z", 8, "b")}, no);
  record_in(kind, 0, {event("a", 9)}, no);
  write(store, [&] { store.add_void({"s", "z", "bo", "a test", {5}}, june); });
  close_month(store, june);
  CHECK(undo(store, no) == std::vector<CompanyMonth>{{june, "a"}});
  const ImportUndo done = store.import(no)->undone.value();
  CHECK(done.voided == 3);
  CHECK(done.kept == 1);
  CHECK(store.usage({}) == std::vector<MonthUsage>{{june, "a", "messages", 0, 7, 1}});
  CHECK(store.unassigned().empty());
  CHECK(store.changed_domains() == std::vector{june});
  CHECK(ids_of(store, {.voided = false}) == "m");
  CHECK(ids_of(store, {.only_voided = true}) == "axyz");
  CHECK(ids_of(store, {.only_voided = true, .limit = 2}) == "ax");
}

TEST_CASE("a freed identity is that of the event that had it last, in whichever lane") {
  InPostgres kind;
  Store& store = *kind.store;
  const std::int64_t first = add_import(store);
  record_in(kind, 5, {event("x", 1)}, first);
  undo(store, first);
  const std::int64_t second = add_import(store);
  record_in(kind, 0, {event("x", 2)}, second);
  undo(store, second);
  CHECK(store.event("s", "x")->quantity == 2);
  CHECK(store.event("s", "x")->voided->reason == "the wrong file 2");
  record_in(kind, 3, {event("x", 3)});
  CHECK(store.event("s", "x")->quantity == 3);
  CHECK(store.event("s", "x")->voided == std::nullopt);
}

TEST_CASE("a void of an event of another lane goes through the lane of who voids") {
  InPostgres kind;
  Store& store = *kind.store;
  record_in(kind, 4, {event("x", 5), event("y", 6)});
  write(store, [&] { store.add_void({"s", "x", "ada", "why", {1}}, june); });
  CHECK(store.usage({}).front().quantity == 6);
  CHECK(store.voids().front().seq == 4 * lane_size + 1);
  CHECK(kind.database.run("SELECT quantity FROM usage_month WHERE lane = 0") == "-5");
}

TEST_CASE("the least quantity can be voided and taken back, too") {
  constexpr auto least = std::numeric_limits<std::int64_t>::min();
  InPostgres kind;
  Store& store = *kind.store;
  const std::int64_t no = add_import(store);
  record_in(kind, 0, {event("a", least)});
  write(store, [&] { store.add_void({"s", "a", "ada", "why", {1}}, june); });
  CHECK(store.usage({}).empty());
  record_in(kind, 0, {event("b", least)}, no);
  undo(store, no);
  CHECK(store.usage({}).empty());
}

}  // namespace porto::testing::postgres_undo_test
