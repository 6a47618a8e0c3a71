// A statement: everything a company's month was computed from, open, closed, adjusted and pruned.
#include "billing/statement.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "billing/prune.hpp"
#include "unit/billing/audited.hpp"

using namespace porto;
using namespace porto::testing;

namespace {

Statement statement_of(Books& books, Month month, const std::string& company) {
  auto transaction = books.store->begin(Store::Access::read);
  return statement(*books.store, books.zone, month, company);
}

std::string days_of(const Statement& statement) {
  std::string text;
  for (const Statement::DayUsage& day : statement.days)
    text += day.day.to_string() + " " + day.meter + " " + day.amount().to_string() + "/" +
            std::to_string(day.events) + "; ";
  return text;
}

}  // namespace

TEST_CASE("the statement of a closed month has all that its lines came from") {
  Audited books;
  const Statement made = statement_of(books, {2026, 1}, "bolag-1");
  CHECK(made.ledger.zone == "Europe/Stockholm");
  CHECK(made.company.id == "bolag-1");
  CHECK(made.period == books.store->periods().at(0));
  CHECK(made.previous_hash.empty());
  CHECK(made.events_digest.size() == 64);
  CHECK(days_of(made) ==
        "2026-01-05 messages 12000/1; 2026-01-06 storage 2.5/1; 2026-01-08 messages 1000/1; "
        "2026-01-15 messages 6/1; ");
  REQUIRE(made.usage.size() == 2);
  CHECK(made.usage[0].quantity == 13'006);
  CHECK(made.voided.size() == 1);
  CHECK(made.voided[0].voided->actor == "Anna");
  CHECK(made.notes.empty());
}

TEST_CASE("lines come with those of later months that adjust them, and how they are due now") {
  Audited books;
  const Statement january = statement_of(books, {2026, 1}, "bolag-1");
  CHECK(summary(january.lines) ==
        "bolag-1:1:usage:2.50 bolag-1:2:fee:500.00 bolag-1:3:usage:24.07 "
        "bolag-1:3:adjustment:12.00");
  REQUIRE(january.derivations.size() == 2);
  CHECK(january.derivations[0].tariff == "storage");
  CHECK(january.derivations[1].steps.back().value == "536.07");
  REQUIRE(january.tariffs.size() == 2);
  CHECK(january.tariffs[1].text == vitec);

  const Statement february = statement_of(books, {2026, 2}, "bolag-1");
  CHECK(february.previous_hash == january.period->hash);
  CHECK(summary(february.lines) ==
        "bolag-1:1:fee:500.00 bolag-1:2:usage:6.00 bolag-1:3:adjustment:12.00");
  CHECK(february.derivations.size() == 1);  // storage ended in January
}

TEST_CASE("the statement of an open month is a preview, and says so") {
  Audited books;
  const Statement made = statement_of(books, {2026, 3}, "bolag-1");
  CHECK_FALSE(made.period);
  CHECK(made.lines == books.invoice("2026-03", "bolag-1").lines);
  CHECK(made.notes.at(0) == "the month is open: nothing here is final");
}

TEST_CASE("the statement of a pruned month says what it cannot tell any more") {
  Audited books;
  const Statement before = statement_of(books, {2026, 1}, "bolag-1");
  books.change([&] { prune(*books.store, books.zone, {2026, 2}, {1'775'000'000'000'000}); });
  const Statement after = statement_of(books, {2026, 1}, "bolag-1");
  CHECK(after.days.empty());
  CHECK(after.lines == before.lines);
  CHECK(after.usage == before.usage);
  CHECK(after.derivations.size() == before.derivations.size());
  CHECK(after.notes.at(0).find("were pruned at 2026-03-31T23:33:20Z") != std::string::npos);
}

TEST_CASE("a company that is not known has no statement") {
  Audited books;
  CHECK(error_of([&] { statement_of(books, {2026, 1}, "nobody"); }, "\"nobody\"") == "not_found");
}
