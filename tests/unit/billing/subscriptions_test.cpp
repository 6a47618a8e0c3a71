// Subscriptions: inclusive days, no overlap on one tariff, closed months stay as they were.
#include "billing/subscriptions.hpp"

#include <doctest/doctest.h>

#include "unit/billing/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace subscriptions_test {
namespace {

Subscription on_vitec(const std::string& company, const char* from, const char* through = nullptr) {
  std::optional<Month> last;
  if (through) last = Month::parse(through);
  return {company, "vitec-epost", Month::parse(from), last};
}

}  // namespace

TEST_CASE("a subscription covers its first and its last month") {
  const Subscription subscription = on_vitec("bolag-1", "2026-03", "2026-05");
  CHECK_FALSE(subscription.covers(Month(2026, 2)));
  CHECK(subscription.covers(Month(2026, 3)));
  CHECK(subscription.covers(Month(2026, 5)));
  CHECK_FALSE(subscription.covers(Month(2026, 6)));
  CHECK(on_vitec("bolag-1", "2026-03").covers(Month(2999, 1)));
}

TEST_CASE("the same subscription again is a no-op; one that overlaps is a conflict") {
  Books books;
  const auto add = [&](const Subscription& subscription) {
    return books.change([&] { return subscribe(*books.store, subscription); });
  };
  CHECK(add(on_vitec("bolag-1", "2026-03", "2026-05")));
  CHECK_FALSE(add(on_vitec("bolag-1", "2026-03", "2026-05")));
  for (const auto& overlapping :
       {on_vitec("bolag-1", "2026-05"), on_vitec("bolag-1", "2026-01", "2026-03"),
        on_vitec("bolag-1", "2026-01"), on_vitec("bolag-1", "2026-04", "2026-04")})
    CHECK(error_of([&] { add(overlapping); }, "already") == "conflict");
  CHECK(add(on_vitec("bolag-1", "2026-06")));
  CHECK(add(on_vitec("bolag-2", "2026-03")));
  CHECK(books.store->subscriptions().size() == 3);
}

TEST_CASE("what a subscription needs") {
  const auto check = [](const Subscription& subscription, const std::string& code,
                        const std::string& says) {
    Books books;
    CHECK(error_of([&] { books.change([&] { subscribe(*books.store, subscription); }); }, says) ==
          code);
    CHECK(books.store->subscriptions().empty());
  };
  check(on_vitec("bolag-9", "2026-03"), "not_found", "bolag-9");
  check({"bolag-1", "vitec", Month(2026, 3), {}}, "not_found", "vitec");
  check(on_vitec("bolag-1", "2024-01"), "not_found", "effective from 2024-02");
  check(on_vitec("bolag-1", "2026-03", "2026-02"), "invalid_argument", "before it begins");
}

TEST_CASE("ending a subscription: after a month it covers, any number of times") {
  Books books;
  books.subscribe("bolag-1", "2026-03");
  const auto end = [&](const char* company, const char* through) {
    books.change([&] {
      unsubscribe(*books.store, company, "vitec-epost", Month::parse(through).last_day());
    });
  };
  end("bolag-1", "2026-05");
  end("bolag-1", "2026-05");
  CHECK(books.store->subscriptions().at(0).through == Day({2026, 5}, 31));
  CHECK(error_of([&] { end("bolag-1", "2026-06"); }, "is not on") == "not_found");
  CHECK(error_of([&] { end("bolag-2", "2026-05"); }, "is not on") == "not_found");
  CHECK(summary(books.invoice("2026-05").lines) == "bolag-1:1:fee:500.00");
  CHECK(books.invoice("2026-06").lines.empty());
}

TEST_CASE("a subscription that no invoice has may be removed, whatever else was invoiced") {
  Books books;
  books.change([&] {
    add_tariff(*books.store,
               replaced(replaced(replaced(vitec, "vitec-epost", "usage"), "fee      = 500\n", ""),
                        "fee_text = \"E-post via Mailgun, fast avgift {month} ({included} "
                        "meddelanden ingår)\"\n",
                        ""),
               "usage.toml");
    subscribe(*books.store, {"bolag-1", "usage", Month(2026, 3), {}});
    subscribe(*books.store, {"bolag-2", "usage", Month(2026, 3), {}});
  });
  books.subscribe("bolag-1", "2026-03");
  const auto remove = [&](const char* company, const char* tariff) {
    books.change([&] {
      remove_subscription(*books.store, company, tariff, {}, {.actor = "anna", .reason = "wrong"});
    });
  };
  CHECK(error_of([&] { remove("bolag-3", "usage"); }, "\"bolag-3\" is not on \"usage\"; see") ==
        "not_found");
  books.close("2026-03");
  CHECK(error_of([&] { remove("bolag-1", "vitec-epost"); }, "which the invoice of 2026-03 has") ==
        "month_closed");
  remove("bolag-1", "usage");  // its invoice has lines of the other tariff
  remove("bolag-2", "usage");  // it has no lines
  CHECK(books.store->subscriptions().size() == 1);
}

TEST_CASE("where late changes are refused, subscriptions do not change closed months") {
  Books books(LatePolicy::refuse);
  books.subscribe("bolag-1", "2026-03");
  books.close("2026-03");
  books.close("2026-04");
  CHECK(error_of([&] { books.subscribe("bolag-2", "2026-04"); }, "2026-04") == "month_closed");
}

TEST_CASE("where late changes are refused, a subscription ends after the last closed month") {
  Books books(LatePolicy::refuse);
  books.subscribe("bolag-1", "2026-03");
  books.close("2026-03");
  books.close("2026-04");
  CHECK(error_of([&] { books.unsubscribe("bolag-1", "2026-03"); }, "2026-04") == "month_closed");
}

TEST_CASE("subscriptions of open months change freely") {
  Books books(LatePolicy::refuse);
  books.subscribe("bolag-1", "2026-03");
  books.close("2026-03");
  books.subscribe("bolag-2", "2026-04");
  books.unsubscribe("bolag-1", "2026-03");
  CHECK(summary(books.invoice("2026-04").lines) == "bolag-2:1:fee:500.00");
}

}  // namespace subscriptions_test
