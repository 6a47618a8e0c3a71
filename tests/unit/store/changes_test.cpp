// Changes in the order in which they were made, and removing what was added, for every kind of
// store.
#include "store/change_digest.hpp"
#include "unit/store/fixture.hpp"

namespace porto::testing::changes_test {

using namespace internal;
namespace {

const TariffDocument vitec{"vitec", 1, {2024, 2}, "a"};
const TariffDocument vitec_2{"vitec", 2, {2025, 1}, "b"};
const Subscription on_vitec{"a", "vitec", Month(2025, 1), {}};

void fill(Store& store) {
  write(store, [&] {
    for (const char* id : {"a", "b", "c"}) store.put_company({id, ""});
    store.add_tariff(vitec);
    store.add_tariff(vitec_2);
    store.add_subscription(on_vitec);
    store.add_claim({"b.se", "b", {}, {}});
  });
}

Change added(const char* actor) {
  return {.kind = ChangeKind::subscription_add,
          .company = "a",
          .tariff = "vitec",
          .from = "2025-01",
          .actor = actor};
}

template <class Body>
ErrorCode code_of(Store& store, Body&& body) {
  return thrown([&] { write(store, body); }).code.value();
}

}  // namespace

TEST_CASE_TEMPLATE("changes are numbered, and each digest covers the one before", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  CHECK_FALSE(store.last_change());
  Change ended{.no = 77,  // not used
               .kind = ChangeKind::domain_end,
               .company = "b",
               .domain = "b.se",
               .from = "2025-01-02",
               .through = "2025-03-04",
               .was_through = "2025-05-06",
               .actor = "anna",
               .reason = "sold",
               .at = Instant{1},
               .closed_through = Month(2025, 3),
               .digest = "no"};
  write(store, [&] {
    store.add_change(added("first"));
    store.add_change(ended);
  });
  const std::vector<Change> changes = store.changes();
  REQUIRE(changes.size() == 2);
  Change first = added("first");
  first.no = 1;
  first.digest = change_digest("", first);
  CHECK(changes[0] == first);
  ended.no = 2;
  ended.digest = change_digest(first.digest, ended);
  CHECK(changes[1] == ended);
  CHECK(store.last_change() == ended);
}

TEST_CASE_TEMPLATE("changes of a company are its own, and those of tariffs", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  write(store, [&] {
    for (const char* company : {"a", "", "b", "a"}) {
      Change change = added("anna");
      change.company = company;
      store.add_change(change);
    }
  });
  const auto numbers = [&](const std::optional<std::string>& company) {
    std::string text;
    for (const Change& change : store.changes(company)) text += std::to_string(change.no) + " ";
    return text;
  };
  CHECK(numbers({}) == "1 2 3 4 ");
  CHECK(numbers("a") == "1 2 4 ");
  CHECK(numbers("b") == "2 3 ");
  CHECK(numbers("c") == "2 ");
}

TEST_CASE("each member of a change is in its digest") {
  const Change change = added("anna");
  std::vector<Change> others(14, change);
  others[0].no = 2;
  others[1].kind = ChangeKind::subscription_end;
  others[2].company = "b";
  others[3].tariff = "other";
  others[4].version = 1;
  others[5].domain = "a.se";
  others[6].from = "2025-02";
  others[7].through = "2025-02";
  others[8].was_through = "2025-02";
  others[9].sha256 = "0";
  others[10].actor = "";
  others[11].reason = "anna";
  others[12].at = Instant{0};
  others[13].closed_through = Month(2025, 3);
  for (const Change& other : others) CHECK(change_digest("", other) != change_digest("", change));
  CHECK(change_digest("x", change) != change_digest("", change));
}

TEST_CASE_TEMPLATE("a company is removed with its marks, unless something names it", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  fill(store);
  write(store, [&] {
    store.mark_changed(std::vector<CompanyMonth>{{{2025, 6}, "c"}});
    store.remove_company("c");
  });
  CHECK_FALSE(store.has_company("c"));
  CHECK(store.changed().empty());
  CHECK(code_of(store, [&] { store.remove_company("c"); }) == ErrorCode::not_found);
  CHECK(code_of(store, [&] { store.remove_company("a"); }) == ErrorCode::conflict);
  CHECK(code_of(store, [&] { store.remove_company("b"); }) == ErrorCode::conflict);
  write(store, [&] {
    store.remove_subscription(on_vitec);
    store.remove_claim({"b.se", "b", {}, {}});
  });
  append(store, {event("1", 5)});
  CHECK(store.has_usage("a"));
  CHECK_FALSE(store.has_usage("b"));
  write(store, [&] { store.add_void({"s", "1", "ada", "why", {1}}, {2025, 6}); });
  CHECK(store.has_usage("a"));  // the event stays
  CHECK(code_of(store, [&] { store.remove_company("a"); }) == ErrorCode::conflict);
  write(store, [&] { store.remove_company("b"); });
  CHECK(store.companies() == std::vector<Company>{{"a", ""}});
}

TEST_CASE_TEMPLATE("a version of a tariff is removed unless a line names it", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  fill(store);
  write(store, [&] {
    store.add_closed_month({{2025, 6}, {1}}, std::vector{line("a", 1)}, {}, {});
  });
  CHECK(code_of(store, [&] { store.remove_tariff("vitec", 1); }) == ErrorCode::conflict);
  CHECK(code_of(store, [&] { store.remove_tariff("vitec", 3); }) == ErrorCode::not_found);
  write(store, [&] { store.remove_tariff("vitec", 2); });
  CHECK(store.tariffs().size() == 1);
}

TEST_CASE_TEMPLATE("a subscription is removed by its beginning", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  fill(store);
  const Subscription later{"a", "vitec", Month(2025, 2), {}};
  CHECK(code_of(store, [&] { store.remove_subscription(later); }) == ErrorCode::not_found);
  write(store, [&] { store.remove_subscription(on_vitec); });
  CHECK(store.subscriptions().empty());
}

TEST_CASE_TEMPLATE("marks of a company", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  fill(store);
  const std::vector<CompanyMonth> marks{{{2025, 5}, "b"}, {{2025, 6}, "a"}, {{2025, 6}, "b"}};
  write(store, [&] { store.mark_changed(marks); });
  CHECK(store.changed() == marks);
  CHECK(store.changed("b") == std::vector<CompanyMonth>{marks[0], marks[2]});
  CHECK(store.changed("c").empty());
}

TEST_CASE_TEMPLATE("items by month, company and number, with who agreed on them and why", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  fill(store);
  const Currency sek("SEK");
  const auto item = [&](std::int64_t no, const char* company, Month month) {
    return InvoiceItem{no, company, month, Money(-100 * no, sek), "Text " + std::to_string(no)};
  };
  write(store, [&] {
    for (const InvoiceItem& one : {item(1, "b", {2025, 2}), item(2, "a", {2025, 2}),
                                   item(3, "b", {2025, 1}), item(4, "b", {2025, 2})}) {
      store.add_item(one);
      Change change{.kind = ChangeKind::item_add, .company = one.company, .actor = "anna"};
      change.reason = "why " + std::to_string(one.no);
      change.at = Instant{one.no};
      change.item = one.no;
      change.amount = one.amount.to_string();
      change.text = one.text;
      store.add_change(change);
    }
  });
  const auto numbers = [&](const MonthFilter& filter) {
    std::string text;
    for (const InvoiceItem& one : store.items(filter)) text += std::to_string(one.no);
    return text;
  };
  CHECK(numbers({}) == "3214");
  CHECK(numbers({Month(2025, 2), {}}) == "214");
  CHECK(numbers({.month = Month(2025, 2), .company = "b"}) == "14");
  CHECK(numbers({{}, "c"}).empty());
  InvoiceItem first = item(3, "b", {2025, 1});
  first.actor = "anna";
  first.reason = "why 3";
  first.at = Instant{3};
  CHECK(store.items({}).front() == first);
  CHECK(store.changes()[1].item == 2);
  CHECK(store.changes()[1].amount == "-2.00");
  CHECK(store.changes()[1].text == "Text 2");
  CHECK(code_of(store, [&] {
          store.add_item(item(9, "nobody", {2025, 1}));
        }) == ErrorCode::not_found);
  CHECK(code_of(store, [&] { store.add_item(item(3, "a", {2025, 1})); }) == ErrorCode::conflict);
  CHECK(code_of(store, [&] { store.remove_item(9); }) == ErrorCode::not_found);
  CHECK(code_of(store, [&] { store.remove_company("a"); }) == ErrorCode::conflict);
  write(store, [&] { store.remove_item(3); });
  CHECK(numbers({}) == "214");
}

}  // namespace porto::testing::changes_test
