// The outlook of companies that are on a tariff on some days of a month only.
#include <doctest/doctest.h>

#include "billing/outlook/simulate.hpp"
#include "billing/outlook/status.hpp"
#include "unit/billing/by_days.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

TEST_CASE("status: the share of the fee, usage of the days, a forecast over the days") {
  ByDays books;
  books.on("bolag-1", "2025-03-17");
  books.send("bolag-1", "2025-03-16T10:00:00Z", 900);
  books.send("bolag-1", "2025-03-18T10:00:00Z", 8'000);
  const auto at = [&](const char* now) {
    return books.reading([&] { return status(*books.store, books.zone, parse_rfc3339(now), {}); })
        .charges.at(0);
  };
  const ChargeStatus row = at("2025-03-25T00:00:00+01:00");
  CHECK(row.used == 8'000);
  CHECK(row.cost.to_string() == "241.94");
  // 8 of 15 days, one of them of 23 hours: 8,000 x 359 / 192.
  CHECK(row.forecast_used == Decimal(14'958));
  CHECK(row.forecast_cost->to_string() == "301.44");
  CHECK_FALSE(at("2025-03-17T00:00:00+01:00").forecast_used);
}

TEST_CASE("a simulation has the days of the subscriptions; a tariff without shares is whole") {
  ByDays books;
  books.on("bolag-1", "2025-03-17");
  books.send("bolag-1", "2025-03-16T10:00:00Z", 900);
  books.send("bolag-1", "2025-03-18T10:00:00Z", 12'000);
  const auto simulated = [&](const std::string& toml) {
    return books.reading([&] {
      return simulate(*books.store, books.zone, toml, "new.toml",
                      {"vitec-epost", {2025, 3}, {2025, 3}, SimulateBy::month});
    });
  };
  const auto cost = [&](const std::string& toml) {
    const SimulatedCost march = simulated(toml).costs.at(0);
    return march.current.to_string() + " " + march.simulated.to_string();
  };
  CHECK(cost(dear) == "265.94 281.94");
  CHECK(simulated(dear).notices.empty());
  // A tariff that does not prorate charges the whole fee, and that is told.
  const std::string whole = replaced(dear, "prorate   = \"days\"\n", "");
  CHECK(cost(whole) == "265.94 540.00");
  REQUIRE(simulated(whole).notices.size() == 1);
  CHECK(simulated(whole).notices[0] ==
        "charged like a whole month: 2025-03 of \"bolag-1\"; tariff \"dyr\" does not prorate, and "
        "the "
        "company was on \"vitec-epost\" on some days only");
}
