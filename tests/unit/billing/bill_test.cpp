// Previews: lines per company from usage, subscriptions and tariffs.
#include <doctest/doctest.h>

#include "unit/billing/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

TEST_CASE("a month's lines are those of every subscribed company, zero usage included") {
  Books books;
  books.subscribe("bolag-2", "2026-03");
  books.subscribe("bolag-1", "2026-03");
  books.use("bolag-2", "2026-03", 40000);
  const Invoice invoice = books.invoice("2026-03");
  CHECK(summary(invoice.lines) ==
        "bolag-1:1:fee:500.00 bolag-2:1:fee:500.00 "
        "bolag-2:2:usage:360.00");
  CHECK(invoice.state == MonthState::open);
  CHECK(invoice.unbilled.empty());
}

TEST_CASE("the reference values of the Vitec tariff") {
  const auto check = [](std::int64_t used, const std::string& expected) {
    Books books;
    books.subscribe("bolag-1", "2026-03");
    books.use("bolag-1", "2026-03", used);
    CHECK(summary(books.invoice("2026-03").lines) == expected);
  };
  const std::string fee = "bolag-1:1:fee:500.00";
  check(0, fee);
  check(9999, fee);
  check(10000, fee);
  check(10001, fee + " bolag-1:2:usage:0.01");
  check(10042, fee + " bolag-1:2:usage:0.50");
  check(12000, fee + " bolag-1:2:usage:24.00");
  check(40000, fee + " bolag-1:2:usage:360.00");
  check(3000000000, fee + " bolag-1:2:usage:35999880.00");
}

TEST_CASE("a line carries everything that its amount follows from") {
  Books books;
  books.subscribe("bolag-1", "2026-03");
  books.use("bolag-1", "2026-03", 10042);
  const InvoiceLine line = books.invoice("2026-03").lines.at(1);
  CHECK(line.month == Month(2026, 3));
  CHECK(line.usage_month == Month(2026, 3));
  CHECK(line.charge == "epost");
  CHECK(line.text == "E-post via Mailgun mars 2026, 42 meddelanden utöver 10\u00a0000");
  CHECK(line.quantity == 42);
  CHECK(line.unit == "H87");
  CHECK(line.unit_price == Decimal::parse("0.012"));
  CHECK(line.base_quantity == 1);
  CHECK(line.exact_amount == Decimal::parse("0.504"));
  CHECK(line.net_amount == Money(50, Currency("SEK")));
  CHECK(line.tariff == "vitec-epost");
  CHECK(line.tariff_version == 1);
}

TEST_CASE("a company filter restricts lines and unbilled usage; an unknown company is an error") {
  Books books;
  books.subscribe("bolag-1", "2026-03");
  books.subscribe("bolag-2", "2026-03");
  books.use("bolag-3", "2026-03", 7);
  CHECK(summary(books.invoice("2026-03", "bolag-2").lines) == "bolag-2:1:fee:500.00");
  CHECK(books.invoice("2026-03", "bolag-2").unbilled.empty());
  CHECK(books.invoice("2026-03", "bolag-3").unbilled.size() == 1);
  CHECK(error_of([&] { books.invoice("2026-03", "bolag-9"); }, "bolag-9") == "not_found");
}

TEST_CASE("usage without a subscription is listed as unbilled, never dropped") {
  Books books;
  books.subscribe("bolag-1", "2026-04");
  books.use("bolag-1", "2026-03", 5);
  books.use("bolag-3", "2026-03", 7);
  const Invoice march = books.invoice("2026-03");
  CHECK(march.lines.empty());
  REQUIRE(march.unbilled.size() == 2);
  CHECK(march.unbilled[0].company == "bolag-1");
  CHECK(march.unbilled[1].company == "bolag-3");
  CHECK(march.unbilled[1].quantity == 7);
}

TEST_CASE("usage is billed if one of the company's tariffs prices its meter") {
  Books books;
  books.change([&] {
    books.store->add_meter({"storage"});
    const std::string other = replaced(vitec, "vitec-epost", "annan");
    add_tariff(*books.store, replaced(other, "messages", "storage"), "annan.toml");
    for (const char* company : {"bolag-1", "bolag-2"})
      subscribe(*books.store, {company, "annan", Month(2026, 3), {}});
  });
  books.subscribe("bolag-1", "2026-03");
  books.subscribe("bolag-3", "2026-03");
  for (const char* company : {"bolag-1", "bolag-2", "bolag-3"}) books.use(company, "2026-03", 5);
  const Invoice march = books.invoice("2026-03");
  REQUIRE(march.unbilled.size() == 1);
  CHECK(march.unbilled[0].company == "bolag-2");
}

TEST_CASE("a company on two tariffs gets the lines of both, numbered on") {
  Books books;
  books.subscribe("bolag-1", "2026-03");
  books.change([&] {
    add_tariff(*books.store, replaced(vitec, "vitec-epost", "annan"), "annan.toml");
    subscribe(*books.store, {"bolag-1", "annan", Month(2026, 3), {}});
  });
  CHECK(summary(books.invoice("2026-03").lines) == "bolag-1:1:fee:500.00 bolag-1:2:fee:500.00");
}

TEST_CASE("each month is priced by the version that is effective in it") {
  Books books;
  books.subscribe("bolag-1", "2026-05");
  books.use("bolag-1", "2026-05", 12000);
  books.use("bolag-1", "2026-06", 12000);
  books.change([&] {
    std::string dearer = replaced(vitec, "version   = 1", "version   = 2");
    dearer = replaced(dearer, "2024-02", "2026-06");
    add_tariff(*books.store, replaced(dearer, "0.012", "0.015"), "v2.toml");
  });
  CHECK(summary(books.invoice("2026-05").lines) == "bolag-1:1:fee:500.00 bolag-1:2:usage:24.00");
  CHECK(summary(books.invoice("2026-06").lines) == "bolag-1:1:fee:500.00 bolag-1:2:usage:30.00");
  CHECK(books.invoice("2026-06").lines[1].tariff_version == 2);
}

TEST_CASE("an amount that does not fit names company, tariff and charge") {
  Books books;
  books.change([&] {
    add_tariff(*books.store,
               replaced(replaced(vitec, "vitec-epost", "dyr"), "\"0.012\"", "1000000000"),
               "dyr.toml");
    subscribe(*books.store, {"bolag-1", "dyr", Month(2026, 3), {}});
  });
  books.use("bolag-1", "2026-03", INT64_MAX);
  CHECK(error_of([&] { books.invoice("2026-03"); },
                 "2026-03 of company \"bolag-1\", tariff \"dyr\" version 1: ") == "unrated");
}
