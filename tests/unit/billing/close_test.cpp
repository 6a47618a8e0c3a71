// Closing: only when over, in order, once; what was frozen stays to the byte.
#include "billing/close.hpp"

#include <doctest/doctest.h>

#include "unit/billing/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

TEST_CASE("a month closes at midnight in the ledger's zone, not a microsecond earlier") {
  Books books;
  books.subscribe("bolag-1", "2026-03");
  CHECK(error_of([&] { books.close("2026-03", "2026-03-31T21:59:59.999999Z"); },
                 "2026-03-31T22:00:00Z") == "month_open");
  CHECK(books.invoice("2026-03").state == MonthState::open);
  const Invoice closed = books.close("2026-03", "2026-03-31T22:00:00Z");
  CHECK(closed.state == MonthState::closed);
  CHECK(summary(closed.lines) == "bolag-1:1:fee:500.00");
  CHECK(books.store->closed_months().at(0).closed_at == parse_rfc3339("2026-03-31T22:00:00Z"));
}

TEST_CASE("preview equals what closing writes, and closing again returns the same") {
  Books books;
  books.subscribe("bolag-1", "2026-03");
  books.subscribe("bolag-2", "2026-03");
  books.use("bolag-2", "2026-03", 40000);
  books.use("bolag-3", "2026-03", 1);
  const Invoice preview = books.invoice("2026-03");
  const Invoice closed = books.close("2026-03", "2026-04-02T00:00:00Z");
  const Invoice again = books.close("2026-03", "2027-01-01T00:00:00Z");
  CHECK(closed.lines == preview.lines);
  CHECK(closed.unbilled == preview.unbilled);
  CHECK(again.lines == closed.lines);
  CHECK(books.store->closed_months().size() == 1);
  CHECK(books.store->closed_months().at(0).closed_at == parse_rfc3339("2026-04-02T00:00:00Z"));
}

TEST_CASE("closed_now is true of the close that freezes a month, and of no other") {
  Books books;
  books.subscribe("bolag-1", "2026-03");
  const Instant now = parse_rfc3339("2026-06-01T00:00:00Z");
  CHECK(books.closing("2026-03", now).closed_now);
  CHECK_FALSE(books.closing("2026-03", now).closed_now);
  CHECK(books.closing("2026-04", now).closed_now);
  CHECK_FALSE(books.closing("2026-03", now).closed_now);
}

TEST_CASE("months close in order, from the first that has anything") {
  Books books;
  const char* late = "2027-01-01T00:00:00Z";
  CHECK(error_of([&] { books.close("2026-03", late); }, "no usage and no subscriptions") ==
        "invalid_argument");
  books.use("bolag-3", "2026-02", 1);
  books.subscribe("bolag-1", "2026-03");
  CHECK(error_of([&] { books.close("2026-01", late); }, "begins in 2026-02") == "invalid_argument");
  CHECK(error_of([&] { books.close("2026-03", late); }, "2026-02 first") == "month_open");
  CHECK(books.close("2026-02", late).lines.empty());
  books.close("2026-03", late);
  CHECK(error_of([&] { books.close("2026-05", late); }, "2026-04 first") == "month_open");
  CHECK(error_of([&] { books.close("2026-04", "2026-12-31T23:59:59Z"); },
                 "2026-03 was closed at 2027-01-01T00:00:00Z, so that no later month is closed at "
                 "2026-12-31T23:59:59Z") == "invalid_argument");
  books.close("2026-04", late);
  CHECK(error_of([&] { books.close("2026-01", late); },
                 "the first month that was closed is 2026-02, and the next close settles") ==
        "invalid_argument");
}

TEST_CASE("frozen lines stay when tariffs change later") {
  Books books;
  books.subscribe("bolag-1", "2026-03");
  books.use("bolag-1", "2026-03", 12000);
  const Invoice closed = books.close("2026-03", "2026-04-02T00:00:00Z");
  books.change([&] {
    std::string next = replaced(vitec, "version   = 1", "version   = 2");
    add_tariff(*books.store, replaced(next, "2024-02", "2026-04"), "v2.toml");
  });
  CHECK(books.invoice("2026-03").lines == closed.lines);
  CHECK(summary(books.invoice("2026-03", "bolag-1").lines) == summary(closed.lines));
}

TEST_CASE("a month closes once, at any hour of the night (lago-api #879, killbill #1856)") {
  Books books;
  books.subscribe("bolag-1", "2025-05");
  books.use("bolag-1", "2025-05", 40'000);
  const CloseResult first = books.closing("2025-05", parse_rfc3339("2025-05-31T22:05:00Z"));
  const CloseResult second = books.closing("2025-05", parse_rfc3339("2025-06-01T08:00:00Z"));
  CHECK(first.closed_now);
  CHECK_FALSE(second.closed_now);
  CHECK(first.invoice.lines == second.invoice.lines);
  REQUIRE(books.store->closed_months().size() == 1);
  CHECK(books.store->closed_months()[0].closed_at == parse_rfc3339("2025-05-31T22:05:00Z"));
}
