// Late usage: the next month that closes brings closed months to what a single invoice would have
// been, whatever changed, and says nothing when nothing is left of the change.
#include "billing/adjust.hpp"

#include <doctest/doctest.h>

#include "unit/billing/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace adjust_test {
namespace {

// "bolag-1 2026-05 0.01" of the adjustments among the lines.
std::string adjustments_of(const Invoice& invoice) {
  std::string text;
  for (const InvoiceLine& line : invoice.lines)
    if (line.kind == LineKind::adjustment)
      text += (text.empty() ? "" : ", ") + line.company + " " + line.usage_month.to_string() + " " +
              line.net_amount.to_string();
  return text;
}

// One company, 2026-05 closed with 10,000 messages.
struct May : Books {
  explicit May(LatePolicy late = LatePolicy::adjust) : Books(late) {
    subscribe("bolag-1", "2026-05");
    use("bolag-1", "2026-05", 10000);
    CHECK(summary(close("2026-05").lines) == "bolag-1:1:fee:500.00");
  }
};

std::string price_of(const std::string& version, const std::string& effective,
                     const std::string& price) {
  std::string text = replaced(vitec, "version   = 1", "version   = " + version);
  return replaced(replaced(text, "2024-02", effective), "0.012", price);
}

}  // namespace

TEST_CASE("a late event is charged at its own month's tariff and allowance") {
  May books;
  books.use("bolag-1", "2026-05", 1);
  const Invoice june = books.invoice("2026-06");
  CHECK(summary(june.lines) == "bolag-1:1:fee:500.00 bolag-1:2:adjustment:0.01");
  const InvoiceLine& line = june.lines.at(1);
  CHECK(line.charge == "epost");
  CHECK(line.text == "E-post via Mailgun, rättelse av maj 2026");
  CHECK(line.month == Month(2026, 6));
  CHECK(line.usage_month == Month(2026, 5));
  CHECK(line.quantity == Decimal(1));
  CHECK(line.unit == "LS");
  CHECK(line.unit_price == Decimal::parse("0.01"));
  CHECK(line.exact_amount == Decimal::parse("0.01"));
  CHECK(line.tariff_version == 1);
  CHECK(books.close("2026-06").lines == june.lines);
}

TEST_CASE("the closed month itself never changes") {
  May books;
  const Invoice before = books.invoice("2026-05");
  books.use("bolag-1", "2026-05", 5000);
  CHECK(books.invoice("2026-05").lines == before.lines);
}

// Two charges of 0.004 each, whose total is rounded once.
struct Rounded : Books {
  Rounded() {
    change([&] {
      add_tariff(*store,
                 "id = \"sum\"\nversion = 1\neffective = \"2026-01\"\ncurrency = \"SEK\"\n"
                 "round = { per = \"total\" }\n"
                 "[[charge]]\nid = \"a\"\nmeter = \"messages\"\nprice = \"0.004\"\n"
                 "[[charge]]\nid = \"b\"\nmeter = \"messages\"\nprice = \"0.004\"\n",
                 "sum.toml");
      porto::internal::subscribe(*store, {"bolag-1", "sum", Month::parse("2026-05"), {}});
    });
  }
};

TEST_CASE("the rounding of a total is settled like a charge") {
  Rounded books;
  books.use("bolag-1", "2026-05", 1);
  const Invoice may = books.close("2026-05");
  CHECK(summary(may.lines) == "bolag-1:1:usage:0.00 bolag-1:2:usage:0.00 bolag-1:3:rounding:0.01");
  CHECK(may.lines.at(2).charge == "");
  CHECK(may.lines.at(2).unit == "");
  CHECK(may.lines.at(2).text == "sum May 2026, rounding of the total");
  books.use("bolag-1", "2026-05", 1);  // 0.016 in all, 0.01 and 0.01 by line
  const Invoice june = books.close("2026-06");
  CHECK(adjustments_of(june) ==
        "bolag-1 2026-05 0.01, bolag-1 2026-05 0.01, bolag-1 2026-05 -0.01");
  CHECK(june.lines.back().charge == "");
  books.use("bolag-1", "2026-05", 2);  // 0.032: 0.02 and 0.02, and 0.01 taken off
  CHECK(adjustments_of(books.close("2026-07")) ==
        "bolag-1 2026-05 0.01, bolag-1 2026-05 0.01, bolag-1 2026-05 -0.01");
}

TEST_CASE("each tariff of a company has a total of its own") {
  Rounded books;
  books.subscribe("bolag-1", "2026-05");
  books.use("bolag-1", "2026-05", 10001);
  CHECK(summary(books.close("2026-05").lines) ==
        "bolag-1:1:usage:40.00 bolag-1:2:usage:40.00 bolag-1:3:rounding:0.01 bolag-1:4:fee:500.00 "
        "bolag-1:5:usage:0.01");
}

TEST_CASE("late usage within the allowance costs nothing and has no line") {
  Books books;
  books.subscribe("bolag-1", "2026-05");
  books.close("2026-05");
  books.use("bolag-1", "2026-05", 9999);
  CHECK(adjustments_of(books.close("2026-06")) == "");
}

TEST_CASE("changes that cancel out have no line") {
  May books;
  books.use("bolag-1", "2026-05", 500);
  CHECK(books.take_back("e2"));
  CHECK(adjustments_of(books.close("2026-06")) == "");
}

TEST_CASE("an adjustment is itself adjusted, down to a credit") {
  May books;
  books.use("bolag-1", "2026-05", 1000);
  CHECK(adjustments_of(books.close("2026-06")) == "bolag-1 2026-05 12.00");
  CHECK(books.take_back("e2"));
  const Invoice july = books.close("2026-07");
  CHECK(adjustments_of(july) == "bolag-1 2026-05 -12.00");
  CHECK(july.lines.at(1).quantity == Decimal(-1));
  CHECK(july.lines.at(1).unit_price == Decimal(12));
  books.use("bolag-1", "2026-05", 42);
  CHECK(adjustments_of(books.close("2026-08")) == "bolag-1 2026-05 0.50");
  CHECK(adjustments_of(books.close("2026-09")) == "");
}

TEST_CASE("adjustments are on the month that closes next, and on no other preview") {
  May books;
  books.use("bolag-1", "2026-05", 1);
  CHECK(adjustments_of(books.invoice("2026-06")) == "bolag-1 2026-05 0.01");
  CHECK(adjustments_of(books.invoice("2026-07")) == "");
}

TEST_CASE("the preview of one company has its adjustments and no others") {
  May books;
  books.subscribe("bolag-2", "2026-06");
  books.use("bolag-1", "2026-05", 1);
  CHECK(adjustments_of(books.invoice("2026-06", "bolag-1")) == "bolag-1 2026-05 0.01");
  CHECK(adjustments_of(books.invoice("2026-06", "bolag-2")) == "");
}

TEST_CASE("a company that has left still gets its adjustment") {
  May books;
  books.unsubscribe("bolag-1", "2026-05");
  books.use("bolag-1", "2026-05", 1);
  CHECK(summary(books.close("2026-06").lines) == "bolag-1:1:adjustment:0.01");
}

TEST_CASE("a subscription that begins in a closed month is charged for it") {
  May books;
  books.use("bolag-2", "2026-05", 11000);
  books.subscribe("bolag-2", "2026-04");
  CHECK(adjustments_of(books.close("2026-06")) == "bolag-2 2026-04 500.00, bolag-2 2026-05 512.00");
}

TEST_CASE("a subscription that ended in a closed month is credited") {
  May books;
  books.close("2026-06");
  books.unsubscribe("bolag-1", "2026-05");
  CHECK(adjustments_of(books.close("2026-07")) == "bolag-1 2026-06 -500.00");
}

TEST_CASE("a version that is effective in a closed month reprices it") {
  May books;
  books.use("bolag-1", "2026-06", 11000);
  books.close("2026-06");
  books.change([&] { add_tariff(*books.store, price_of("2", "2026-06", "0.015"), "2.toml"); });
  const Invoice july = books.close("2026-07");
  CHECK(adjustments_of(july) == "bolag-1 2026-06 3.00");
  CHECK(july.lines.at(1).tariff_version == 2);
}

TEST_CASE("usage before the ledger's first closed month is settled too") {
  May books;
  books.use("bolag-1", "2026-04", 20000);
  CHECK(adjustments_of(books.close("2026-06")) == "");  // not subscribed then
  books.subscribe("bolag-2", "2026-03");
  books.use("bolag-2", "2026-04", 20000);
  CHECK(adjustments_of(books.close("2026-07")) ==
        "bolag-2 2026-03 500.00, bolag-2 2026-04 620.00, bolag-2 2026-05 500.00, "
        "bolag-2 2026-06 500.00");
}

TEST_CASE("a domain that is claimed later brings its usage with it") {
  May books;
  const auto use_domain = [&](const char* id, const char* at, std::int64_t quantity) {
    const Instant when = parse_rfc3339(at);
    const DatedEvent event{{.source = "test",
                            .event_id = id,
                            .company = {},
                            .occurred_at = when,
                            .quantity = quantity,
                            .domain = "post.example.se"},
                           books.zone.month_of(when),
                           books.zone.day_of(when)};
    books.change([&] { settle_later(*books.store, books.store->append({&event, 1}).late); });
  };
  use_domain("d1", "2026-05-09T12:00:00Z", 10);
  use_domain("d2", "2026-05-10T12:00:00Z", 1000);
  CHECK(adjustments_of(books.close("2026-06")) == "");
  books.change([&] {
    settle_later(*books.store, books.store->add_claim(
                                   {"post.example.se", "bolag-1", Day::parse("2026-05-10"), {}}));
  });
  CHECK(adjustments_of(books.close("2026-07")) == "bolag-1 2026-05 12.00");
  CHECK(books.store->unassigned().at(0).quantity == 10);
}

TEST_CASE("where late changes are refused, voids and corrections of closed months are too") {
  May books(LatePolicy::refuse);
  CHECK(error_of([&] { books.take_back("e1"); }, "policy refuses") == "month_closed");
  CHECK(error_of([&] { books.correct("e1", 5); }, "policy refuses") == "month_closed");
}

}  // namespace adjust_test
