// The page of a statement: what it tells of months that are open, closed, adjusted, changed,
// pruned. How it looks is what tests/pages checks.
#include "pages/statement_page.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "billing/proof/statement_notes.hpp"

using namespace porto;
using namespace porto::internal;

namespace statement_page_test {
namespace {

constexpr const char* document = R"(
id        = "mail"
version   = 1
effective = "2026-01"
name      = "E-post & mer"
currency  = "SEK"
language  = "sv"

[[charge]]
id       = "mail"
meter    = "messages"
fee      = "500"
included = "10000"
price    = "0.012"
)";

InvoiceLine line_of(Month month, int number, LineKind kind, const char* amount) {
  return {
      month,  "bolag-1", number, "mail", kind, "rad " + std::to_string(number),
      {},     {},        {},     1,      {},   Money::of(Decimal::parse(amount), Currency("SEK")),
      "mail", 1,         month};
}

Statement example() {
  Statement made{.ledger = {.zone = "Europe/Stockholm", .currency = "SEK"},
                 .tzdb_version = {},
                 .month = {2026, 3},
                 .company = {"bolag-1", "Bolaget <AB>"}};
  made.tariffs.push_back({"mail", 1, {2026, 1}, document});
  made.meters = {{"messages", 0}};
  made.subscriptions.emplace_back("bolag-1", "mail", Month(2026, 1));
  InvoiceLine usage = line_of({2026, 3}, 1, LineKind::usage, "24.02");
  usage.quantity = 2002;
  usage.unit = "H87";
  usage.unit_price = Decimal::parse("0.012");
  made.lines.push_back(usage);
  made.total = Decimal::parse("1224.02");
  made.usage = {{{2026, 3}, "bolag-1", "messages", 0, 12'002, 2}};
  made.days = {{Day({2026, 3}, 9), "", "messages", 0, 9'000, 1},
               {Day({2026, 3}, 10), "", "messages", 0, 3'002, 1}};
  made.derivations.push_back({Month(2026, 3),
                              {2026, 3},
                              "mail",
                              1,
                              {{"mail", "debiterbart", "max(0, 12002 - 10000)", "2002", 0}}});
  made.closed = ClosedMonth{
      .month = {2026, 3}, .closed_at = parse_rfc3339("2026-04-01T22:30:00Z"), .hash = "c0ffee"};
  return made;
}

// No-break spaces become spaces, so that a test reads as the page does.
std::string page_of(const Statement& statement) {
  std::string page = statement_page(statement);
  for (std::size_t at; (at = page.find("\u00A0")) != page.npos;) page.replace(at, 2, " ");
  return page;
}

void check_has(const std::string& page, const std::string& part) {
  CAPTURE(page);
  CAPTURE(part);
  CHECK(page.find(part) != page.npos);
}

void check_lacks(const std::string& page, const std::string& part) {
  CAPTURE(page);
  CAPTURE(part);
  CHECK(page.find(part) == page.npos);
}

}  // namespace

TEST_CASE("a closed month in the tariff's language") {
  const std::string page = page_of(example());
  check_has(page, "<html lang=\"sv\">");
  check_has(page, "<title>Fakturaunderlag mars 2026, Bolaget &lt;AB&gt;</title>");
  check_has(page, "<h1><bdi>Bolaget &lt;AB&gt;</bdi></h1>");
  check_has(page, "Månaden stängdes den 2 april 2026.");  // by the clocks of the ledger's zone
  check_has(page,
            ">2 002 st</td><td class=\"number\">0,012 kr</td>"
            "<td class=\"number\">24,02 kr</td>");
  check_has(page, "Summa exklusive moms</th><td class=\"number\">1 224,02 kr</td>");
  check_has(page, "E-post &amp; mer, version 1");
  check_has(page, "12 002 \u2212 10 000, lägst 0");
  check_has(page,
            "mars 2026: 12 002 meddelanden. Mest på en dag: 9 000, den 9 mars. "
            "Det som ingår, 10 000, var förbrukat den 10 mars.");
  check_has(page, "<code>c0ffee</code>");
  check_lacks(page, "preliminärt");
}

TEST_CASE("an open month is preliminary, and says so") {
  Statement open = example();
  open.closed.reset();
  open.notes = {std::string(note_open)};
  check_has(page_of(open), "<strong>Inte stängd: preliminärt.");
  check_lacks(page_of(open), "nothing here is final");
  check_lacks(page_of(open), "c0ffee");
  open.notes = {std::string(note_before_first)};
  check_has(page_of(open), "<strong>Månaden har ingen egen faktura");
}

TEST_CASE("English where the tariff, or no tariff, says nothing else") {
  Statement bare = example();
  bare.tariffs.clear();
  const std::string page = page_of(bare);
  check_has(page, "<html lang=\"en\">");
  check_has(page, ">2,002 pcs</td><td class=\"number\">0.012 SEK</td>");
  check_has(page, "The month was closed on 2 April 2026.");
  check_lacks(page, "What is included");
}

TEST_CASE("an adjustment tells the usage before and after, and why") {
  Statement made = example();
  InvoiceLine adjustment = line_of({2026, 3}, 2, LineKind::adjustment, "-28.97");
  adjustment.usage_month = {2026, 2};
  adjustment.quantity = -1;
  adjustment.unit_price = Decimal::parse("28.97");
  made.lines.push_back(adjustment);
  adjustment.line = 3;
  made.lines.push_back(adjustment);
  made.adjusted_usage = {
      {{2026, 3}, {2026, 2}, {{"messages", 0, 24'141, 21'727}}, {"dubbelt <skickade>"}}};
  const std::string page = page_of(made);
  const std::string told =
      "<br/><small>februari 2026, meddelanden: 24 141 \u2192 21 727</small>"
      "<br/><small><bdi>Orsak: dubbelt &lt;skickade&gt;</bdi></small>";
  check_has(page, told);
  CHECK(page.find(told) == page.rfind(told));  // once for all lines of the month
  // It counts nothing: of quantity -1 and a price a customer would ask what they are.
  check_has(page,
            "<td class=\"quantity number\"></td><td class=\"number\"></td>"
            "<td class=\"number\">-28,97 kr</td>");
}

TEST_CASE("later invoices, changes since, and what is known no longer") {
  Statement made = example();
  InvoiceLine later = line_of({2026, 4}, 3, LineKind::adjustment, "12.00");
  later.usage_month = {2026, 3};
  made.lines.push_back(later);
  made.usage[0].quantity = 13'000;
  made.notes = {std::string(note_pruned), std::string(note_changed), "something else"};
  const std::string page = page_of(made);
  check_has(page, "<h2>Rättat på senare fakturor</h2>");
  check_has(page, ">april 2026</td>");
  check_has(page, "meddelanden: användningen för enskilda dagar finns inte kvar.");
  check_has(page, "<li>Månadens enskilda händelser finns inte kvar.</li>");
  check_has(page, "har ändrats sedan den stängdes");
  check_has(page, "<li lang=\"en\"><bdi>something else</bdi></li>");
  check_lacks(page, "<figure>");
}

TEST_CASE("voids are summed up by day and reason, and name nobody") {
  Statement made = example();
  for (int i = 0; i < 3; ++i) {
    StoredEvent event;
    event.seq = i;
    event.meter = "messages";
    event.occurred_at = parse_rfc3339("2026-03-10T12:00:00Z");
    event.quantity = 500;
    event.voided = Void{"import", "e", "anna", "test & prov", {}};
    made.voided.push_back(event);
  }
  made.voided[2].corrected_by = "e~2";
  const std::string page = page_of(made);
  check_has(page,
            "<td>10 mars 2026</td><td>struken</td><td class=\"number\">1 000 "
            "<bdi>meddelanden</bdi></td><td class=\"number\">2</td>"
            "<td><bdi>test &amp; prov</bdi></td>");
  check_has(page, "<td>rättad</td>");
  check_lacks(page, "anna");
}

TEST_CASE("a page stays small, however many steps and voids there are") {
  Statement made = example();
  for (int i = 0; i < 10'000; ++i) {
    made.derivations[0].steps.push_back({"mail", "händelse", std::to_string(i), "1", 0});
    StoredEvent event;
    event.seq = i;
    event.meter = "messages";
    event.occurred_at = parse_rfc3339("2026-03-10T12:00:00Z");
    event.quantity = 1;
    event.voided = Void{"import", "e", "anna", "r" + std::to_string(i), {}};
    made.voided.push_back(event);
  }
  const std::string page = page_of(made);
  CHECK(page.size() < 30'000);
  check_has(page, "fler steg i det fullständiga underlaget: 9 961");
  check_has(page, "fler händelser i det fullständiga underlaget: 9 988");
}

TEST_CASE("pictures of the least, the most and of usage below 0") {
  Statement made = example();
  const auto most = std::numeric_limits<std::int64_t>::max();
  for (const std::int64_t quantity : {std::int64_t{1}, -most, most}) {
    made.days = {{Day({2026, 3}, 31), "", "messages", 0, quantity, 1}};
    made.usage[0].quantity = quantity;
    const std::string page = page_of(made);
    check_has(page, "<rect class=\"usage\"");
    CHECK((page.find("<rect class=\"beyond\" x") != page.npos) == (quantity == most));
  }
  made.days = {{Day({2026, 3}, 1), "", "messages", 0, 0, 1}};
  made.usage[0].quantity = 0;
  check_has(page_of(made), "mars 2026: 0 meddelanden.");
  made.days.clear();
  made.usage.clear();
  check_has(page_of(made), "Ingen användning under månaden.");
}

}  // namespace statement_page_test
