// The list of events: filters in the zone of the ledger, and voids of events that are pruned.
#include "billing/event_list.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "billing/closed_month_totals.hpp"
#include "billing/prune.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "unit/billing/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace event_list_test {
namespace {

struct Listed : Books {
  explicit Listed(std::unique_ptr<Store> of = create_sqlite_store(":memory:", {}))
      : Books(std::move(of)) {
    subscribe("bolag-1", "2026-05");
    for (const char* month : {"2026-05", "2026-06", "2026-07"}) use("bolag-1", month, 10);
    use("bolag-2", "2026-06", 7);
  }

  std::string ids(const EventListOptions& options) {
    const auto snapshot = store->begin(Store::Access::read);
    std::string text;
    list_events(*store, zone, options, [&](const StoredEvent& event) {
      text += (text.empty() ? "" : " ") + event.event_id;
    });
    return text;
  }

  void prune_before(const char* month) {
    change(
        [&] { prune(*store, zone, Month::parse(month), parse_rfc3339("2026-08-01T00:00:00Z")); });
  }
};

}  // namespace

TEST_CASE("events are listed in the order in which they were stored, filtered by all that is set") {
  Listed books;
  const Month june(2026, 6);
  CHECK(books.ids({}) == "e1 e2 e3 e4");
  CHECK(books.ids({.company = "bolag-2"}) == "e4");
  CHECK(books.ids({.company = "bolag-3"}).empty());
  // Each begins at midnight in Stockholm: 22:00 UTC on the last day of the month before.
  CHECK(books.ids({.from = june, .through = june}) == "e2 e4");
  CHECK(books.ids({.from = june}) == "e2 e3 e4");
  CHECK(books.ids({.through = june}) == "e1 e2 e4");
  CHECK(books.ids({.day = Day(june, 1)}) == "e2 e4");
  CHECK(books.ids({.day = Day(june.previous(), 31)}).empty());
  CHECK(books.ids({.company = "bolag-1", .day = Day(june, 1), .source = "test"}) == "e2");
  CHECK(books.ids({.source = "import"}).empty());
  CHECK(books.ids({.domain = "a.se"}).empty());
  CHECK(books.ids({.meter = "messages"}) == "e1 e2 e3 e4");
  CHECK(books.ids({.after = 2}) == "e3 e4");
  CHECK(books.ids({.after = 1, .limit = 2}) == "e2 e3");
  CHECK(books.ids({.company = "bolag-1", .after = 1, .limit = 1}) == "e2");
}

TEST_CASE("what is not there to filter by is an error, and no empty list") {
  Listed books;
  CHECK(error_of([&] { books.ids({.company = "bolag-9"}); }, "bolag-9") == "not_found");
  CHECK(error_of([&] { books.ids({.meter = "storage"}); }, "storage") == "not_found");
  CHECK(error_of([&] { books.ids({.import = 1}); }, "1") == "not_found");
  CHECK(error_of([&] { books.ids({.from = Month(2026, 6), .through = Month(2026, 5)}); },
                 "before they begin in 2026-06") == "invalid_argument");
  CHECK(error_of([&] { books.ids({.from = Month(2026, 6), .day = Day::parse("2026-06-01")}); },
                 "a day is in its month") == "invalid_argument");
  CHECK(error_of([&] { books.ids({.through = Month(2026, 6), .day = Day::parse("2026-06-01")}); },
                 "a day is in its month") == "invalid_argument");
  CHECK(error_of([&] { books.ids({.after = -1}); }, "-1") == "invalid_argument");
  CHECK(error_of([&] { books.ids({.after = std::numeric_limits<std::int64_t>::max()}); },
                 "no event 9223372036854775807") == "invalid_argument");
  CHECK(error_of([&] { books.ids({.from = Month(2300, 1)}); }) == "bad_time");
}

TEST_CASE("voided events are listed, also those that were pruned since") {
  Listed books;
  books.take_back("e2");
  books.correct("e1", 12);
  CHECK(books.ids({.voided = true}) == "e1 e2");
  books.close("2026-05");
  books.close("2026-06");
  books.prune_before("2026-06");
  CHECK(books.ids({}) == "e2 e3 e4");
  CHECK(books.ids({.voided = true}) == "e1 e2");
  CHECK(books.ids({.voided = true, .limit = 1}) == "e1");
  CHECK(books.ids({.voided = true, .after = 1}) == "e2");
  CHECK(books.ids({.source = "test", .voided = true}) == "e1 e2");
  CHECK(books.ids({.source = "import", .voided = true}).empty());
  CHECK(books.ids({.company = "bolag-1", .voided = true}) == "e2");
  // A void does not say what the event was of: whatever else is asked for, it is not told.
  const Month june(2026, 6);
  CHECK(books.ids({.from = june, .voided = true}) == "e2");
  CHECK(books.ids({.through = june, .voided = true}) == "e2");
  CHECK(books.ids({.day = Day(june, 1), .voided = true}) == "e2");
  CHECK(books.ids({.domain = "a.se", .voided = true}).empty());
  CHECK(books.ids({.meter = "messages", .voided = true}) == "e2");
  const std::int64_t import = books.change([&] { return books.store->add_import({}); });
  CHECK(books.ids({.import = import, .voided = true}).empty());
  books.prune_before("2026-07");
  CHECK(books.ids({.voided = true}) == "e1 e2");
  std::string said;
  list_events(*books.store, books.zone, {.voided = true}, [&](const StoredEvent& event) {
    said +=
        std::to_string(event.seq) + event.meter + event.voided->actor + event.corrected_by + " ";
  });
  CHECK(said == "1Annae1/correction-1 2Anna ");
}

TEST_CASE("closed months are listed with the sum of their lines") {
  Listed books;
  CHECK(closed_month_totals(*books.store).empty());
  const std::string hash = [&] {
    books.close("2026-05");
    return books.store->closed_months().front().hash;
  }();
  books.close("2026-06");
  const std::vector<ClosedMonthTotal> totals = closed_month_totals(*books.store);
  REQUIRE(totals.size() == 2);
  CHECK(totals[0].closed.hash == hash);
  CHECK(totals[0].lines == 1);
  CHECK(totals[0].net_amount == 500);
  CHECK(totals[0].currency == Currency("SEK"));
  CHECK(totals[1].closed.month == Month(2026, 6));
}

}  // namespace event_list_test
