// Who joined and who left in a month, and who is billed by nobody.
#include "billing/subscribers.hpp"

#include <doctest/doctest.h>

#include "unit/billing/by_days.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace subscribers_test {
namespace {

struct Customers : ByDays {
  std::string of(const char* month, MonthSubscriptions which) {
    return reading([&] {
      std::string text;
      for (const Subscription& one : subscriptions_of(*store, Month::parse(month), which))
        text += (text.empty() ? "" : " ") + one.company + ":" + one.tariff;
      return text;
    });
  }
  std::string without(const char* month) {
    return reading([&] {
      std::string text;
      for (const Company& one : companies_without_subscription(*store, Month::parse(month)))
        text += (text.empty() ? "" : " ") + one.id;
      return text;
    });
  }
};

}  // namespace

TEST_CASE("a company joins and leaves once, whichever tariffs it is on") {
  using enum MonthSubscriptions;
  Customers books;
  books.on("bolag-1", "2025-01-01");
  books.on("bolag-2", "2025-02-17", "2025-03-10");
  books.on("bolag-2", "2025-03-11", "2025-03-31", "dyr");
  CHECK(books.of("2025-02", all) == "bolag-1:vitec-epost bolag-2:vitec-epost");
  CHECK(books.of("2025-01", joined) == "bolag-1:vitec-epost");
  CHECK(books.of("2025-02", joined) == "bolag-2:vitec-epost");
  CHECK(books.of("2025-03", joined).empty());
  CHECK(books.of("2025-02", left).empty());
  CHECK(books.of("2025-03", left) == "bolag-2:dyr bolag-2:vitec-epost");
  CHECK(books.of("9999-12", left) == "bolag-1:vitec-epost");
  CHECK(books.of("0001-01", joined).empty());
}

TEST_CASE("companies on no tariff in a month") {
  Customers books;
  books.on("bolag-1", "2025-01-01");
  books.on("bolag-2", "2025-02-17", "2025-03-10");
  CHECK(books.without("2025-02") == "bolag-3");
  CHECK(books.without("2025-04") == "bolag-2 bolag-3");
}

}  // namespace subscribers_test
