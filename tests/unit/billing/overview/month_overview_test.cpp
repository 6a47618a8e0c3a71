// A month at a glance: what it takes together, in which language, and what it leaves out.
#include "billing/overview/month_overview.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "billing/items.hpp"
#include "unit/billing/by_days.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace month_overview_test {
namespace {

struct Vendor : Books {
  Vendor() {
    for (const char* company : {"bolag-1", "bolag-2", "bolag-3"}) subscribe(company, "2026-01");
    unsubscribe("bolag-3", "2026-01");
    use("bolag-1", "2026-01", 12'000);
    use("bolag-3", "2026-01", 50);
    use("bolag-1", "2026-02", 20'000);
    use("bolag-2", "2026-02", 11'000);
    use("bolag-4", "2026-02", 7);
    close("2026-01");
  }
  MonthOverview overview(Month month, const std::string& language = {}) {
    auto transaction = store->begin(Store::Access::read);
    return month_overview(*store, zone, month, language);
  }
};

std::vector<TaskKind> kinds_of(const MonthOverview& overview) {
  std::vector<TaskKind> kinds;
  for (const Task& task : overview.tasks) kinds.push_back(task.what);
  return kinds;
}

}  // namespace

TEST_CASE("an open month is compared with the one before, and says what waits") {
  Vendor books;
  const MonthOverview overview = books.overview({2026, 2});
  CHECK(overview.state == MonthState::open);
  CHECK(!overview.closed);
  CHECK(overview.language == "sv");  // that of the tariff
  CHECK(overview.year_options.from == Month(2026, 1));
  REQUIRE(overview.companies.rows.size() == 5);  // four companies and the total
  CHECK(overview.companies.rows[0].keys[0] == "bolag-1");
  CHECK(overview.companies.rows.back().figures.amount->to_string() == "1132.00");
  CHECK(overview.companies.rows.back().amount_difference->to_string() == "-392.00");
  CHECK(kinds_of(overview) == std::vector{TaskKind::unbilled});
  CHECK(overview.extras.empty());
  REQUIRE(overview.curves.size() == 1);
  CHECK(overview.curves[0].companies == 2);
  CHECK(overview.curves[0].left_out == 0);
  CHECK(overview.curves[0].plot.dots.size() == 2);
}

TEST_CASE("a closed month has its close, its adjustments and no preview") {
  Vendor books;
  books.use("bolag-2", "2026-01", 30'000);  // late: settled by February
  books.close("2026-02");
  const MonthOverview overview = books.overview({2026, 2}, "en");
  CHECK(overview.language == "en");
  CHECK(overview.closed);
  REQUIRE(overview.extras.size() == 1);
  CHECK(overview.extras[0].kind == LineKind::adjustment);
  CHECK(overview.extras[0].amount.to_string() == "240.00");
  CHECK(overview.extras[0].companies == 1);
  // The dots are of what the month itself cost: 512.00 of bolag-2.
  CHECK(overview.curves[0].plot.dots.size() == 2);
  CHECK(overview.curves[0].plot.language == "en");
  CHECK(error_of([&] { books.overview({2026, 2}, "de"); }, "no language") == "invalid_argument");
}

TEST_CASE("the curve of a closed month is the one it was closed with") {
  Vendor books;
  const auto curve = [&](Month month) {
    const MonthOverview overview = books.overview(month);
    REQUIRE(overview.curves.size() == 1);
    return overview.curves[0].plot;
  };
  const Plot before = curve({2026, 1});
  books.use("bolag-1", "2026-01", 9'000);  // late: the dot stays where the invoice has it
  books.change([&] {
    add_tariff(
        *books.store,
        replaced(replaced(replaced(vitec, "version   = 1", "version   = 2"), "2024-02", "2026-01"),
                 "0.012", "0.024"),
        "dear.toml");
  });
  const Plot after = curve({2026, 1});
  CHECK(after.subtitle == before.subtitle);
  CHECK(after.cost.last == before.cost.last);
  REQUIRE(after.dots.size() == before.dots.size());
  for (std::size_t i = 0; i < after.dots.size(); ++i)
    CHECK(after.dots[i].text == before.dots[i].text);
  CHECK(curve({2026, 2}).subtitle.find("version 2") != std::string::npos);
}

TEST_CASE("what has changed since the close is told with its sum, until it is settled") {
  Vendor books;
  const auto changes_of = [&](Month month) {
    std::string text;
    const MonthOverview overview = books.overview(month);
    for (const MonthOverview::ToSettle& change : overview.to_settle)
      text += change.month.to_string() + " " + change.company + " " +
              (change.amount ? change.amount->to_string() : change.reason) + "; ";
    for (const Task& task : overview.tasks)
      if (task.what == TaskKind::to_settle)
        text += "task " + task.month.to_string() + " " + task.company + "; ";
    return text;
  };
  CHECK(changes_of({2026, 1}) == "");
  books.use("bolag-2", "2026-01", 30'000);
  books.use("bolag-1", "2026-01", 0);  // changed, and costs the same
  const std::string changes =
      "2026-01 bolag-1 0.00; 2026-01 bolag-2 240.00; task 2026-01 bolag-1; task 2026-01 bolag-2; ";
  CHECK(changes_of({2026, 1}) == changes);
  CHECK(changes_of({2026, 2}) == changes);  // where the adjustments are
  CHECK(changes_of({2026, 3}) == "");
  CHECK(changes_of({2025, 12}) == "");
  const std::vector<TaskKind> kinds = kinds_of(books.overview({2026, 2}));
  CHECK(std::ranges::is_sorted(kinds));
  books.close("2026-02");
  CHECK(changes_of({2026, 1}) == "");
  CHECK(changes_of({2026, 2}) == "");
}

TEST_CASE("what is left to settle of a company that cannot be rated has no sum, and a reason") {
  Vendor books;
  books.use("bolag-2", "2026-01", 30'000);
  books.use("bolag-1", "2026-01", -20'000);
  const MonthOverview overview = books.overview({2026, 1});
  REQUIRE(overview.to_settle.size() == 2);
  CHECK(!overview.to_settle[0].amount);
  CHECK(overview.to_settle[0].reason.find("-8000") != std::string::npos);
  CHECK(overview.to_settle[1].amount->to_string() == "240.00");
}

TEST_CASE("a month of the first year that there is has no year before it") {
  Vendor books;
  CHECK(books.overview({1, 3}).year_options.from == Month(1, 3));
}

TEST_CASE("the language is that of most tariffs, as far as they can be read") {
  const std::unique_ptr<Store> store = make_memory_store(
      {.zone = "Europe/Stockholm", .currency = "SEK", .schema_version = 1, .late = {}});
  const auto transaction = store->begin(Store::Access::write);
  CHECK(main_language(*store) == "en");
  // As a ledger may have it that a later version wrote.
  store->add_tariff({"later", 1, Month(2026, 1), "id = \"later\"\nlanguage = \"sv\"\nnew = 1\n"});
  CHECK(main_language(*store) == "en");
  store->add_tariff({"vitec-epost", 1, Month(2024, 2), vitec});
  CHECK(main_language(*store) == "sv");
}

TEST_CASE("a picture of a month shows the four dearest tariffs, and counts whom it leaves out") {
  Books books;
  books.change([&] {
    books.store->add_meter({"storage", 0});
    const auto add = [&](const std::string& id, const std::string& charges) {
      add_tariff(*books.store,
                 "id = \"" + id + "\"\nversion = 1\neffective = \"2026-01\"\ncurrency = \"SEK\"\n" +
                     charges,
                 id);
    };
    const std::string charge = "[[charge]]\nid = \"c\"\nmeter = \"messages\"\n";
    for (const char* id : {"a1", "a2", "a3", "a4", "a5"})
      add(id, charge + "price = " + std::string(1, id[1]) + "\n");
    add("each", charge + "each = \"event\"\nprice = 8\n");
    add("two", charge + "price = 9\n[[charge]]\nid = \"d\"\nmeter = \"storage\"\nprice = 1\n");
    for (const char* id : {"a1", "a2", "a3", "a4", "a5", "each", "two"}) {
      books.store->put_company({std::string("on-") + id, ""});
      subscribe(*books.store, {std::string("on-") + id, id, Month(2026, 1)});
    }
    // bolag-1 is on two of them, so that its usage is not what one of them priced.
    subscribe(*books.store, {"bolag-1", "a5", Month(2026, 1)});
    subscribe(*books.store, {"bolag-1", "a4", Month(2026, 1)});
  });
  for (const char* id : {"a1", "a2", "a3", "a4", "a5", "each", "two"})
    books.use(std::string("on-") + id, "2026-01", 100);
  books.use("bolag-1", "2026-01", 10);
  const Month january(2026, 1);
  const DatedEvent stored{{.source = "test",
                           .event_id = "s",
                           .company = "on-a5",
                           .meter = "storage",  // which its tariff does not price
                           .occurred_at = books.zone.start(january),
                           .quantity = 9'000},
                          january};
  books.change([&] { books.store->append({&stored, 1}); });
  const auto transaction = books.store->begin(Store::Access::read);
  const MonthOverview overview = month_overview(*books.store, books.zone, january, "en");
  REQUIRE(overview.curves.size() == 4);
  CHECK(overview.curves[0].plot.title == "a5");
  CHECK(overview.curves[0].left_out == 1);
  REQUIRE(overview.curves[0].plot.dots.size() == 1);
  CHECK(overview.curves[0].plot.dots[0].text == "on-a5: 100, 500.00\u00A0SEK");
  CHECK(overview.curves[3].plot.title == "a2");
  CHECK(overview.curves[3].left_out == 0);
}

TEST_CASE("a company on some days, below zero, or moved since is no dot of a month's picture") {
  ByDays books;
  books.on("bolag-1", "2025-03-01");
  books.on("bolag-2", "2025-03-17");
  books.on("bolag-3", "2025-03-01");
  books.change([&] {
    books.store->put_company({"below", ""});
    const std::string mirror = replaced(replaced(by_days, "vitec-epost", "mirror"), "unit ",
                                        "negative = \"mirror\"\nunit ");
    add_tariff(*books.store, mirror, "mirror.toml");
    books.store->put_company({"above", ""});
  });
  books.on("below", "2025-03-01", nullptr, "mirror");
  books.on("above", "2025-03-01", nullptr, "mirror");
  books.send("above", "2025-03-02T12:00:00Z", 50);
  books.send("below", "2025-03-02T12:00:00Z", -50);
  for (const char* company : {"bolag-1", "bolag-2", "bolag-3"})
    books.send(company, "2025-03-20T12:00:00Z", 20'000);
  // An item is of no tariff.
  books.change([&] {
    add_item(*books.store, {"bolag-1", {2025, 3}, Decimal(70), "Item"},
             {.actor = "anna", .reason = "agreed"});
  });
  books.close("2025-03");
  books.change([&] {
    remove_subscription(*books.store, "bolag-3", "vitec-epost", {},
                        {.actor = "anna", .reason = "wrong", .settle = true});
    porto::internal::subscribe(*books.store, {"bolag-3", "dyr", Day::parse("2025-03-01")});
  });
  const MonthOverview overview = books.reading([&] {
    return month_overview(*books.store, books.zone, {2025, 3}, "en");
  });
  // One that is on no tariff any more is left out, too.
  books.change([&] {
    remove_subscription(*books.store, "bolag-3", "dyr", {},
                        {.actor = "anna", .reason = "wrong", .settle = true});
  });
  const MonthOverview later = books.reading([&] {
    return month_overview(*books.store, books.zone, {2025, 3}, "en");
  });
  CHECK(later.curves.size() == 2);
  for (std::size_t i = 0; i < 2; ++i)
    CHECK(later.curves.at(i).left_out == overview.curves.at(i).left_out);
  REQUIRE(overview.curves.size() == 2);
  for (const MonthOverview::Curve& curve : overview.curves) {
    CAPTURE(curve.plot.subtitle);
    const bool is_mirror = curve.plot.subtitle.starts_with("mirror");
    CHECK(curve.companies == 1);
    CHECK(curve.left_out == (is_mirror ? 1 : 2));
    REQUIRE(curve.plot.dots.size() == 1);
    CHECK(
        curve.plot.dots[0].text.starts_with(is_mirror ? "above: 50," : "bolag-1: 20,000, 620.00"));
  }
}

TEST_CASE("a month before the first, and a ledger without anything") {
  Vendor books;
  const MonthOverview before = books.overview({2025, 12});
  CHECK(before.companies.rows.size() == 1);
  CHECK(before.curves.empty());
  Books empty;
  auto transaction = empty.store->begin(Store::Access::read);
  CHECK(month_overview(*empty.store, empty.zone, {2026, 1}, {}).tasks.empty());
}

}  // namespace month_overview_test
