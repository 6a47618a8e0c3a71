// Subscriptions that begin or end inside a month: a share of the fees, the usage of their days, and
// nothing else; in previews, closes, adjustments and what is left unbilled.
#include <doctest/doctest.h>

#include "billing/domains.hpp"
#include "billing/proof/statement.hpp"
#include "billing/proof/verify.hpp"
#include "unit/billing/by_days.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

TEST_CASE("17 to 31 March of 500 a month is 241.94: 15 days at 500 per 31") {
  ByDays books;
  books.on("bolag-1", "2025-03-17");
  const Invoice march = books.invoice("2025-03");
  CHECK(summary(march.lines) == "bolag-1:1:fee:241.94");
  const InvoiceLine& line = march.lines.at(0);
  CHECK(line.quantity == 15);
  CHECK(line.base_quantity == 31);
  CHECK(line.unit == "DAY");
  CHECK(line.unit_price == Decimal(500));
  CHECK(books.close("2025-03").lines == march.lines);
  CHECK(summary(books.close("2025-04").lines) == "bolag-1:1:fee:500.00");
}

TEST_CASE("the days count, not the hours: clocks are set forward on 30 March 2025") {
  const auto check = [](const char* from, const char* through, const std::string& fee) {
    ByDays books;
    books.on("bolag-1", from, through);
    CHECK(summary(books.invoice("2025-03").lines) == "bolag-1:1:fee:" + fee);
  };
  check("2025-03-30", "2025-03-30", "16.13");
  check("2025-03-01", "2025-03-01", "16.13");
  check("2025-03-31", nullptr, "16.13");
  check("2025-02-10", "2025-03-16", "258.06");
  check("2025-03-01", "2025-03-31", "500.00");
  check("2025-03-02", nullptr, "483.87");
}

TEST_CASE("a subscription prices the usage of its days; the rest is unbilled") {
  ByDays books;
  books.on("bolag-1", "2025-03-17");
  books.send("bolag-1", "2025-03-16T22:59:59Z", 5'000);  // a second before midnight
  books.send("bolag-1", "2025-03-16T23:00:00Z", 10'000);
  books.send("bolag-1", "2025-03-31T21:59:59Z", 2'000);
  CHECK(summary(books.invoice("2025-03").lines) == "bolag-1:1:fee:241.94 bolag-1:2:usage:24.00");
  CHECK(books.unbilled("2025-03") == "bolag-1 messages 5000/1");
  CHECK(summary(books.close("2025-03").lines) == "bolag-1:1:fee:241.94 bolag-1:2:usage:24.00");
}

TEST_CASE("stretches of one month are rated together") {
  ByDays books;
  books.on("bolag-1", "2025-03-01", "2025-03-10");
  books.on("bolag-1", "2025-03-20", "2025-03-31");
  books.send("bolag-1", "2025-03-10T10:00:00Z", 6'000);
  books.send("bolag-1", "2025-03-15T10:00:00Z", 50'000);
  books.send("bolag-1", "2025-03-20T10:00:00Z", 6'000);
  CHECK(summary(books.invoice("2025-03").lines) ==
        "bolag-1:1:fee:354.84 bolag-1:2:usage:24.00");  // 22 of 31 days, 2,000 above 10,000
  CHECK(books.unbilled("2025-03") == "bolag-1 messages 50000/1");
}

TEST_CASE("stretches that make up the month are the month") {
  ByDays books;
  books.on("bolag-1", "2025-03-01", "2025-03-16");
  books.on("bolag-1", "2025-03-17");
  books.send("bolag-1", "2025-03-15T10:00:00Z", 12'000);
  const Invoice march = books.invoice("2025-03");
  CHECK(summary(march.lines) == "bolag-1:1:fee:500.00 bolag-1:2:usage:24.00");
  CHECK(march.lines.at(0).unit == "MON");
  CHECK(march.unbilled.empty());
}

TEST_CASE("usage of some days that does not fit is named, and stops no other company") {
  constexpr std::int64_t most = 5'000'000'000'000'000'000;
  ByDays books;
  books.on("bolag-1", "2025-03-01", "2025-03-16");
  books.send("bolag-1", "2025-03-20T10:00:00Z", -most);
  books.send("bolag-1", "2025-03-10T10:00:00Z", most);
  books.send("bolag-1", "2025-03-11T10:00:00Z", most);
  CHECK(error_of([&] { books.invoice("2025-03"); },
                 "the usage of meter \"messages\" on some days of the month does not fit") ==
        "unrated");
}

TEST_CASE("what is unbilled and does not fit is told whole, and hides no other company's") {
  constexpr std::int64_t most = 5'000'000'000'000'000'000;
  ByDays books;
  books.change([&] {
    add_tariff(
        *books.store,
        replaced(replaced(by_days, "vitec-epost", "clamp"), "unit ", "negative = \"clamp\"\nunit "),
        "clamp.toml");
  });
  books.on("bolag-1", "2025-03-17", nullptr, "clamp");
  books.send("bolag-1", "2025-03-20T10:00:00Z", -most);
  books.send("bolag-1", "2025-03-10T10:00:00Z", most);
  books.send("bolag-1", "2025-03-11T10:00:00Z", most);
  books.send("bolag-2", "2025-03-11T10:00:00Z", 7);
  CHECK(books.unbilled("2025-03") ==
        "bolag-1 messages 5000000000000000000/3, bolag-2 messages 7/1");
}

TEST_CASE("a change of tariff inside a month: each prices its own days") {
  ByDays books;
  books.on("bolag-1", "2025-02-01", "2025-03-16");
  books.on("bolag-1", "2025-03-17", nullptr, "dyr");
  books.send("bolag-1", "2025-03-16T10:00:00Z", 11'000);
  books.send("bolag-1", "2025-03-17T10:00:00Z", 11'000);
  CHECK(summary(books.invoice("2025-03").lines) ==
        "bolag-1:1:fee:241.94 bolag-1:2:usage:20.00 "   // dyr
        "bolag-1:3:fee:258.06 bolag-1:4:usage:12.00");  // vitec-epost
  CHECK(books.unbilled("2025-03") == "");
}

TEST_CASE("an end that moves into a closed month is adjusted exactly, fee and usage") {
  ByDays books;
  books.on("bolag-1", "2025-03-01");
  books.send("bolag-1", "2025-03-10T10:00:00Z", 11'000);
  books.send("bolag-1", "2025-03-20T10:00:00Z", 11'000);
  CHECK(summary(books.close("2025-03").lines) == "bolag-1:1:fee:500.00 bolag-1:2:usage:144.00");
  books.end("bolag-1", "2025-03-16");
  // Due: 258.06 and 12.00 for 1,000; invoiced 644.00.
  CHECK(summary(books.invoice("2025-04").lines) == "bolag-1:1:adjustment:-373.94");
  CHECK(books.unbilled("2025-03") == "bolag-1 messages 11000/1");
  CHECK(summary(books.close("2025-04").lines) == "bolag-1:1:adjustment:-373.94");
  // It comes back for the rest of the month, late.
  books.on("bolag-1", "2025-03-17");
  CHECK(summary(books.close("2025-05").lines) ==
        "bolag-1:1:fee:500.00 bolag-1:2:adjustment:373.94 bolag-1:3:adjustment:500.00");
}

TEST_CASE("late usage of a day is priced by who was on the tariff that day") {
  ByDays books;
  books.on("bolag-1", "2025-03-17");
  books.send("bolag-1", "2025-03-17T10:00:00Z", 10'000);
  books.close("2025-03");
  books.send("bolag-1", "2025-03-16T10:00:00Z", 1'000);
  books.send("bolag-1", "2025-03-18T10:00:00Z", 1'000);
  CHECK(summary(books.close("2025-04").lines) == "bolag-1:1:fee:500.00 bolag-1:2:adjustment:12.00");
  CHECK(books.take_back("e3"));
  CHECK(summary(books.close("2025-05").lines) ==
        "bolag-1:1:fee:500.00 bolag-1:2:adjustment:-12.00");
}

TEST_CASE("events that are priced one by one count on their day") {
  ByDays books;
  books.on("bolag-1", "2025-03-17", nullptr, "each");
  books.send("bolag-1", "2025-03-16T10:00:00Z", 900);
  books.send("bolag-1", "2025-03-18T10:00:00Z", 100);
  books.send("bolag-1", "2025-03-17T10:00:00Z", 50);
  CHECK(summary(books.invoice("2025-03").lines) == "bolag-1:1:usage:3.00");
  CHECK(books.unbilled("2025-03") == "bolag-1 messages 900/1");
}

TEST_CASE("a fee alone needs no events") {
  ByDays books;
  books.change([&] {
    add_tariff(*books.store,
               "id = \"support\"\nversion = 1\neffective = \"2024-02\"\ncurrency = \"SEK\"\n"
               "prorate = \"days\"\n[[charge]]\nid = \"support\"\nfee = 310\n",
               "support.toml");
  });
  books.on("bolag-1", "2025-03-17", nullptr, "support");
  books.send("bolag-1", "2025-03-18T10:00:00Z", 100);
  CHECK(summary(books.invoice("2025-03").lines) == "bolag-1:1:fee:150.00");
  CHECK(books.unbilled("2025-03") == "bolag-1 messages 100/1");
  CHECK_FALSE(books.reads_events("2025-03"));
}

TEST_CASE("lines are computed from events where only some days are priced") {
  ByDays books;
  books.on("bolag-1", "2025-03-17");
  CHECK_FALSE(books.reads_events("2025-03"));
  books.send("bolag-1", "2025-03-16T10:00:00Z", 900);
  CHECK(books.reads_events("2025-03"));
  CHECK_FALSE(books.reads_events("2025-02"));
  CHECK_FALSE(books.reads_events("2025-04"));
}

TEST_CASE("once the events are pruned, some days can no longer be priced, and that is said") {
  ByDays books;
  books.on("bolag-1", "2025-03-17");
  books.send("bolag-1", "2025-03-16T10:00:00Z", 900);
  books.send("bolag-1", "2025-03-18T10:00:00Z", 100);
  const Invoice march = books.close("2025-03");
  books.prune_before({2025, 4});
  CHECK(books.invoice("2025-03").lines == march.lines);
  CHECK(books.unbilled("2025-03") == "");
  CHECK(error_of([&] { books.due("2025-03"); },
                 "the day is known of 0 of the 2 events of meter \"messages\"") == "not_found");
}

TEST_CASE("the usage of domains is kept by day, and outlives its events") {
  ByDays books;
  books.change([&] { add_domain(*books.store, {"a.example", "bolag-1", {}, {}}); });
  books.on("bolag-1", "2025-03-17");
  books.send("", "2025-03-16T10:00:00Z", 900, "a.example");
  books.send("", "2025-03-16T23:30:00Z", 11'000, "a.example");  // the 17th in Stockholm
  books.send("", "2025-03-18T10:00:00Z", 77, "b.example");
  const std::string lines = "bolag-1:1:fee:241.94 bolag-1:2:usage:12.00";
  CHECK(summary(books.close("2025-03").lines) == lines);
  books.prune_before({2025, 4});
  CHECK_FALSE(books.reads_events("2025-03"));
  CHECK(books.due("2025-03") == lines);
  CHECK(books.unbilled("2025-03") == "bolag-1 messages 900/1");
  const VerifyReport report = books.reading([&] { return verify(*books.store, books.zone, {}); });
  CHECK(report.ok());
}

TEST_CASE("both own usage and that of domains count on their days") {
  ByDays books;
  books.change([&] { add_domain(*books.store, {"a.example", "bolag-1", {}, {}}); });
  books.on("bolag-1", "2025-03-17");
  books.on("bolag-2", "2025-03-17", nullptr, "each");
  for (const char* at : {"2025-03-10T10:00:00Z", "2025-03-20T10:00:00Z"}) {
    books.send("", at, 8'000, "a.example");
    books.send("bolag-1", at, 3'000);
    books.send("bolag-2", at, 50);
  }
  CHECK(summary(books.invoice("2025-03").lines) ==
        "bolag-1:1:fee:241.94 bolag-1:2:usage:12.00 bolag-2:1:usage:1.00");
  CHECK(books.unbilled("2025-03") == "bolag-1 messages 11000/2, bolag-2 messages 50/1");
}

TEST_CASE("a statement derives the share") {
  ByDays books;
  books.on("bolag-1", "2025-03-17");
  books.send("bolag-1", "2025-03-16T10:00:00Z", 900);
  books.send("bolag-1", "2025-03-18T10:00:00Z", 12'000);
  const auto steps = [&] {
    const Statement made = books.reading([&] {
      return statement(*books.store, books.zone, {2025, 3}, "bolag-1");
    });
    std::string text;
    for (const Statement::Derivation& derivation : made.derivations)
      for (const ExplainStep& step : derivation.steps)
        text += step.formula + " = " + step.value + "; ";
    for (const std::string& note : made.notes) text += note + "; ";
    return text;
  };
  books.close("2025-03");
  CHECK(steps().find("500 * 15 / 31 = 7500/31; ") != std::string::npos);
  CHECK(steps().find("241.94 + 24.00 = 265.94; ") != std::string::npos);
  books.end("bolag-1", "2025-03-20");
  books.close("2025-04");
  CHECK(steps().find("500 * 4 / 31 = 2000/31; ") != std::string::npos);
  CHECK(steps().find("88.52 - 265.94 = -177.42; ") != std::string::npos);
}

TEST_CASE("a day inside a month needs a version that prorates") {
  Books books;
  const auto add = [&](const Subscription& subscription) {
    books.change([&] { subscribe(*books.store, subscription); });
  };
  const Month march(2026, 3);
  CHECK(error_of(
            [&] {
              add({"bolag-1", "vitec-epost", Day(march, 17)});
            },
            "version 1, which prices 2026-03, does not prorate, and \"bolag-1\" would be on it") ==
        "conflict");
  CHECK(error_of(
            [&] {
              add({"bolag-1", "vitec-epost", Day(march, 1), Day(march, 30)});
            },
            "prorate = \"days\"") == "conflict");
  add({"bolag-1", "vitec-epost", Day(march, 1), Day({2026, 5}, 31)});
  CHECK(error_of(
            [&] {
              books.change(
                  [&] { unsubscribe(*books.store, "bolag-1", "vitec-epost", Day(march, 30)); });
            },
            "(from 2026-03 through 2026-03-30)") == "conflict");
}

TEST_CASE("a version that does not prorate is refused where a subscription has some days only") {
  const std::string second = replaced(by_days, "version   = 1", "version   = 3");
  const std::string whole = replaced(second, "prorate   = \"days\"\n", "");
  const auto add = [&](ByDays& books, const std::string& text, const char* effective) {
    books.change([&] { add_tariff(*books.store, replaced(text, "2024-02", effective), "3.toml"); });
  };
  ByDays books;
  books.on("bolag-1", "2025-03-17", "2025-06-10");
  for (const char* effective : {"2025-01", "2025-03", "2025-04", "2025-06"})
    CHECK(error_of([&] { add(books, whole, effective); }, "does not prorate") == "conflict");
  add(books, whole, "2025-07");
  ByDays others;
  others.on("bolag-1", "2025-03-17");
  add(others, whole, "2025-04");
  CHECK(summary(others.invoice("2025-03").lines) == "bolag-1:1:fee:241.94");
}
