// Voids: an event that counts no longer, and is kept.
#include "store/event_digest.hpp"
#include "unit/store/fixture.hpp"

namespace porto::testing::voids_test {

using namespace internal;
namespace {

const Month june(2025, 6);

Void void_of(const char* id, const char* reason = "counted by mistake") {
  return {"s", id, "ada", reason, {1'000'000}};
}

std::vector<CompanyMonth> add_void(Store& store, const Void& what) {
  return write(store, [&] { return store.add_void(what, june); });
}

}  // namespace

TEST_CASE_TEMPLATE("a void takes the event out of the totals and leaves the event", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  append(store, {event("1", 10'000), event("2", 1), event("3", 5, "b")});
  CHECK(add_void(store, void_of("2")).empty());
  CHECK(store.usage({}) == std::vector<MonthUsage>{{june, "a", "messages", 0, 10'000, 1},
                                                   {june, "b", "messages", 0, 5, 1}});
  add_void(store, void_of("3"));
  CHECK(store.usage({}).size() == 1);
  CHECK(store.companies().size() == 2);

  const auto voided = store.event("s", "2").value();
  CHECK(voided.seq == 2);
  CHECK(voided.quantity == 1);
  CHECK(voided.company == "a");
  CHECK(voided.owner == "a");
  CHECK(voided.voided == void_of("2"));
  CHECK(store.event("s", "1").value().voided == std::nullopt);
  CHECK(store.event("s", "9") == std::nullopt);
  CHECK(store.event("t", "1") == std::nullopt);

  std::string ids;
  const auto collect = [&](const StoredEvent& event) { ids += event.event_id; };
  store.each_event({}, collect);
  store.each_event({.voided = false}, collect);
  CHECK(ids == "1231");
}

TEST_CASE_TEMPLATE("a voided event that is sent again is a duplicate", Kind, PORTO_STORES) {
  Kind kind;
  append(*kind.store, {event("1", 5)});
  add_void(*kind.store, void_of("1"));
  CHECK(append(*kind.store, {event("1", 5), event("1", 6)}).outcomes ==
        std::vector{Outcome::duplicate, Outcome::conflict});
  CHECK(kind.store->usage({}).empty());
  CHECK(kind.store->first_usage_month() == std::nullopt);
}

TEST_CASE_TEMPLATE("an event is voided once; what is not there cannot be", Kind, PORTO_STORES) {
  Kind kind;
  append(*kind.store, {event("1", 5), event("2", 6)});
  add_void(*kind.store, void_of("1"));
  const Thrown second = thrown([&] { add_void(*kind.store, void_of("1", "again")); });
  CHECK(second.code == ErrorCode::conflict);
  for (const char* part : {"\"1\"", "\"s\"", "1970-01-01T00:00:01Z", "\"ada\""})
    CHECK_MESSAGE(second.says(part), second.message);
  const Thrown unknown = thrown([&] { add_void(*kind.store, void_of("7")); });
  CHECK(unknown.code == ErrorCode::not_found);
  CHECK_MESSAGE(unknown.says("\"7\""), unknown.message);
  CHECK(kind.store->voids().size() == 1);
  CHECK(kind.store->usage({}).at(0).quantity == 6);
}

TEST_CASE_TEMPLATE("voids come back in order, each linked to the one before", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  append(store, {event("1"), event("2"), event("3")});
  const Void second{"s", "1", "\xC3\xA5sa", "fel \"kund\"", {-5}};
  add_void(store, void_of("3"));
  add_void(store, second);
  const std::vector<StoredVoid> voids = store.voids();
  REQUIRE(voids.size() == 2);
  CHECK(voids[0].no == 1);
  CHECK(voids[0].seq == 3);
  CHECK(voids[0].what == void_of("3"));
  CHECK(voids[1].no == 2);
  CHECK(voids[1].seq == 1);
  CHECK(voids[1].what == second);
  CHECK(voids[0].digest == void_digest("", voids[0]));
  CHECK(voids[1].digest == void_digest(voids[0].digest, voids[1]));

  const auto changes = {+[](StoredVoid& v) { ++v.no; },
                        +[](StoredVoid& v) { ++v.seq; },
                        +[](StoredVoid& v) { v.what.source = "t"; },
                        +[](StoredVoid& v) { v.what.event_id = "x"; },
                        +[](StoredVoid& v) { v.what.actor = "x"; },
                        +[](StoredVoid& v) { v.what.reason = "x"; },
                        +[](StoredVoid& v) { ++v.what.voided_at.unix_us; }};
  for (const auto change : changes) {
    StoredVoid other = voids[1];
    change(other);
    CHECK(void_digest(voids[0].digest, other) != voids[1].digest);
  }
}

TEST_CASE_TEMPLATE("voids follow the event's domain", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  const Day day(june, 3);
  write(store, [&] { store.put_company({"a", ""}); });
  append(store, {domain_event("1", day, 5), domain_event("2", day, 6), domain_event("3", day, 7)});
  add_void(store, void_of("1"));
  CHECK(store.unassigned().at(0).quantity == 13);
  CHECK(store.event("s", "2").value().owner.empty());
  write(store, [&] { store.add_claim({"a.se", "a", {}, {}}); });
  CHECK(store.usage({}).at(0).quantity == 13);
  CHECK(store.event("s", "2").value().owner == "a");
  CHECK(store.event("s", "2").value().day == day);
  write(store, [&] { store.add_closed_month({june, {1}}, {}, {}, {}); });
  CHECK(add_void(store, void_of("2")) == std::vector<CompanyMonth>{{june, "a"}});
  CHECK(store.usage({}).at(0).quantity == 7);
  write(store, [&] { store.remove_claim({"a.se", "a", {}, {}}); });
  CHECK(add_void(store, void_of("3")).empty());
  CHECK(store.usage({}).empty());
  CHECK(store.unassigned().empty());
}

TEST_CASE_TEMPLATE("negative quantities add up, and are given back", Kind, PORTO_STORES) {
  constexpr auto least = std::numeric_limits<std::int64_t>::min();
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  Kind kind;
  Store& store = *kind.store;
  const auto total = [&] { return store.usage({}).at(0).quantity; };
  append(store, {event("1", 5), event("2", -8)});
  CHECK(total() == -3);
  append(store, {event("3", least + 3)});
  CHECK(total() == least);
  CHECK(code_of([&] { append(store, {event("4", -1)}); }) == ErrorCode::overflow);
  // Only what comes out must fit, not each step.
  append(store, {event("4", -1), event("5", most), event("6", 2)});
  CHECK(total() == 0);
  add_void(store, void_of("3"));
  CHECK(total() == most - 2);
  CHECK(code_of([&] { append(store, {event("7", 3)}); }) == ErrorCode::overflow);
  CHECK(code_of([&] { add_void(store, void_of("2")); }) == ErrorCode::overflow);
  CHECK(total() == most - 2);
}

}  // namespace porto::testing::voids_test
