// Voids and corrections: the event stays, and is counted no more, once.
#include "billing/void_event.hpp"

#include <doctest/doctest.h>

#include "unit/billing/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

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
