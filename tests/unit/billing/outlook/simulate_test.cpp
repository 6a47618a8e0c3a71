// History with another tariff: each company and month rated twice, summed as asked, nothing
// written.
#include "billing/outlook/simulate.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "billing/items.hpp"
#include "billing/prune.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "support/temp_dir.hpp"
#include "unit/billing/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace simulate_test {
namespace {

const std::string dearer = replaced(vitec, "0.012", "0.015");
// 2 % of the value of each message.
const std::string each = R"toml(id        = "each"
version   = 1
effective = "2026-01"
name      = "Each"
currency  = "SEK"

[[charge]]
id      = "each"
meter   = "messages"
each    = "event"
percent = 2
)toml";

// bolag-1 from January, bolag-2 in February only.
struct History : Books {
  History() { fill(); }
  explicit History(std::unique_ptr<Store> of) : Books(std::move(of)) { fill(); }

  Simulation simulate(const std::string& toml, const SimulationOptions& options) {
    auto transaction = store->begin(Store::Access::read);
    return porto::internal::simulate(*store, zone, toml, "dearer.toml", options);
  }

  /// "2026-01 bolag-1 524.00 530.00 6.00; ..."
  std::string text(const std::string& toml, const SimulationOptions& options) {
    std::string text;
    for (const SimulatedCost& cost : simulate(toml, options).costs) {
      CHECK(cost.current.currency() == Currency("SEK"));
      text += (text.empty() ? "" : "; ") + (cost.month ? cost.month->to_string() : "all") + " " +
              cost.company.value_or("all") + " " + cost.current.to_string() + " " +
              cost.simulated.to_string() + " " + cost.difference().to_string();
    }
    return text;
  }

  // The same of January to March.
  std::string quarter(const std::string& toml, SimulateBy by = SimulateBy::month) {
    return text(toml, {"vitec-epost", {2026, 1}, {2026, 3}, by});
  }

 private:
  void fill() {
    subscribe("bolag-1", "2026-01");
    subscribe("bolag-2", "2026-02");
    unsubscribe("bolag-2", "2026-02");
    use("bolag-1", "2026-01", 12'000);
    use("bolag-1", "2026-02", 20'000);
    use("bolag-2", "2026-02", 11'000);
    use("bolag-2", "2026-03", 50'000);  // unbilled
    use("bolag-3", "2026-02", 50'000);
  }
};

}  // namespace

TEST_CASE("each month and company is a row, or is summed") {
  History books;
  struct {
    SimulateBy by;
    const char* rows;
  } cases[] = {
      {SimulateBy::month_and_company,
       "2026-01 bolag-1 524.00 530.00 6.00; 2026-02 bolag-1 620.00 650.00 30.00; "
       "2026-02 bolag-2 512.00 515.00 3.00; 2026-03 bolag-1 500.00 500.00 0.00"},
      {SimulateBy::month,
       "2026-01 all 524.00 530.00 6.00; 2026-02 all 1132.00 1165.00 33.00; "
       "2026-03 all 500.00 500.00 0.00"},
      {SimulateBy::company, "all bolag-1 1644.00 1680.00 36.00; all bolag-2 512.00 515.00 3.00"},
      {SimulateBy::nothing, "all all 2156.00 2195.00 39.00"},
  };
  for (const auto& row : cases) CHECK(books.quarter(dearer, row.by) == row.rows);
}

TEST_CASE("a lower price gives a negative difference, and months that nobody has give no rows") {
  History books;
  CHECK(books.quarter(replaced(vitec, "500", "400"), SimulateBy::nothing) ==
        "all all 2156.00 1756.00 -400.00");
  CHECK(books.text(dearer, {"", {2025, 1}, {2025, 12}, SimulateBy::month}).empty());
  CHECK(books.text(dearer, {"", {2025, 12}, {2026, 1}, SimulateBy::month}) ==
        "2026-01 all 524.00 530.00 6.00");
  CHECK(books.text(dearer, {"", {9999, 12}, {9999, 12}, SimulateBy::month}) ==
        "9999-12 all 500.00 500.00 0.00");
}

TEST_CASE("what is in force in a month is what is replaced, and the document is in force in all") {
  History books;
  books.change([&] {
    add_tariff(*books.store,
               replaced(replaced(dearer, "version   = 1", "version   = 2"), "2024-02", "2026-02"),
               "2.toml");
  });
  const std::string third = replaced(replaced(vitec, "0.012", "0.020"), "2024-02", "2030-01");
  CHECK(books.quarter(third) ==
        "2026-01 all 524.00 540.00 16.00; 2026-02 all 1165.00 1220.00 55.00; "
        "2026-03 all 500.00 500.00 0.00");
  const std::string other = replaced(dearer, "vitec-epost", "other");
  CHECK(books.quarter(other, SimulateBy::nothing) == "all all 2189.00 2195.00 6.00");
}

TEST_CASE("a closed month is compared with what was invoiced for its usage, whenever that was") {
  History books;
  const auto january = [&] {
    std::string text;
    const Simulation simulation =
        books.simulate(dearer, {"", {2026, 1}, {2026, 1}, SimulateBy::month_and_company});
    for (const SimulatedCost& cost : simulation.costs)
      text += *cost.company + " " + cost.current.to_string() + " " + cost.simulated.to_string() +
              " " + to_string(cost.basis) + "; ";
    for (const std::string& notice : simulation.notices) text += "! " + notice;
    return text;
  };
  CHECK(january() == "bolag-1 524.00 530.00 preview; ");
  books.close("2026-01");
  CHECK(january() == "bolag-1 524.00 530.00 invoiced; ");
  // Late usage is simulated at once, and invoiced by the next close.
  const std::string unsettled =
      "! changed since it was closed, and not settled: 2026-01 of \"bolag-1\"; the current cost is "
      "what was invoiced, the simulated one has the change";
  books.use("bolag-1", "2026-01", 1'000);
  CHECK(january() == "bolag-1 524.00 545.00 invoiced; " + unsettled);
  books.close("2026-02");
  CHECK(january() == "bolag-1 536.00 545.00 invoiced; ");
  books.take_back("e1");
  CHECK(january() == "bolag-1 536.00 500.00 invoiced; " + unsettled);
  books.close("2026-03");
  CHECK(january() == "bolag-1 500.00 500.00 invoiced; ");
}

TEST_CASE("what was invoiced for a tariff that the company is on no longer is compared with 0") {
  History books;
  books.subscribe("bolag-3", "2026-01");
  books.close("2026-01");
  books.change([&] {
    books.store->remove_subscription({"bolag-3", "vitec-epost", Month(2026, 1)});
  });
  CHECK(books.text(dearer, {"", {2026, 1}, {2026, 1}, SimulateBy::month_and_company}) ==
        "2026-01 bolag-1 524.00 530.00 6.00; 2026-01 bolag-3 500.00 0.00 -500.00");
}

TEST_CASE("a notice names the first months, and counts the others") {
  History books;
  for (const char* month : {"2026-01", "2026-02", "2026-03", "2026-04", "2026-05"})
    books.close(month);
  for (const char* month : {"2026-01", "2026-02", "2026-03", "2026-04", "2026-05"})
    books.use("bolag-1", month, 1);
  const Simulation simulation =
      books.simulate(dearer, {"", {2026, 1}, {2026, 6}, SimulateBy::nothing});
  REQUIRE(simulation.notices.size() == 1);
  CHECK(simulation.notices[0].find(": 2026-01 of \"bolag-1\", 2026-02 of \"bolag-1\", 2026-03 of "
                                   "\"bolag-1\" and 2 more; ") != std::string::npos);
  CHECK(books.simulate(dearer, {"", {2026, 6}, {2026, 6}, SimulateBy::nothing}).notices.empty());
}

TEST_CASE("lines of other tariffs are no part of it") {
  History books;
  books.change([&] {
    add_tariff(*books.store, replaced(vitec, "\"vitec-epost\"", "\"other\""), "other.toml");
    subscribe(*books.store, {"bolag-1", "other", Month(2026, 1), {}});
  });
  books.close("2026-01");
  CHECK(books.text(dearer, {"", {2026, 1}, {2026, 1}, SimulateBy::month}) ==
        "2026-01 all 524.00 530.00 6.00");
}

TEST_CASE("each sum says what its current cost is: of closed months, of open ones, of both") {
  History books;
  books.close("2026-01");
  const auto bases = [&](SimulateBy by) {
    std::string text;
    for (const SimulatedCost& cost : books.simulate(dearer, {"", {2026, 1}, {2026, 2}, by}).costs)
      text += std::string(text.empty() ? "" : " ") + to_string(cost.basis);
    return text;
  };
  CHECK(bases(SimulateBy::month_and_company) == "invoiced preview preview");
  CHECK(bases(SimulateBy::month) == "invoiced preview");
  CHECK(bases(SimulateBy::company) == "mixed preview");
  CHECK(bases(SimulateBy::nothing) == "mixed");
}

TEST_CASE("items of what is simulated are counted and summed up, as they are in neither cost") {
  History books;
  const auto agree = [&](const char* company, const char* month, const char* amount) {
    books.change([&] {
      add_item(*books.store, {company, Month::parse(month), Decimal::parse(amount), "Item"},
               {.actor = "anna", .reason = "agreed"});
    });
  };
  const auto notices = [&] {
    return books.simulate(dearer, {"", {2026, 2}, {2026, 2}, SimulateBy::month}).notices;
  };
  agree("bolag-1", "2026-01", "7");    // before
  agree("bolag-1", "2026-03", "70");   // after
  agree("bolag-3", "2026-02", "700");  // on no tariff
  CHECK(notices().empty());
  agree("bolag-1", "2026-02", "-10");
  CHECK(notices() ==
        std::vector<std::string>{"in neither cost: 1 item of these months, together -10.00 SEK; "
                                 "items are agreed with a company, and no tariff changes them"});
  agree("bolag-2", "2026-02", "4.5");
  REQUIRE(notices().size() == 1);
  CHECK(notices()[0].starts_with("in neither cost: 2 items of these months, together -5.50 SEK;"));
}

TEST_CASE("changes of months that are not simulated are not told") {
  History books;
  books.close("2026-01");
  books.close("2026-02");
  books.use("bolag-1", "2026-02", 1);
  CHECK(books.simulate(dearer, {"", {2026, 1}, {2026, 1}, SimulateBy::month}).notices.empty());
  CHECK(books.simulate(dearer, {"", {2026, 1}, {2026, 2}, SimulateBy::month}).notices.size() == 1);
}

TEST_CASE("a simulation leaves every byte of the ledger as it is") {
  const TempDir folder;
  const std::string path = folder.path("ledger.db");
  History books(create_sqlite_store(path, {}));
  const auto content = [&] { return read_file(path) + read_file(path + "-wal"); };
  const std::string before = content();
  CHECK(books.quarter(dearer, SimulateBy::nothing) == "all all 2156.00 2195.00 39.00");
  CHECK(before.size() > 1'000);
  CHECK((content() == before));
  books.use("bolag-1", "2026-01", 1);
  CHECK_FALSE((content() == before));
}

TEST_CASE("a price of each event is simulated from the events, until they are pruned") {
  History books;
  CHECK(books.quarter(each) ==
        "2026-01 all 524.00 240.00 -284.00; 2026-02 all 1132.00 620.00 -512.00; "
        "2026-03 all 500.00 0.00 -500.00");
  books.close("2026-01");
  books.close("2026-02");
  books.change([&] { prune(*books.store, books.zone, {2026, 2}, {1'780'000'000'000'000}); });
  CHECK(error_of([&] { books.quarter(each); }, "the events of 2026-01 were pruned") == "not_found");
  CHECK(books.text(each, {"vitec-epost", {2026, 2}, {2026, 2}, SimulateBy::month}) ==
        "2026-02 all 1132.00 620.00 -512.00");
  CHECK(books.quarter(dearer).substr(0, 31) == "2026-01 all 524.00 530.00 6.00;");
}

TEST_CASE("a closed month that cannot be rated is in no sum") {
  History books;
  books.close("2026-01");
  books.use("bolag-1", "2026-01", std::numeric_limits<std::int64_t>::max() - 12'000);
  std::vector<Unrated> unrated;
  const Simulation made = books.change([&] {
    return simulate(*books.store, books.zone, dearer, "dearer.toml",
                    {"vitec-epost", {2026, 1}, {2026, 1}, SimulateBy::month},
                    [&](Unrated one) { unrated.push_back(std::move(one)); });
  });
  CHECK(made.costs.empty());
  REQUIRE(unrated.size() == 1);
  CHECK(unrated[0].company == "bolag-1");
}

TEST_CASE("what cannot be rated names the meter that either tariff has for it") {
  const std::string two_meters = replaced(dearer, "epost\"\nmeter", "post\"\nmeter") +
                                 "[[charge]]\nid = \"gb\"\nmeter = \"storage\"\nprice = 1\n"
                                 "[[charge]]\nid = \"base\"\nfee = 1\n";
  const auto meter_of = [&](History& books) {
    std::vector<Unrated> unrated;
    books.change([&] {
      simulate(*books.store, books.zone, two_meters, "two.toml",
               {"vitec-epost", {2026, 3}, {2026, 3}, SimulateBy::month},
               [&](Unrated one) { unrated.push_back(std::move(one)); });
    });
    REQUIRE(unrated.size() == 1);
    return unrated[0].meter;
  };
  History books;
  books.change([&] { books.store->add_meter({"storage", 3}); });
  books.use("bolag-1", "2026-03", -5);
  CHECK(meter_of(books) == "messages");  // of the charge that the document does not have
  books.use("bolag-1", "2026-03", 5);
  for (const char* month : {"2026-01", "2026-02", "2026-03"}) books.close(month);
  books.use("bolag-1", "2026-03", std::numeric_limits<std::int64_t>::max());
  CHECK(meter_of(books) == "");  // a total that does not fit is of no meter
}

TEST_CASE("some days of a pruned month can be simulated where nothing was used") {
  History books;
  const std::string by_days = replaced(dearer, "round ", "prorate   = \"days\"\nround ");
  books.change([&] {
    add_tariff(*books.store,
               replaced(replaced(by_days, "version   = 1", "version   = 2"), "2024-02", "2026-01"),
               "2.toml");
    subscribe(*books.store, {"bolag-3", "vitec-epost", Day::parse("2026-01-17")});
  });
  books.close("2026-01");
  books.close("2026-02");
  books.change([&] { prune(*books.store, books.zone, {2026, 2}, {1'780'000'000'000'000}); });
  CHECK(books.text(by_days, {"", {2026, 1}, {2026, 1}, SimulateBy::company}) ==
        "all bolag-1 530.00 530.00 0.00; all bolag-3 241.94 241.94 0.00");
}

TEST_CASE("what cannot be simulated says why") {
  History books;
  const Month january(2026, 1);
  struct {
    std::string toml;
    SimulationOptions options;
    const char* code;
    const char* says;
  } rows[] = {
      {dearer, {"", {2026, 2}, january}, "invalid_argument", "(2026-01) before it begins"},
      {dearer, {"none", january, january}, "not_found", "no tariff \"none\""},
      {replaced(dearer, "vitec-epost", "new"), {"", january, january}, "not_found", "\"new\""},
      {replaced(dearer, "SEK", "EUR"), {"", january, january}, "bad_tariff", "EUR"},
      {replaced(dearer, "\"messages\"", "\"sms\""), {"", january, january}, "bad_tariff", "sms"},
      {"id = 5", {"", january, january}, "bad_tariff", "dearer.toml"},
      {replaced(dearer, "0.015", "9000000000000000"),
       {"", january, january},
       "overflow",
       "2026-01 of company \"bolag-1\", tariff \"vitec-epost\" version 1"},
  };
  for (const auto& row : rows)
    CHECK(error_of([&] { books.simulate(row.toml, row.options); }, row.says) == row.code);
  CHECK(error_of([] { parse_simulate_by("week"); }, "\"week\"") == "invalid_argument");
  CHECK(parse_simulate_by("company") == SimulateBy::company);
}

}  // namespace simulate_test
