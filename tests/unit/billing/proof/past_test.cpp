// What a company's month was billed by when an invoice was made, as a statement asks for it.
#include "billing/proof/past.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "unit/billing/by_days.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

TEST_CASE("usage of some days that does not fit is an overflow, and no damage") {
  constexpr std::int64_t most = 5'000'000'000'000'000'000;
  ByDays books;
  books.on("bolag-1", "2025-03-01");
  books.send("bolag-1", "2025-03-10T10:00:00Z", most);
  books.send("bolag-1", "2025-03-20T10:00:00Z", -most);
  books.send("bolag-1", "2025-03-11T10:00:00Z", most);
  books.close("2025-03");
  const auto used_on = [&](MonthDays days) {
    return books.reading([&] {
      SharedReads reads(*books.store, books.zone, {"bolag-1"});
      Past past(reads, "bolag-1", reads.closed_months().at(0));
      const Coverage coverage{"bolag-1", "vitec-epost", {2025, 3}, days};
      return past.usage(coverage, past.tariff(coverage)).value().meters.at(0).quantity;
    });
  };
  CHECK(used_on(day_bit(10)) == Decimal(most));
  CHECK(used_on(day_bit(10) | day_bit(20)) == Decimal(0));
  CHECK(used_on(all_days({2025, 3})) == Decimal(most));
  CHECK(error_of([&] { used_on(day_bit(10) | day_bit(11)); },
                 "meter \"messages\" on some days of 2025-03 does not fit") == "overflow");
}
