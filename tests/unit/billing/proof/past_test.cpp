// What a company's month was billed by when an invoice was made, as a statement asks for it.
#include "billing/proof/past.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "billing/undo_import.hpp"
#include "unit/billing/by_days.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace past_test {

TEST_CASE("events of an import that was undone since were counted by the invoice before") {
  ByDays books;
  books.on("bolag-1", "2025-03-01", nullptr, "each");
  books.send("bolag-1", "2025-03-10T10:00:00Z", 100);
  const std::int64_t import = books.change([&] {
    ImportRecord record;
    record.files = {{"usage.csv", "csv", 0, ""}};
    record.no = books.store->add_import(record);
    const Instant at = parse_rfc3339("2025-03-11T10:00:00Z");
    const DatedEvent event{{.source = "test",
                            .event_id = "i1",
                            .company = "bolag-1",
                            .occurred_at = at,
                            .quantity = 20},
                           books.zone.month_of(at)};
    books.store->append({&event, 1});
    record.rows = record.stored = 1;
    record.events = {{2, 2}};
    record.finished = true;
    books.store->update_import(record);
    return record.no;
  });
  books.close("2025-03");
  books.change([&] {
    ImportUndo what;
    what.import = import;
    what.actor = "Eva";
    what.reason = "the wrong file";
    what.undone_at = parse_rfc3339("2025-05-01T00:00:00Z");
    undo_import(*books.store, books.zone, what);
  });
  books.close("2025-04");
  const auto used_by = [&](std::size_t invoice) {
    return books.reading([&] {
      SharedReads reads(*books.store, books.zone, {"bolag-1"});
      Past past(reads, "bolag-1", reads.closed_months().at(invoice));
      const Coverage coverage{"bolag-1", "each", {2025, 3}, all_days({2025, 3})};
      std::string text;
      const Usage usage = past.usage(coverage, past.tariff(coverage)).value();
      for (const Decimal& value : usage.meters.at(0).events) text += value.to_string() + " ";
      return text;
    });
  };
  CHECK(used_by(0) == "100 20 ");
  CHECK(used_by(1) == "100 ");
}

TEST_CASE("usage of nobody's domain is in the days of no company") {
  ByDays books;
  books.send("bolag-1", "2025-03-10T10:00:00Z", 7);
  books.send("", "2025-03-10T10:00:00Z", 9, "nobody.example");
  books.reading([&] {
    SharedReads reads(*books.store, books.zone, {"bolag-1", "bolag-2"});
    CHECK(reads.days({2025, 3}, "bolag-1").size() == 1);
    CHECK(reads.days({2025, 3}, "bolag-2").empty());
    CHECK(reads.days({2025, 3}, "").empty());
  });
}

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

}  // namespace past_test
