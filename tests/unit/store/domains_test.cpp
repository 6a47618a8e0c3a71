// Sending domains: usage follows whoever has the domain on its day, without an event being read.
#include <limits>

#include "unit/store/fixture.hpp"

namespace porto::testing::domains_test {

using namespace internal;
namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

Day day(int number) { return Day::from_number(20250000 + number); }

SendingDomain claim(const char* company, std::optional<Day> from = {},
                    std::optional<Day> through = {}, const char* domain = "a.se") {
  return {domain, company, from, through};
}

// Companies a and b; usage of a.se on three days in May and June, of b.se on one.
void fill(Store& store) {
  write(store, [&] {
    for (const char* id : {"a", "b"}) store.put_company({id, ""});
  });
  append(store, {domain_event("1", day(531), 1), domain_event("2", day(601), 10),
                 domain_event("3", day(602), 100), domain_event("4", day(602), 7, "b.se"),
                 event("5", 1000, "b", {2025, 6})});
}

// "month company quantity events;" for each total.
std::string totals(Store& store) {
  std::string text;
  for (const MonthUsage& usage : store.usage({}))
    text += std::to_string(usage.month.month()) + " " + usage.company + " " +
            std::to_string(usage.quantity) + " " + std::to_string(usage.events) + ";";
  return text;
}

std::string unassigned(Store& store) {
  std::string text;
  for (const UnassignedUsage& usage : store.unassigned())
    text += usage.domain + " " + std::to_string(usage.month.month()) + " " +
            std::to_string(usage.quantity) + " " + std::to_string(usage.events) + ";";
  return text;
}

template <typename Change>
auto change(Store& store, Change did) {
  return write(store, [&] { return did(store); });
}

}  // namespace

TEST_CASE_TEMPLATE("usage of a domain that is nobody's is kept, and billed to nobody", Kind,
                   PORTO_STORES) {
  Kind kind;
  fill(*kind.store);
  CHECK(totals(*kind.store) == "6 b 1000 1;");
  CHECK(unassigned(*kind.store) == "a.se 5 1 1;a.se 6 110 2;b.se 6 7 1;");
  CHECK(kind.store->first_usage_month() == Month(2025, 5));
  CHECK(kind.store->companies().size() == 2);
}

TEST_CASE_TEMPLATE("a claim brings the days it covers, and takes them along", Kind, PORTO_STORES) {
  struct Case {
    const char* name;
    std::vector<SendingDomain> claims;
    const char* totals;
    const char* unassigned;
  };
  const Case cases[] = {
      {"for ever", {claim("a")}, "5 a 1 1;6 a 110 2;6 b 1000 1;", "b.se 6 7 1;"},
      {"joins own usage", {claim("b")}, "5 b 1 1;6 b 1110 3;", "b.se 6 7 1;"},
      {"from a day",
       {claim("a", day(602))},
       "6 a 100 1;6 b 1000 1;",
       "a.se 5 1 1;a.se 6 10 1;b.se 6 7 1;"},
      {"through a day",
       {claim("a", {}, day(601))},
       "5 a 1 1;6 a 10 1;6 b 1000 1;",
       "a.se 6 100 1;b.se 6 7 1;"},
      {"one day",
       {claim("a", day(601), day(601))},
       "6 a 10 1;6 b 1000 1;",
       "a.se 5 1 1;a.se 6 100 1;b.se 6 7 1;"},
      {"moves from one to the other",
       {claim("a", {}, day(601)), claim("b", day(602))},
       "5 a 1 1;6 a 10 1;6 b 1100 2;",
       "b.se 6 7 1;"},
      {"two domains",
       {claim("a"), claim("a", {}, {}, "b.se")},
       "5 a 1 1;6 a 117 3;6 b 1000 1;",
       ""},
      {"a domain that is not met",
       {claim("a", {}, {}, "c.se")},
       "6 b 1000 1;",
       "a.se 5 1 1;a.se 6 110 2;b.se 6 7 1;"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    // The same whether the usage or the claim comes first.
    for (const bool usage_first : {true, false}) {
      CAPTURE(usage_first);
      Kind kind;
      Store& store = *kind.store;
      const auto before = [&] {
        fill(store);
        return totals(store) + unassigned(store);
      };
      const std::string untouched = usage_first ? before() : "";
      write(store, [&] {
        for (const char* id : {"a", "b"}) store.put_company({id, ""});
        for (const SendingDomain& wanted : c.claims) CHECK(store.add_claim(wanted).empty());
      });
      if (!usage_first) fill(store);
      CHECK(totals(store) == c.totals);
      CHECK(unassigned(store) == c.unassigned);
      CHECK(store.domains() == c.claims);
      if (!usage_first) continue;
      write(store, [&] {
        for (const SendingDomain& known : c.claims) store.remove_claim(known);
      });
      CHECK(totals(store) + unassigned(store) == untouched);
      CHECK(store.domains().empty());
    }
  }
}

TEST_CASE_TEMPLATE("a claim that ends gives up the days after, and may be prolonged", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  fill(store);
  const auto end = [&](std::optional<Day> through) {
    change(store, [&](Store& s) { return s.end_claim(claim("", day(501)), through); });
  };
  change(store, [](Store& s) { return s.add_claim(claim("a", day(501))); });
  CHECK(totals(store) == "5 a 1 1;6 a 110 2;6 b 1000 1;");
  end(day(601));
  CHECK(totals(store) == "5 a 1 1;6 a 10 1;6 b 1000 1;");
  CHECK(store.domains() == std::vector{claim("a", day(501), day(601))});
  end(day(531));
  CHECK(totals(store) == "5 a 1 1;6 b 1000 1;");
  end(day(602));
  CHECK(totals(store) == "5 a 1 1;6 a 110 2;6 b 1000 1;");
  end({});
  CHECK(store.domains() == std::vector{claim("a", day(501))});
  CHECK(code_of([&] { end(day(430)); }) == ErrorCode::internal);  // before it begins
}

TEST_CASE_TEMPLATE("a domain belongs to one company at a time", Kind, PORTO_STORES) {
  struct Case {
    SendingDomain second;
    bool conflicts;
  };
  const SendingDomain first = claim("a", day(601), day(630));
  const Case cases[] = {
      {claim("b"), true},
      {claim("b", day(630)), true},
      {claim("b", {}, day(601)), true},
      {claim("b", day(615), day(615)), true},
      {claim("a", day(601), day(630)), true},
      {claim("a", day(601)), true},
      {claim("b", day(701)), false},
      {claim("b", {}, day(531)), false},
      {claim("b", {}, {}, "A.se"), false},
  };
  for (const Case& c : cases) {
    Kind kind;
    fill(*kind.store);
    const auto add = [&](const SendingDomain& wanted) {
      change(*kind.store, [&](Store& s) { return s.add_claim(wanted); });
    };
    add(first);
    const Thrown error = thrown([&] { add(c.second); });
    CHECK((error.code == ErrorCode::conflict) == c.conflicts);
    if (!c.conflicts) continue;
    for (const char* part : {"\"a.se\"", "\"a\"", "2025-06-01", "2025-06-30"})
      CHECK_MESSAGE(error.says(part), error.message);
    CHECK(kind.store->domains() == std::vector{first});
  }
}

TEST_CASE_TEMPLATE("claims on nothing, and prolonging into another claim, are refused", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  fill(store);
  const auto code = [&](auto did) { return code_of([&] { change(store, did); }); };
  change(store, [](Store& s) { return s.add_claim(claim("a", {}, day(601))); });
  change(store, [](Store& s) { return s.add_claim(claim("b", day(610))); });
  CHECK(code([](Store& s) { return s.end_claim(claim("a"), day(610)); }) == ErrorCode::conflict);
  CHECK(code([](Store& s) { return s.end_claim(claim("a"), {}); }) == ErrorCode::conflict);
  CHECK(code([](Store& s) { return s.end_claim(claim("a"), day(609)); }) == std::nullopt);
  CHECK(code([](Store& s) { return s.add_claim(claim("nobody", {}, {}, "c.se")); }) ==
        ErrorCode::not_found);
  CHECK(code([](Store& s) { return s.end_claim(claim("a", day(602)), {}); }) ==
        ErrorCode::not_found);
  CHECK(code([](Store& s) { return s.remove_claim(claim("a", {}, {}, "c.se")); }) ==
        ErrorCode::not_found);
}

TEST_CASE_TEMPLATE("what a claim changes in closed months is told", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  fill(store);
  write(store, [&] { store.add_closed_month({{2025, 5}, {1}}, {}, {}, {}); });
  using Late = std::vector<CompanyMonth>;
  const Late may_of_a = {{{2025, 5}, "a"}};
  const auto did = [&](auto work) { return change(store, work); };
  CHECK(did([](Store& s) { return s.add_claim(claim("a", day(601))); }) == Late{});
  CHECK(did([](Store& s) { return s.remove_claim(claim("a", day(601))); }) == Late{});
  CHECK(did([](Store& s) { return s.add_claim(claim("a")); }) == may_of_a);
  CHECK(append(store, {domain_event("9", day(501))}).late == may_of_a);
  CHECK(append(store, {domain_event("10", day(501), 1, "b.se")}).late == Late{});
  CHECK(append(store, {event("11", 1, "b", {2025, 5}), event("12", 1, "z", {2025, 5}),
                       event("13", 1, "a", {2025, 4})})
            .late == Late{{{2025, 4}, "a"}, {{2025, 5}, "b"}, {{2025, 5}, "z"}});
  CHECK(did([](Store& s) { return s.end_claim(claim("a"), day(531)); }) == Late{});
  CHECK(did([](Store& s) { return s.end_claim(claim("a"), day(530)); }) == may_of_a);
  CHECK(did([](Store& s) { return s.remove_claim(claim("a")); }) == may_of_a);
}

TEST_CASE_TEMPLATE("an event's content is what it says, not whose the domain is", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  fill(store);
  const std::vector<DatedEvent> again = {domain_event("3", day(602), 100)};
  using enum Outcome;
  for (const char* company : {"a", "b"}) {
    change(store, [&](Store& s) { return s.add_claim(claim(company)); });
    CHECK(append(store, again).outcomes == std::vector{duplicate});
    CHECK(store.find(again) == std::vector<std::optional<Outcome>>{duplicate});
    change(store, [&](Store& s) { return s.remove_claim(claim(company)); });
  }
  // The company itself is something else to say, and so is another domain.
  DatedEvent company = event("3", 100, "a", {2025, 6});
  company.event.occurred_at = again[0].event.occurred_at;
  const std::vector<DatedEvent> others = {company, domain_event("3", day(602), 100, "b.se"),
                                          domain_event("3", day(602), 100, "never-met.se")};
  CHECK(append(store, others).outcomes == std::vector{conflict, conflict, conflict});
  CHECK(store.find(others) == std::vector<std::optional<Outcome>>{conflict, conflict, conflict});
  CHECK(unassigned(store) == "a.se 5 1 1;a.se 6 110 2;b.se 6 7 1;");
}

TEST_CASE_TEMPLATE("an event names a company, or a domain and its day", Kind, PORTO_STORES) {
  Kind kind;
  DatedEvent both = event("1");
  both.event.domain = "a.se";
  DatedEvent neither = event("1", 1, "");
  DatedEvent no_day = domain_event("1", day(601));
  no_day.day.reset();
  for (const DatedEvent& wrong : {both, neither, no_day})
    CHECK(code_of([&] { append(*kind.store, {wrong}); }) == ErrorCode::internal);
  CHECK(kind.store->usage({}).empty());
}

TEST_CASE_TEMPLATE("totals of domains do not overflow in silence", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  fill(store);
  append(store, {domain_event("6", day(603), largest)});
  const std::string before = totals(store);
  const auto code = [&](auto did) { return code_of([&] { change(store, did); }); };
  // On one day; of a month that nobody has; of a company that has it.
  CHECK(code([&](Store& s) { return s.append(std::vector{domain_event("7", day(603))}); }) ==
        ErrorCode::overflow);
  CHECK(code_of([&] { return store.unassigned(); }) == ErrorCode::overflow);
  CHECK(code([](Store& s) { return s.add_claim(claim("b")); }) == ErrorCode::overflow);
  CHECK(store.domains().empty());
  CHECK(totals(store) == before);
  // Alone it fits.
  CHECK(code([](Store& s) { return s.add_claim(claim("a", day(603))); }) == std::nullopt);
  CHECK(code([&](Store& s) { return s.append(std::vector{domain_event("7", day(604))}); }) ==
        ErrorCode::overflow);
}

TEST_CASE_TEMPLATE("the sums that claims move, by day", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  fill(store);
  write(store, [&] {
    store.add_meter({"gb", 3});
    store.add_void({"s", "1", "ada", "why", {1}}, {2025, 5});
  });
  DatedEvent traffic = domain_event("8", day(602), 1500);
  traffic.event.meter = "gb";
  append(store, {traffic, domain_event("9", day(602), 5)});
  std::vector<DomainDay> days;
  store.each_domain_day({}, [&](const DomainDay& total) { days.push_back(total); });
  CHECK(days == std::vector<DomainDay>{{day(601), "a.se", "messages", 10, 1},
                                       {day(602), "a.se", "gb", 1500, 1},
                                       {day(602), "a.se", "messages", 105, 2},
                                       {day(602), "b.se", "messages", 7, 1}});
}

}  // namespace porto::testing::domains_test
