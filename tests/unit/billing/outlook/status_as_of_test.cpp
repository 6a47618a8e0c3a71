// Status at a moment counts what was used until then, that moment included, however usage is kept.
#include <doctest/doctest.h>

#include <algorithm>

#include "billing/outlook/status.hpp"
#include "unit/billing/by_days.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace status_as_of_test {
namespace {

struct Moments : ByDays {
  LedgerStatus at(const char* now, const std::optional<std::string>& company = {}) {
    return reading([&] { return status(*store, zone, parse_rfc3339(now), company); });
  }
  /// "bolag-1 8000 241.94; ..." of each charge.
  std::string used(const char* now, const std::optional<std::string>& company = {}) {
    std::string text;
    for (const ChargeStatus& row : at(now, company).charges)
      text += (text.empty() ? "" : "; ") + row.company + " " + row.used.to_string() + " " +
              row.cost.to_string();
    return text;
  }
  void own(const char* domain, const char* company) {
    change([&] { store->add_claim({domain, company, {}, {}}); });
  }
};

}  // namespace

TEST_CASE("usage of a whole month, of companies and of their domains") {
  Moments books;
  books.on("bolag-1", "2025-03-01");
  books.on("bolag-2", "2025-03-01");
  books.own("mail.example", "bolag-2");
  books.send("bolag-1", "2025-03-10T10:00:00Z", 11'000);
  books.send("bolag-1", "2025-03-20T10:00:00Z", 1'000);
  books.send("", "2025-03-10T10:00:00Z", 70, "mail.example");
  books.send("", "2025-03-10T10:00:00.000001Z", 7, "mail.example");
  books.send("", "2025-03-12T10:00:00Z", 5, "nobody.example");
  struct {
    const char* now;
    const char* used;
  } rows[] = {
      {"2025-03-01T00:00:00+01:00", "bolag-1 0 500.00; bolag-2 0 500.00"},
      {"2025-03-10T09:59:59.999999Z", "bolag-1 0 500.00; bolag-2 0 500.00"},
      {"2025-03-10T10:00:00Z", "bolag-1 11000 512.00; bolag-2 70 500.00"},
      {"2025-03-10T10:00:00.000001Z", "bolag-1 11000 512.00; bolag-2 77 500.00"},
      {"2025-03-20T09:59:59.999999Z", "bolag-1 11000 512.00; bolag-2 77 500.00"},
      {"2025-03-31T23:59:59.999999+02:00", "bolag-1 12000 524.00; bolag-2 77 500.00"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.now);
    CHECK(books.used(row.now) == row.used);
  }
  CHECK(books.used("2025-03-10T10:00:00Z", "bolag-2") == "bolag-2 70 500.00");
  books.take_back("e2");  // what is voided is not taken off once more
  CHECK(books.used("2025-03-15T10:00:00Z") == "bolag-1 11000 512.00; bolag-2 77 500.00");
  // The forecast goes on from there: 14 of 31 days, which lack an hour.
  CHECK(books.at("2025-03-15T00:00:00+01:00").charges[0].forecast_used == Decimal(24'324));
}

TEST_CASE("usage of some days of a month") {
  Moments books;
  books.on("bolag-1", "2025-03-17");
  books.own("mail.example", "bolag-1");
  books.send("bolag-1", "2025-03-16T10:00:00Z", 900);
  books.send("bolag-1", "2025-03-18T10:00:00Z", 8'000);
  books.send("", "2025-03-18T11:00:00Z", 40, "mail.example");
  books.send("", "2025-03-18T13:00:00Z", 2, "mail.example");
  books.send("bolag-1", "2025-03-20T10:00:00Z", 60);
  CHECK(books.used("2025-03-18T09:00:00Z") == "bolag-1 0 241.94");
  CHECK(books.used("2025-03-18T10:30:00Z") == "bolag-1 8000 241.94");
  CHECK(books.used("2025-03-18T12:00:00Z") == "bolag-1 8040 241.94");
  CHECK(books.used("2025-03-19T00:00:00Z") == "bolag-1 8042 241.94");
  CHECK(books.used("2025-03-31T00:00:00Z") == "bolag-1 8102 241.94");
}

TEST_CASE("usage of domains alone on some days of a month") {
  Moments books;
  books.on("bolag-1", "2025-03-17");
  books.own("mail.example", "bolag-1");
  books.send("", "2025-03-18T11:00:00Z", 40, "mail.example");
  books.send("", "2025-03-18T13:00:00Z", 2, "mail.example");
  CHECK(books.used("2025-03-18T12:00:00Z") == "bolag-1 40 241.94");
}

TEST_CASE("prices of single events") {
  Moments books;
  books.on("bolag-1", "2025-03-01", nullptr, "each");
  books.send("bolag-1", "2025-03-10T10:00:00Z", 1'000);
  books.send("bolag-1", "2025-03-11T10:00:00Z", 500);
  CHECK(books.used("2025-03-10T12:00:00Z") == "bolag-1 1000 20.00");
  CHECK(books.used("2025-03-12T12:00:00Z") == "bolag-1 1500 30.00");
}

TEST_CASE("what is taken off later can be as large as any quantity") {
  constexpr std::int64_t most = 5'000'000'000'000'000'000;
  Moments books;
  books.on("bolag-1", "2025-03-01", nullptr, "each");
  books.on("bolag-2", "2025-03-01");
  books.send("bolag-2", "2025-03-10T10:00:00Z", 12'000);
  books.send("bolag-2", "2025-03-11T10:00:00Z", most);
  CHECK(books.used("2025-03-10T12:00:00Z", "bolag-2") == "bolag-2 12000 524.00");
  books.send("bolag-2", "2025-03-12T10:00:00Z", -most);
  books.send("bolag-2", "2025-03-13T10:00:00Z", -most);
  CHECK(books.used("2025-03-10T12:00:00Z", "bolag-2") == "bolag-2 12000 524.00");
  // Until the 11th a total of 5e18, and what came later is more than 64 bits hold.
  CHECK(books.at("2025-03-11T12:00:00Z", "bolag-2").charges[0].used ==
        Decimal::from_scaled(most + 12'000, 0));
  books.on("bolag-3", "2025-03-01");
  books.send("bolag-3", "2025-03-12T10:00:00Z", -most);
  books.send("bolag-3", "2025-03-10T10:00:00Z", most);
  books.send("bolag-3", "2025-03-10T11:00:00Z", most);
  // Until then more than fits: the company cannot be rated, and stops no other.
  CHECK(books.used("2025-03-10T12:00:00Z", "bolag-3").empty());
  CHECK(books.used("2025-03-10T12:00:00Z") == "bolag-1 0 0.00; bolag-2 12000 524.00");
  std::string unrated;
  for (const Task& task : books.at("2025-03-10T12:00:00Z").tasks)
    if (task.what == TaskKind::unrated) unrated += task.company + ": " + task.reason + "\n";
  CHECK(unrated.starts_with("bolag-2: "));  // of the whole month, and named once
  CHECK(unrated.find("\nbolag-3: ") != unrated.npos);
  CHECK(std::ranges::count(unrated, '\n') == 2);
  CHECK(unrated.find("until then does not fit") != unrated.npos);
}

TEST_CASE("a month whose events are pruned is known as a whole only") {
  Moments books;
  books.on("bolag-1", "2025-03-01");
  books.send("bolag-1", "2025-03-10T10:00:00Z", 12'000);
  books.close("2025-03");
  CHECK(books.used("2025-03-09T10:00:00Z") == "bolag-1 0 500.00");
  books.prune_before({2025, 4});
  CHECK(error_of([&] { books.at("2025-03-09T10:00:00Z"); },
                 "the events of 2025-03 were pruned, and what was used of it until "
                 "2025-03-09T10:00:00Z is not known") == "not_found");
  CHECK(books.used("2025-03-10T10:00:00Z") == "bolag-1 12000 524.00");
  CHECK(books.used("2025-04-10T10:00:00Z") == "bolag-1 0 500.00");
  // Later events of other months do not matter.
  books.send("bolag-1", "2025-05-10T10:00:00Z", 1);
  CHECK(books.used("2025-03-10T10:00:00Z") == "bolag-1 12000 524.00");
}

}  // namespace status_as_of_test
