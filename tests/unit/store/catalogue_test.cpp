// Everything of store.hpp but events: transactions, companies, meters, tariffs, subscriptions,
// closed months; for every kind of store.
#include "unit/store/fixture.hpp"

namespace porto::testing::catalogue_test {

using namespace internal;
namespace {

const TariffDocument vitec{"vitec",
                           1,
                           {2024, 2},
                           "id = \"vitec\"\r\n# \xC3\xA5\xC3\xA4\xC3\xB6\n",
                           "e61046a9047d23379c082dc225f6d11c98e17fc85f70e1b857f801c6e9d6d077"};
const TariffDocument vitec_2{"vitec",
                             2,
                             {2025, 1},
                             std::string("a\0b", 3),
                             "59b271ae1bbcb1d31d41929817f4b16fb439eb4f31520b5ad1d5ce98920a7138"};
// The digest of no bytes is that of FIPS 180-4's test vectors.
const TariffDocument extra{
    "extra", 1, {2024, 2}, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    7};

void add_companies_and_tariffs(Store& store) {
  write(store, [&] {
    for (const char* id : {"a", "b"}) store.put_company({id, ""});
    for (const TariffDocument& tariff : {vitec, vitec_2, extra}) store.add_tariff(tariff);
  });
}

}  // namespace

TEST_CASE_TEMPLATE("a store says what it is", Kind, PORTO_STORES) {
  Kind kind;
  LedgerInfo info = kind.store->info();
  CHECK(info.schema_version > 0);
  info.schema_version = 0;
  CHECK(info == LedgerInfo{"Europe/Stockholm", "SEK"});
}

TEST_CASE_TEMPLATE("what is not committed is gone", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  add_companies_and_tariffs(store);
  append(store, {event("1", 5)});
  {
    const auto transaction = store.begin(Store::Access::write);
    store.put_company({"c", ""});
    store.put_company({"a", "renamed"});
    store.add_meter({"gb", 3});
    store.add_tariff({"new", 1, {2025, 1}, ""});
    store.add_subscription({"a", "vitec", {2025, 1}, {}});
    store.append(std::vector{event("2"), event("3", 1, "d")});
    store.append(std::vector{domain_event("4", Day({2025, 6}, 1))});
    store.set_counting("s", "delivered");
    store.add_claim({"a.se", "a", {}, {}});
    store.add_void({"s", "1", "ada", "why", {1}}, {2025, 6});
    store.add_closed_month({{2025, 6}, {1}}, std::vector{line("a", 1)}, store.usage({}), {});
    store.mark_changed(std::vector<CompanyMonth>{{{2025, 6}, "a"}});
    store.prune({2025, 6}, {1}, {1}, month_of);
    CHECK(store.usage({}).size() == 2);  // its own writes are seen
  }
  CHECK(store.companies() == std::vector<Company>{{"a", ""}, {"b", ""}});
  CHECK(store.meters() == std::vector<Meter>{{"messages", 0}});
  CHECK(store.tariffs().size() == 3);
  CHECK(store.subscriptions().empty());
  CHECK(store.usage({}) == std::vector<MonthUsage>{{{2025, 6}, "a", "messages", 0, 5, 1}});
  CHECK(store.closed_months().empty());
  CHECK(store.lines({}).empty());
  CHECK(store.counting("s") == std::nullopt);
  CHECK(store.domains().empty());
  CHECK(store.unassigned().empty());
  CHECK(store.voids().empty());
  CHECK(store.changed().empty());
  CHECK(store.period_usage({2025, 6}).empty());
  CHECK(store.position().batches == 1);
  CHECK(append(store, {event("2"), event("3", 1, "d")}).outcomes ==
        std::vector{Outcome::stored, Outcome::stored});
}

TEST_CASE_TEMPLATE("changes need a write transaction, and transactions do not nest", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  const auto check_refused = [&] {
    CHECK(code_of([&] { store.put_company({"a", ""}); }) == ErrorCode::internal);
    CHECK(code_of([&] { store.add_meter({"gb", 3}); }) == ErrorCode::internal);
    CHECK(code_of([&] { store.add_tariff(vitec); }) == ErrorCode::internal);
    CHECK(code_of([&] { store.append(std::vector{event("1")}); }) == ErrorCode::internal);
    CHECK(code_of([&] {
            store.add_closed_month({{2025, 6}, {1}}, {}, {}, {});
          }) == ErrorCode::internal);
    CHECK(code_of([&] {
            store.add_subscription({"a", "t", {2025, 1}, {}});
          }) == ErrorCode::internal);
    CHECK(code_of([&] {
            store.end_subscription({"a", "t", {2025, 1}, {}}, Day({2025, 1}, 31));
          }) == ErrorCode::internal);
    const SendingDomain claim{"a.se", "a", {}, {}};
    CHECK(code_of([&] { store.set_counting("s", "delivered"); }) == ErrorCode::internal);
    CHECK(code_of([&] { store.add_claim(claim); }) == ErrorCode::internal);
    CHECK(code_of([&] { store.end_claim(claim, {}); }) == ErrorCode::internal);
    CHECK(code_of([&] { store.remove_claim(claim); }) == ErrorCode::internal);
    CHECK(code_of([&] {
            store.add_void({"s", "1", "", "", {}}, {2025, 1});
          }) == ErrorCode::internal);
    CHECK(code_of([&] { store.mark_changed({}); }) == ErrorCode::internal);
    CHECK(code_of([&] { store.prune({2025, 1}, {}, {}, month_of); }) == ErrorCode::internal);
  };
  check_refused();
  {
    const auto reading = store.begin(Store::Access::read);
    check_refused();
    CHECK(code_of([&] { return store.begin(Store::Access::read); }) == ErrorCode::internal);
    CHECK(code_of([&] { return store.begin(Store::Access::write); }) == ErrorCode::internal);
    reading->commit();
    CHECK(code_of([&] { reading->commit(); }) == ErrorCode::internal);
  }
  write(store, [&] { store.put_company({"a", ""}); });
  check_refused();
  CHECK(store.companies().size() == 1);
}

TEST_CASE_TEMPLATE("companies by id, with the last name they were given", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  const auto put = [&](const Company& company) {
    return write(store, [&] { return store.put_company(company); });
  };
  for (const char* id : {"b", "a", "\xC3\xA5", "B", "0010", "10"}) CHECK(put({id, ""}));
  CHECK_FALSE(put({"a", ""}));
  CHECK(put({"a", "A AB"}));
  CHECK_FALSE(put({"a", "A AB"}));
  CHECK(store.companies() ==
        std::vector<Company>{
            {"0010", ""}, {"10", ""}, {"B", ""}, {"a", "A AB"}, {"b", ""}, {"\xC3\xA5", ""}});
  const Company known{"a", "A AB", "4711", "Ink\xC3\xB6p", "sv", "K1"};
  CHECK(put(known));
  CHECK_FALSE(put(known));
  CHECK(store.company("a") == known);
  CHECK(store.companies()[3] == known);
  CHECK_FALSE(store.company("A"));
  CHECK(store.has_company("a"));
  CHECK_FALSE(store.has_company("A"));
  CHECK_FALSE(store.has_company("c"));
}

TEST_CASE_TEMPLATE("meters: messages from the start, more by id, none ever changed", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  const auto add = [&](const Meter& meter) {
    return write(store, [&] { return store.add_meter(meter); });
  };
  CHECK(add({"gb", 3}));
  CHECK_FALSE(add({"gb", 3}));
  CHECK_FALSE(add({"messages", 0}));
  CHECK(code_of([&] { add({"gb", 2}); }) == ErrorCode::conflict);
  CHECK(store.meters() == std::vector<Meter>{{"gb", 3}, {"messages", 0}});
}

TEST_CASE_TEMPLATE("a source keeps to its rule of counting", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  const auto set = [&](const char* source, const char* rule) {
    return write(store, [&] { return store.set_counting(source, rule); });
  };
  append(store, {event("1")});
  CHECK(store.counting("s") == std::nullopt);
  CHECK(store.counting("never-met") == std::nullopt);
  CHECK(set("s", "delivered"));
  CHECK_FALSE(set("s", "delivered"));
  CHECK(set("t", "accepted"));
  const Thrown error = thrown([&] { set("s", "accepted"); });
  CHECK(error.code == ErrorCode::conflict);
  for (const char* part : {"\"s\"", "counts delivered"})
    CHECK_MESSAGE(error.says(part), error.message);
  CHECK(store.counting("s") == "delivered");
  CHECK(store.counting("t") == "accepted");
  CHECK(append(store, {event("1")}).outcomes == std::vector{Outcome::duplicate});
}

TEST_CASE("the policies of a ledger are kept") {
  const TempDir dir;
  const LedgerOptions chosen{"UTC", "EUR", LatePolicy::refuse, 3, true};
  create_sqlite_store(dir.path("ledger.db"), chosen);
  CHECK(open_sqlite_store(dir.path("ledger.db"))->info() ==
        LedgerInfo{"UTC", "EUR", 2, LatePolicy::refuse, 3, true});
  for (const LatePolicy policy : {LatePolicy::adjust, LatePolicy::refuse})
    CHECK(parse_late_policy(to_string(policy)) == policy);
  const Thrown error = thrown([] { parse_late_policy("drop"); });
  CHECK(error.code == ErrorCode::invalid_argument);
  CHECK_MESSAGE(error.says("\"drop\""), error.message);
}

TEST_CASE_TEMPLATE("tariff documents come back byte for byte", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  write(store, [&] {
    for (const TariffDocument& tariff : {vitec_2, extra, vitec}) store.add_tariff(tariff);
  });
  CHECK(store.tariffs() == std::vector<TariffDocument>{extra, vitec, vitec_2});
  CHECK(code_of([&] { write(store, [&] { store.add_tariff(vitec); }); }) == ErrorCode::conflict);
}

TEST_CASE_TEMPLATE("subscriptions by company, tariff and first day", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  add_companies_and_tariffs(store);
  const Subscription open{"a", "vitec", {2025, 1}, {}};
  const Subscription ended{"a", "vitec", {2024, 2}, Month(2024, 12)};
  const Subscription other{"a", "extra", {2025, 3}, {}};
  const Subscription second{"b", "vitec", {2024, 2}, {}};
  const auto add = [&](const Subscription& subscription) {
    write(store, [&] { store.add_subscription(subscription); });
  };
  for (const Subscription& subscription : {second, open, ended, other}) add(subscription);
  CHECK(store.subscriptions() == std::vector<Subscription>{other, ended, open, second});
  CHECK(store.subscriptions("a") == std::vector<Subscription>{other, ended, open});
  CHECK(store.subscriptions("nobody").empty());

  CHECK(code_of([&] { add(open); }) == ErrorCode::conflict);
  CHECK(code_of([&] { add({"nobody", "vitec", {2025, 1}, {}}); }) == ErrorCode::not_found);
  CHECK(code_of([&] { add({"a", "nothing", {2025, 1}, {}}); }) == ErrorCode::not_found);

  const auto end = [&](const Subscription& subscription, int through) {
    write(store, [&] { store.end_subscription(subscription, Day::from_number(through)); });
  };
  end(open, 20250617);
  end(second, 20240229);
  CHECK(code_of([&] { end({"a", "vitec", {2025, 2}, {}}, 20250630); }) == ErrorCode::not_found);
  CHECK(code_of([&] { end(other, 20250228); }) == ErrorCode::internal);  // before it begins
  CHECK(store.subscriptions() ==
        std::vector<Subscription>{other,
                                  ended,
                                  {"a", "vitec", Day({2025, 1}, 1), Day({2025, 6}, 17)},
                                  {"b", "vitec", {2024, 2}, Month(2024, 2)}});
}

TEST_CASE_TEMPLATE("closed months and their lines come back as they were", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  add_companies_and_tariffs(store);
  InvoiceLine fee = line("b", 1);
  fee.kind = LineKind::fee;
  fee.unit_price = {};
  fee.unit = "";
  InvoiceLine exact = line("b", 2);
  exact.kind = LineKind::adjustment;
  exact.quantity = Decimal::parse("-1234567890.123456789");
  exact.unit_price = Decimal::parse("0.000000000000000001");
  exact.base_quantity = 1000;
  exact.exact_amount = Decimal::parse("-0.000000000001234567890123456789");
  exact.net_amount = {std::numeric_limits<std::int64_t>::min(), Currency("JPY")};
  exact.usage_month = {2025, 5};
  InvoiceLine minimum = line("a", 1);
  minimum.kind = LineKind::minimum;
  InvoiceLine maximum = line("a", 2);
  maximum.kind = LineKind::maximum;
  maximum.tariff_version = 2;

  write(store, [&] { store.add_closed_month({{2025, 5}, {-5}}, {}, {}, {}); });
  write(store, [&] {
    store.add_closed_month({{2025, 6}, {1'751'320'800'000'001}},
                           std::vector{exact, fee, maximum, minimum}, {}, {});
  });
  CHECK(store.closed_months() ==
        std::vector<ClosedMonth>{{{2025, 5}, {-5}}, {{2025, 6}, {1'751'320'800'000'001}}});
  CHECK(store.lines({}) == std::vector{minimum, maximum, fee, exact});
  CHECK(store.lines({.month = Month(2025, 6), .company = "b"}) == std::vector{fee, exact});
  CHECK(store.lines({.month = Month(2025, 5), .company = {}}).empty());
  CHECK(store.lines({.month = {}, .company = "a"}) == std::vector{minimum, maximum});
  CHECK(store.lines({})[3].exact_amount.to_string() == "-0.000000000001234567890123456789");
}

TEST_CASE_TEMPLATE("a month closes once, with lines of what the ledger knows", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  add_companies_and_tariffs(store);
  const auto close = [&](Month month, const std::vector<InvoiceLine>& lines) {
    write(store, [&] { store.add_closed_month({month, {1}}, lines, {}, {}); });
  };
  const auto changed = [](auto change) {
    InvoiceLine wrong = line("a", 2);
    change(wrong);
    return wrong;
  };
  struct Case {
    const char* name;
    InvoiceLine wrong;
    ErrorCode expected;
  };
  const Case cases[] = {
      {"line twice", line("a", 1), ErrorCode::conflict},
      {"company", line("nobody", 2), ErrorCode::not_found},
      {"tariff", changed([](InvoiceLine& l) { l.tariff = "nothing"; }), ErrorCode::not_found},
      {"version", changed([](InvoiceLine& l) { l.tariff_version = 9; }), ErrorCode::not_found},
      {"month", changed([](InvoiceLine& l) {
         l.month = {2025, 7};
       }),
       ErrorCode::not_found},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(code_of([&] { close({2025, 6}, {line("a", 1), c.wrong}); }) == c.expected);
    CHECK(store.closed_months().empty());
    CHECK(store.lines({}).empty());
  }
  close({2025, 6}, {line("a", 1)});
  CHECK(code_of([&] { close({2025, 6}, {line("b", 1)}); }) == ErrorCode::conflict);
  CHECK(store.lines({}) == std::vector{line("a", 1)});
}

}  // namespace porto::testing::catalogue_test
