// Voids and corrections: the event stays, and is counted no more, once.
#include "billing/void_event.hpp"

#include <doctest/doctest.h>

#include "unit/billing/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace void_event_test {
namespace {

struct Sent : Books {
  Sent() {
    subscribe("bolag-1", "2026-05");
    use("bolag-1", "2026-05", 10001);
  }
  std::string may() { return summary(invoice("2026-05").lines); }
};

}  // namespace

TEST_CASE("a voided event is not billed, and stays with who voided it and why") {
  Sent books;
  CHECK(books.take_back("e1"));
  CHECK(books.may() == "bolag-1:1:fee:500.00");
  const std::optional<StoredEvent> event = books.store->event("test", "e1");
  REQUIRE(event);
  CHECK(event->quantity == 10001);
  REQUIRE(event->voided);
  CHECK(event->voided->actor == "Anna");
  CHECK(event->voided->reason == "sent by mistake");
}

TEST_CASE("a second void does nothing") {
  Sent books;
  CHECK(books.take_back("e1"));
  CHECK_FALSE(books.take_back("e1"));
  CHECK(books.may() == "bolag-1:1:fee:500.00");
}

TEST_CASE("voiding what was never stored is an error") {
  Sent books;
  CHECK(error_of([&] { books.take_back("e9"); }, "\"e9\" of source \"test\"") == "not_found");
}

TEST_CASE("an event whose id has no room for a correction's is voided, and recorded anew") {
  Sent books;
  const std::string id(250, 'x');
  const Month may(2026, 5);
  const DatedEvent event{{.source = "test",
                          .event_id = id,
                          .company = "bolag-1",
                          .occurred_at = books.zone.start(may),
                          .quantity = 3},
                         may};
  books.change([&] { books.store->append({&event, 1}); });
  CHECK(error_of([&] { books.correct(id, 5); }, "void it and record a new event") ==
        "invalid_argument");
  CHECK(books.store->event("test", id)->quantity == 3);
  CHECK(books.take_back(id));
}

TEST_CASE("a void says who and why") {
  Sent books;
  Void what = Books::void_of("e1");
  what.actor = "";
  CHECK(error_of([&] { books.change([&] { void_event(*books.store, books.zone, what); }); },
                 "who did it") == "invalid_argument");
  what = Books::void_of("e1");
  what.reason = "";
  CHECK(error_of([&] { books.change([&] { void_event(*books.store, books.zone, what); }); },
                 "why") == "invalid_argument");
}

TEST_CASE("a correction voids the event and counts another in its place") {
  Sent books;
  const CorrectResult corrected = books.correct("e1", 12000);
  CHECK(corrected.done);
  CHECK(corrected.event_id == "e1/correction-1");
  CHECK(books.may() == "bolag-1:1:fee:500.00 bolag-1:2:usage:24.00");
  CHECK(books.store->event("test", "e1")->voided);
}

TEST_CASE("the same correction again does nothing") {
  Sent books;
  books.correct("e1", 12000);
  const CorrectResult again = books.correct("e1", 12000);
  CHECK_FALSE(again.done);
  CHECK(again.event_id == "e1/correction-1");
  CHECK(books.may() == "bolag-1:1:fee:500.00 bolag-1:2:usage:24.00");
}

TEST_CASE("what was corrected is corrected again by its new id") {
  Sent books;
  books.correct("e1", 12000);
  CHECK(error_of([&] { books.correct("e1", 13000); }, "\"e1/correction-1\"; correct that one") ==
        "conflict");
  CHECK(books.correct("e1/correction-1", 13000).event_id == "e1/correction-2");
  CHECK(books.may() == "bolag-1:1:fee:500.00 bolag-1:2:usage:36.00");
}

TEST_CASE("a voided event cannot be corrected") {
  Sent books;
  books.take_back("e1");
  CHECK(error_of([&] { books.correct("e1", 5); }, "is voided") == "conflict");
}

TEST_CASE("a correction is refused when its quantity or its id will not do") {
  Sent books;
  CHECK(error_of([&] { books.correct("e1", -1); }, "negative") == "invalid_argument");
  CHECK(books.may() == "bolag-1:1:fee:500.00 bolag-1:2:usage:0.01");
}

TEST_CASE("the void of a corrected event takes the correction back, which is what counts") {
  Sent books;
  books.correct("e1", 12000);
  books.correct("e1/correction-1", 13000);
  const auto take_back = [&] {
    return books.change([&] { return void_event(*books.store, books.zone, Books::void_of("e1")); });
  };
  const VoidResult first = take_back();
  CHECK(first.done);
  CHECK(first.event.event_id == "e1/correction-2");
  CHECK(first.event.quantity == 13000);
  REQUIRE(first.event.voided);
  CHECK(first.event.voided->event_id == "e1/correction-2");
  CHECK(books.may() == "bolag-1:1:fee:500.00");
  const VoidResult again = take_back();
  CHECK_FALSE(again.done);
  CHECK(again.event.event_id == "e1/correction-2");
  CHECK(again.event == books.store->event("test", "e1/correction-2"));
  CHECK(error_of([&] { books.correct("e1", 5); }, "and that is voided") == "conflict");
}

TEST_CASE("a correction to the quantity that counts changes nothing") {
  Sent books;
  const CorrectResult same = books.correct("e1", 10001);
  CHECK_FALSE(same.done);
  CHECK(same.event_id == "e1");
  CHECK(books.store->voids().empty());
  CHECK_FALSE(books.store->event("test", "e1/correction-1"));
  books.correct("e1", 12000);
  books.correct("e1/correction-1", 13000);
  CHECK(books.correct("e1", 13000).event_id == "e1/correction-2");
  CHECK(error_of([&] { books.correct("e1", 12000); }, "by \"e1/correction-2\"") == "conflict");
}

TEST_CASE("an id of a sender that looks like a correction is in nobody's way") {
  Sent books;
  const DatedEvent own{{.source = "test",
                        .event_id = "e1/correction-1",
                        .company = "bolag-1",
                        .occurred_at = books.zone.start({2026, 5}),
                        .quantity = 4},
                       {2026, 5}};
  books.change([&] { books.store->append({&own, 1}); });
  CHECK(books.correct("e1", 12000).event_id == "e1/correction-2");
  CHECK(books.correct("e1/correction-1", 3).event_id == "e1/correction-1/correction-1");
  CHECK(books.may() == "bolag-1:1:fee:500.00 bolag-1:2:usage:24.04");
}

TEST_CASE("no void is older than the ledger") {
  Sent books;
  Void what = Books::void_of("e1");
  what.voided_at = parse_rfc3339("1999-12-31T22:59:59Z");
  CHECK(error_of([&] { books.change([&] { void_event(*books.store, books.zone, what); }); },
                 "not stored before 1999-12-31T23:00:00Z") == "invalid_argument");
  CHECK(error_of([&] { books.change([&] { correct_event(*books.store, books.zone, what, 1); }); },
                 "1999-12-31T22:59:59Z") == "invalid_argument");
  what.voided_at = parse_rfc3339("1999-12-31T23:00:00Z");
  books.change([&] { void_event(*books.store, books.zone, what); });
}

TEST_CASE("no void is older than a close that the event came after") {
  Sent books;
  books.close("2026-05", "2026-08-01T00:00:01Z");
  books.use("bolag-1", "2026-06", 1);
  CHECK(error_of([&] { books.take_back("e2"); }, "2026-08-01T00:00:01Z") == "invalid_argument");
  CHECK(books.take_back("e1"));
}

TEST_CASE("a quantity that was far too large can be corrected") {
  Sent books;
  books.use("bolag-1", "2026-05", 9'000'000'000'000'000'000);
  CHECK(books.correct("e2", 8'000'000'000'000'000'000).done);
  CHECK(books.correct("e2/correction-1", 2).done);
  CHECK(books.may() == "bolag-1:1:fee:500.00 bolag-1:2:usage:0.04");
}

}  // namespace void_event_test
