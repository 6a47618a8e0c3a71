// Usage events and month totals as store.hpp promises them, for every kind of store.
#include <algorithm>
#include <functional>
#include <limits>
#include <random>

#include "unit/store/fixture.hpp"

namespace porto::testing::events_test {

using namespace internal;
namespace {

using enum Outcome;
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

// The outcomes of appending batch after batch, one transaction each.
std::vector<std::vector<Outcome>> outcomes(Store& store,
                                           const std::vector<std::vector<DatedEvent>>& batches) {
  std::vector<std::vector<Outcome>> all;
  for (const auto& batch : batches) all.push_back(append(store, batch).outcomes);
  return all;
}

DatedEvent changed(DatedEvent dated, void (*change)(DatedEvent&)) {
  change(dated);
  return dated;
}

}  // namespace

TEST_CASE_TEMPLATE("an identity counts once, the first arrival wins", Kind, PORTO_STORES) {
  struct Case {
    const char* name;
    std::vector<std::vector<DatedEvent>> batches;
    std::vector<std::vector<Outcome>> expected;
    std::int64_t total;  // of company a, June
  };
  const Case cases[] = {
      {"no events", {{}}, {{}}, 0},
      {"three ids", {{event("1"), event("2"), event("3")}}, {{stored, stored, stored}}, 3},
      {"again in the batch", {{event("1"), event("1")}}, {{stored, duplicate}}, 1},
      {"again in the next batch", {{event("1")}, {event("1")}}, {{stored}, {duplicate}}, 1},
      {"other quantity in the batch", {{event("1", 7), event("1", 5)}}, {{stored, conflict}}, 7},
      {"other quantity later", {{event("1", 7)}, {event("1", 5)}}, {{stored}, {conflict}}, 7},
      {"first wins, also against a smaller one",
       {{event("1", 5), event("0", 1), event("1", 7), event("1", 5)}},
       {{stored, stored, conflict, duplicate}},
       6},
      {"quantity 0 is an event", {{event("1", 0)}, {event("1", 0)}}, {{stored}, {duplicate}}, 0},
      {"the largest quantity", {{event("1", largest)}}, {{stored}}, largest},
      {"ids are bytes: 0010, 10, 1E1, Abc, abc",
       {{event("0010"), event("10"), event("1E1"), event("Abc"), event("abc"), event("abc ")}},
       {{stored, stored, stored, stored, stored, stored}},
       6},
      {"ids that share eight bytes, ids that are prefixes",
       {{event("12345678b"), event("12345678a"), event("12345678"), event("12345678b")}},
       {{stored, stored, stored, duplicate}},
       3},
      {"ids beyond ASCII",
       {{event("\xC3\xA5"), event("a"), event("\xC3\xA5")}},
       {{stored, stored, duplicate}},
       2},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    Kind kind;
    CHECK(outcomes(*kind.store, c.batches) == c.expected);
    std::int64_t events = 0;
    for (const auto& batch : c.expected) events += std::count(batch.begin(), batch.end(), stored);
    const auto usage = kind.store->usage({});
    if (events == 0) {
      CHECK(usage.empty());
    } else {
      CHECK(usage == std::vector<MonthUsage>{{{2025, 6}, "a", "messages", 0, c.total, events}});
    }
  }
}

TEST_CASE_TEMPLATE("any difference in content is a conflict", Kind, PORTO_STORES) {
  const DatedEvent first = event("1");
  const DatedEvent others[] = {
      changed(first, [](DatedEvent& e) { e.event.company = "b"; }),
      changed(first, [](DatedEvent& e) { e.event.company = "never-heard-of"; }),
      changed(first, [](DatedEvent& e) { e.event.meter = "gb"; }),
      changed(first, [](DatedEvent& e) { e.event.occurred_at.unix_us += 1; }),
      changed(first, [](DatedEvent& e) { e.event.quantity += 1; }),
  };
  for (const bool in_one_batch : {false, true}) {
    Kind kind;
    write(*kind.store, [&] { return kind.store->add_meter({"gb", 3}); });
    append(*kind.store, {event("0", 1, "b")});
    if (!in_one_batch) append(*kind.store, {first});
    for (const DatedEvent& other : others) {
      CAPTURE(other.event.company);
      const auto did = append(*kind.store, {first, other});
      CHECK(did.outcomes.back() == conflict);
      CHECK(kind.store->find(std::vector{other}) == std::vector<std::optional<Outcome>>{conflict});
    }
    CHECK(kind.store->companies() == std::vector<Company>{{"a", ""}, {"b", ""}});
    CHECK(kind.store->usage({.month = {}, .company = "a"}) ==
          std::vector<MonthUsage>{{{2025, 6}, "a", "messages", 0, 1, 1}});
  }
}

TEST_CASE_TEMPLATE("one id from two sources is two events", Kind, PORTO_STORES) {
  Kind kind;
  const DatedEvent other = changed(event("1"), [](DatedEvent& e) { e.event.source = "t"; });
  CHECK(outcomes(*kind.store, {{other, event("1"), other}}) ==
        std::vector<std::vector<Outcome>>{{stored, stored, duplicate}});
}

TEST_CASE_TEMPLATE("find tells what append would, and changes nothing", Kind, PORTO_STORES) {
  Kind kind;
  append(*kind.store, {event("1", 5), event("2", 6)});
  const auto before = kind.store->usage({});
  const std::vector<DatedEvent> asked = {
      event("2", 6),
      event("1", 6),
      event("3"),
      event("3"),
      event("1", 5, "unknown"),
      changed(event("1"), [](DatedEvent& e) { e.event.source = "unknown"; }),
      changed(event("9"), [](DatedEvent& e) { e.event.meter = "unknown"; })};
  const std::vector<std::optional<Outcome>> expected = {duplicate, conflict, {}, {},
                                                        conflict,  {},       {}};
  CHECK(kind.store->find(asked) == expected);
  CHECK(kind.store->find({}).empty());
  CHECK(kind.store->usage({}) == before);
  CHECK(kind.store->companies().size() == 1);
}

TEST_CASE_TEMPLATE("the order and the division of a batch do not matter", Kind, PORTO_STORES) {
  constexpr unsigned seed = 7;
  CAPTURE(seed);
  std::mt19937 random(seed);
  std::vector<std::string> ids;
  for (int i = 0; i < 400; ++i) ids.push_back("id-" + std::to_string(random() % 300));
  std::vector<DatedEvent> events;
  for (const std::string& id : ids) {
    const auto value = static_cast<int>(std::hash<std::string>{}(id) % 50);
    events.push_back(event(id, value, value % 2 ? "a" : "b", {2025, 1 + value % 3}));
  }
  std::optional<std::vector<MonthUsage>> expected;
  for (const auto size : std::initializer_list<std::size_t>{400, 100, 7, 1}) {
    CAPTURE(size);
    Kind kind;
    for (std::size_t at = 0; at < events.size(); at += size) {
      const auto end = std::min(at + size, events.size());
      append(*kind.store, {events.begin() + static_cast<std::ptrdiff_t>(at),
                           events.begin() + static_cast<std::ptrdiff_t>(end)});
    }
    if (!expected) expected = kind.store->usage({});
    CHECK(kind.store->usage({}) == *expected);
    std::shuffle(events.begin(), events.end(), random);
  }
}

TEST_CASE_TEMPLATE("totals by month, company and meter; filters", Kind, PORTO_STORES) {
  Kind kind;
  write(*kind.store, [&] { return kind.store->add_meter({"gb", 3}); });
  DatedEvent traffic = event("4", 1500, "b", {2025, 7});
  traffic.event.meter = "gb";
  append(*kind.store, {event("1", 2, "b"), event("2", 3, "b"), event("3", 1, "b", {2025, 7}),
                       traffic, event("5", 9, "B", {2024, 12})});
  const MonthUsage december{{2024, 12}, "B", "messages", 0, 9, 1};
  const MonthUsage june{{2025, 6}, "b", "messages", 0, 5, 2};
  const MonthUsage july_gb{{2025, 7}, "b", "gb", 3, 1500, 1};
  const MonthUsage july{{2025, 7}, "b", "messages", 0, 1, 1};
  struct Case {
    MonthFilter filter;
    std::vector<MonthUsage> expected;
  };
  const Case cases[] = {
      {{}, {december, june, july_gb, july}},
      {{.month = Month(2025, 7), .company = {}}, {july_gb, july}},
      {{.month = {}, .company = "b"}, {june, july_gb, july}},
      {{.month = Month(2025, 6), .company = "b"}, {june}},
      {{.month = Month(2025, 6), .company = "B"}, {}},
      {{.month = Month(2025, 5), .company = {}}, {}},
      {{.month = {}, .company = "nobody"}, {}},
  };
  for (const Case& c : cases) CHECK(kind.store->usage(c.filter) == c.expected);
  CHECK(kind.store->first_usage_month() == Month(2024, 12));
  CHECK(july_gb.amount() == Decimal::parse("1.5"));
}

TEST_CASE_TEMPLATE("what was appended is in all that comes later in the transaction", Kind,
                   PORTO_STORES) {
  const Day day = Day::from_number(20250603);
  const std::vector<DatedEvent> first = {event("1", 5), domain_event("2", day, 7)};
  const std::vector<DatedEvent> second = {event("3", 1, "b"), domain_event("4", day, 1)};
  const std::vector<MonthUsage> usage = {{{2025, 6}, "a", "messages", 0, 5, 1},
                                         {{2025, 6}, "b", "messages", 0, 1, 1}};
  const std::vector<MonthUsage> with_domain = {{{2025, 6}, "a", "messages", 0, 13, 3}, usage[1]};
  using Look = std::function<void(Store&)>;
  const Look looks[] = {
      [&](Store& store) { CHECK(store.usage({}) == usage); },
      [&](Store& store) { CHECK(store.first_usage_month() == Month(2025, 6)); },
      [&](Store& store) {
        CHECK(store.unassigned() ==
              std::vector<UnassignedUsage>{{"a.se", {2025, 6}, "messages", 0, 8, 2}});
      },
      [&](Store& store) {
        std::vector<DomainDay> days;
        store.each_domain_day({}, [&](const DomainDay& sum) { days.push_back(sum); });
        CHECK(days == std::vector<DomainDay>{{day, "a.se", "messages", 8, 2}});
      },
      [&](Store& store) {
        store.add_claim({"a.se", "a", {}, {}});
        CHECK(store.usage({}) == with_domain);
      },
      [&](Store& store) {
        store.put_company({"c", "C"});
        CHECK(store.append(std::vector{event("5", 1, "d")}).new_companies ==
              std::vector<std::string>{"d"});
        CHECK(store.companies().size() == 4);
      },
      [&](Store& store) {
        store.add_void(
            {.source = "s", .event_id = "3", .actor = "x", .reason = "y", .voided_at = {1}},
            {2025, 6});
        CHECK(store.usage({}) == std::vector{usage[0]});
      },
      [&](Store& store) { CHECK(store.faults().empty()); },
  };
  for (const Look& look : looks) {
    Kind kind;
    Store& store = *kind.store;
    const auto transaction = store.begin(Store::Access::write);
    CHECK(store.append(first).new_companies == std::vector<std::string>{"a"});
    CHECK(store.append(second).new_companies == std::vector<std::string>{"b"});
    look(store);
    transaction->commit();
    CHECK(store.find(first) == std::vector<std::optional<Outcome>>(2, Outcome::duplicate));
  }
}

TEST_CASE_TEMPLATE(
    "what a transaction appended is known in it, and unknown once it was rolled back", Kind,
    PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  const auto other = changed(event("1"), [](DatedEvent& dated) { dated.event.quantity = 2; });
  const std::vector<DatedEvent> again = {event("1"), other, event("2")};
  for (int time = 0; time < 2; ++time) {
    const auto transaction = store.begin(Store::Access::write);
    CHECK(store.find(again) == std::vector<std::optional<Outcome>>(3));
    CHECK(store.append(std::vector{event("0"), event("1")}).outcomes ==
          std::vector<Outcome>{stored, stored});
    CHECK(store.find(again) == std::vector<std::optional<Outcome>>{duplicate, conflict, {}});
    CHECK(store.event("s", "1").value().seq == 2);
    CHECK(store.append(again).outcomes == std::vector<Outcome>{duplicate, conflict, stored});
  }
  CHECK_FALSE(store.event("s", "1"));
}

TEST_CASE_TEMPLATE("of appends in one transaction each tells of the closed months it changed", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  append(store, {event("1")});
  write(store, [&] { store.add_closed_month({{2025, 6}, {1}}, {}, {}, {}); });
  const auto transaction = store.begin(Store::Access::write);
  using Late = std::vector<CompanyMonth>;
  CHECK(store.append(std::vector{event("2")}).late == Late{{{2025, 6}, "a"}});
  CHECK(store.append(std::vector{event("3", 1, "a", {2025, 7})}).late.empty());
  CHECK(store.append(std::vector{event("4", 1, "b", {2025, 5})}).late == Late{{{2025, 5}, "b"}});
}

TEST_CASE_TEMPLATE("flushing is all of a commit that can fail for what was asked", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  const auto transaction = store.begin(Store::Access::write);
  CHECK(thrown([&] {
          store.append(std::vector{event("1", largest)});
          store.append(std::vector{event("2", 1)});
          transaction->flush();
        }).code == ErrorCode::overflow);
}

TEST_CASE_TEMPLATE("it can be asked first whether a total may overflow", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  append(store, {event("0", largest - 10)});
  const auto may_overflow = [&](const std::vector<DatedEvent>& events) {
    const auto transaction = store.begin(Store::Access::write);
    return store.may_overflow(events);
  };
  CHECK_FALSE(may_overflow({event("1", 10)}));
  CHECK(may_overflow({event("1", 11)}));
  CHECK(may_overflow({event("1", 6), event("2", 5)}));
  CHECK(may_overflow({event("1", largest), event("2", 1)}));
  // What is appended, and what others do, counts from then on.
  const auto transaction = store.begin(Store::Access::write);
  CHECK_FALSE(store.may_overflow(std::vector{event("1", 4)}));
  store.append(std::vector{event("1", 4)});
  store.append(std::vector{event("2", 4)});
  CHECK_FALSE(store.may_overflow(std::vector{event("3", 2)}));
  CHECK(store.may_overflow(std::vector{event("3", 3)}));
}

TEST_CASE_TEMPLATE("what is said not to overflow does not", Kind, PORTO_STORES) {
  std::mt19937 random(7);
  Kind kind;
  Store& store = *kind.store;
  int fitted = 0;
  for (int round = 0; round < 400; ++round) {
    CAPTURE(round);
    const auto transaction = store.begin(Store::Access::write);
    bool said = true;
    bool did = true;
    try {
      for (unsigned i = 0; i <= random() % 3; ++i) {
        const std::string id = std::to_string(round) + "/" + std::to_string(i);
        const std::vector batch = {event(id, static_cast<std::int64_t>(random()) << random() % 31,
                                         random() % 2 == 0 ? "a" : "b",
                                         {2025, 6 + static_cast<int>(random() % 2)})};
        said = random() % 4 != 0 && !store.may_overflow(batch) && said;
        store.append(batch);
        if (random() % 9 == 0) static_cast<void>(store.usage({}));
      }
      transaction->flush();
    } catch (const Error& error) {
      REQUIRE(error.code() == ErrorCode::overflow);
      did = false;
    }
    CHECK((did || !said));
    fitted += said ? 1 : 0;
    if (did && random() % 8 != 0) transaction->commit();
  }
  CHECK(fitted > 10);
}

TEST_CASE_TEMPLATE("an empty store has no usage", Kind, PORTO_STORES) {
  Kind kind;
  CHECK(kind.store->usage({}).empty());
  CHECK(kind.store->first_usage_month() == std::nullopt);
}

TEST_CASE_TEMPLATE("a total beyond 2^63 - 1 is an error and stores nothing", Kind, PORTO_STORES) {
  struct Case {
    std::int64_t stored_before;
    std::vector<DatedEvent> batch;
  };
  const Case cases[] = {
      {0, {event("1", largest), event("2", 1)}},
      {1, {event("1", largest)}},
      {largest, {event("3", 5, "new"), event("1", 1)}},
      {largest - 1, {event("1", 1), event("2", 1)}},
      {8'000'000'000'000'000'000, {event("1", 2'000'000'000'000'000'000)}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.stored_before);
    Kind kind;
    append(*kind.store, {event("0", c.stored_before)});
    const auto usage = kind.store->usage({});
    const auto companies = kind.store->companies();
    const Thrown error = thrown([&] { append(*kind.store, c.batch); });
    CHECK(error.code == ErrorCode::overflow);
    for (const char* part : {"\"a\"", "\"messages\"", "2025-06"}) {
      CHECK_MESSAGE(error.says(part), error.message);
    }
    CHECK(kind.store->usage({}) == usage);
    CHECK(kind.store->companies() == companies);
    for (const auto& known : kind.store->find(c.batch)) CHECK(known == std::nullopt);
    // The largest total that fits still does.
    append(*kind.store, {event("9", largest - c.stored_before)});
    CHECK(kind.store->usage({.month = {}, .company = "a"}).at(0).quantity == largest);
  }
}

TEST_CASE_TEMPLATE("companies are added by the first event that is stored", Kind, PORTO_STORES) {
  Kind kind;
  write(*kind.store, [&] { return kind.store->put_company({"known", "Known AB"}); });
  CHECK(append(*kind.store, {event("1", 1, "z"), event("2", 1, "b"), event("3", 1, "known"),
                             event("4", 1, "z"), event("1", 1, "only-in-conflict")})
            .new_companies == std::vector<std::string>{"b", "z"});
  CHECK(append(*kind.store, {event("5", 1, "z"), event("6", 1, "c")}).new_companies ==
        std::vector<std::string>{"c"});
  CHECK(kind.store->companies() ==
        std::vector<Company>{{"b", ""}, {"c", ""}, {"known", "Known AB"}, {"z", ""}});
}

TEST_CASE_TEMPLATE("an unknown meter is refused", Kind, PORTO_STORES) {
  Kind kind;
  DatedEvent wrong = event("2");
  wrong.event.meter = "mesages";
  CHECK(code_of([&] { append(*kind.store, {event("1"), wrong}); }) == ErrorCode::not_found);
  CHECK(kind.store->usage({}).empty());
  CHECK(kind.store->find(std::vector{event("1")}).at(0) == std::nullopt);
}

}  // namespace porto::testing::events_test
