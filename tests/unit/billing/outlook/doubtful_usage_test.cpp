// What an import tells of the usage it stored: that nobody is billed for it, or that it has grown
// beyond belief.
#include "billing/outlook/doubtful_usage.hpp"

#include <doctest/doctest.h>

#include "unit/billing/fixture.hpp"

using namespace porto;
using namespace porto::testing;

namespace doubtful_usage_test {
namespace {

std::vector<std::string> doubts(Books& books, const std::set<Month>& months) {
  const auto transaction = books.store->begin(Store::Access::read);
  return doubtful_usage(*books.store, books.zone, months);
}

const Month march(2026, 3);

}  // namespace

TEST_CASE("usage of companies without a subscription is told with the first of them") {
  Books books;
  books.use("bolag-1", "2026-03", 40'000);
  books.use("bolag-2", "2026-03", 7);
  CHECK(doubts(books, {march}).empty());  // nobody is subscribed yet: the ledger is being set up
  books.subscribe("bolag-1", "2026-03");
  const auto notices = doubts(books, {march});
  REQUIRE(notices.size() == 1);
  CHECK(notices[0] ==
        "nobody is billed for 1 event of 1 company in the months of the import (\"bolag-2\": 7 "
        "messages in"
        " 2026-03); no subscription prices them");
  CHECK(doubts(books, {march.next()}).empty());
}

TEST_CASE("a subscription that has ended, or has not begun, prices nothing") {
  Books books;
  books.subscribe("bolag-1", "2026-03");
  books.subscribe("bolag-2", "2026-04");
  books.subscribe("bolag-3", "2026-02");
  books.unsubscribe("bolag-3", "2026-02");
  for (const char* id : {"bolag-1", "bolag-2", "bolag-3"}) {
    books.use(id, "2026-03", 1);
    books.use(id, "2026-03", 2);
  }
  const auto notices = doubts(books, {march});
  REQUIRE(notices.size() == 1);
  CHECK(notices[0].starts_with(
      "nobody is billed for 4 events of 2 companies in the months of the import ("
      "\"bolag-2\": 3 messages in 2026-03; \"bolag-3\": 3 messages"));
}

TEST_CASE("more than twenty times the month before is told, but not of small numbers") {
  Books books;
  for (const char* id : {"bolag-1", "bolag-2", "bolag-3"}) books.subscribe(id, "2026-01");
  books.use("bolag-1", "2026-02", 50);
  books.use("bolag-1", "2026-03", 1'000);  // twenty times
  books.use("bolag-2", "2026-02", 40);
  books.use("bolag-2", "2026-03", 999);    // small
  books.use("bolag-3", "2026-03", 5'000);  // new
  CHECK(doubts(books, {march}).empty());
  books.use("bolag-1", "2026-03", 1);
  books.use("bolag-2", "2026-03", 1);
  const auto notices = doubts(books, {march});
  REQUIRE(notices.size() == 1);
  CHECK(
      notices[0] ==
      "2 totals are more than 20 times that of the month before (\"bolag-1\": 1001 messages in"
      " 2026-03, before 50; \"bolag-2\": 1000 messages in 2026-03, before 40); is it counted twice,"
      " or another company's?");
}

TEST_CASE("the ledger's first month has none before it to compare with") {
  Books books(make_memory_store({.zone = "Europe/Stockholm",
                                 .currency = "SEK",
                                 .schema_version = 1,
                                 .late = {},
                                 .future_days = {},
                                 .negative = {},
                                 .first_month = march}));
  books.subscribe("bolag-1", "2026-03");
  books.use("bolag-1", "2026-02", 50);
  books.use("bolag-1", "2026-03", 5'000);
  CHECK(doubts(books, {march}).empty());
  books.use("bolag-1", "2026-04", 500'000);
  CHECK(doubts(books, {march.next()}).size() == 1);
}

TEST_CASE("only the first places are named") {
  Books books;
  books.subscribe("bolag-1", "2026-01");
  for (int i = 0; i < 5; ++i) {
    const std::string id = "x" + std::to_string(i);
    books.change([&] { books.store->put_company({id, ""}); });
    books.use(id, "2026-03", 1);
  }
  const auto notices = doubts(books, {march});
  REQUIRE(notices.size() == 1);
  CHECK(notices[0].find("5 events of 5 companies") != std::string::npos);
  CHECK(notices[0].find("\"x2\": 1 messages in 2026-03; ...)") != std::string::npos);
}

}  // namespace doubtful_usage_test
