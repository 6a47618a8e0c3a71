// The page of a month for the vendor: what it says, in both languages, and that texts of others
// stay texts. That it is well-formed and looks right is what tests/pages checks.
#include "pages/month_page.hpp"

#include <doctest/doctest.h>

using namespace porto;
using namespace porto::internal;

namespace month_page_test {
namespace {

const Currency sek("SEK");

ReportRow row(ReportEntry entry, std::optional<std::string> key, std::int64_t amount,
              std::optional<std::int64_t> before) {
  ReportRow row{.entry = entry, .keys = {std::move(key)}};
  row.figures.amount = Money(amount, sek);
  row.figures.quantity = Decimal(40'000);
  row.figures.meter = "messages";
  row.figures.state = ReportState::closed;
  row.before = ReportFigures{};
  if (before) row.before->amount = Money(*before, sek);
  row.amount_difference = Money(amount - before.value_or(0), sek);
  return row;
}

MonthOverview overview_in(const char* language) {
  MonthOverview overview{.language = language,
                         .month = {2026, 3},
                         .year_options = {.from = {2026, 2},
                                          .through = {2026, 3},
                                          .by = {ReportKey::month, ReportKey::tariff}},
                         .year = {.currency = sek, .keys = {ReportKey::month, ReportKey::tariff}},
                         .companies = {.currency = sek, .keys = {ReportKey::company}},
                         .tariffs = {.currency = sek, .keys = {ReportKey::tariff}}};
  overview.ledger.zone = "Europe/Stockholm";
  overview.ledger.currency = "SEK";
  overview.companies.compares = overview.tariffs.compares = true;
  overview.companies.rows = {row(ReportEntry::row, "<b>", 86'000, 50'000),
                             row(ReportEntry::row, "new", 50'000, {}),
                             row(ReportEntry::total, {}, 136'000, 50'000)};
  overview.companies.rows[0].name = "Ä & B";
  overview.tariffs.rows = {row(ReportEntry::row, "mail", 136'000, 50'000),
                           row(ReportEntry::total, {}, 136'000, 50'000)};
  return overview;
}

void check_says(const std::string& page, const std::string& part) {
  CAPTURE(part);
  CHECK(page.find(part) != page.npos);
}

void check_lacks(const std::string& page, const std::string& part) {
  CAPTURE(part);
  CHECK(page.find(part) == page.npos);
}

}  // namespace

TEST_CASE("a month as a page, in Swedish and in English") {
  const std::string swedish = month_page(overview_in("sv"));
  check_says(swedish, "<html lang=\"sv\">");
  check_says(swedish, "<title>Månadsrapport mars 2026</title>");
  check_says(swedish, "Inte stängd: preliminärt.");
  check_says(swedish, "<dd class=\"value\">1\u00A0360,00\u00A0kr</dd>");
  check_says(swedish, "+860,00\u00A0kr mot februari 2026");
  check_says(swedish, "Faktureras nu, inte månaden före: 1");
  check_says(swedish, "Användning, meddelanden</th>");
  check_says(swedish, "<td class=\"number\">40\u00A0000</td>");
  check_says(swedish, "Ingenting väntar.");
  const std::string english = month_page(overview_in("en"));
  check_says(english, "<title>Month report March 2026</title>");
  check_says(english, "+860.00\u00A0SEK against February 2026");
  CHECK(english.find("kr mot") == english.npos);
}

TEST_CASE("ids and names stay texts") {
  const std::string page = month_page(overview_in("en"));
  CHECK(page.find("<b>") == page.npos);
  check_says(page, "<bdi>&lt;b&gt;</bdi>");
  check_says(page, "<bdi>Ä &amp; B</bdi>");
}

TEST_CASE("what waits is told kind by kind, and cut where it is much") {
  MonthOverview overview = overview_in("en");
  overview.tasks = {
      {.what = TaskKind::unrated, .month = {2026, 3}, .company = "<b>", .reason = "usage is -7"}};
  for (int i = 0; i < 20; ++i)
    overview.tasks.push_back({.what = TaskKind::unbilled,
                              .month = {2026, 3},
                              .company = "c" + std::to_string(i),
                              .meter = "messages",
                              .quantity = Decimal(7)});
  const std::string page = month_page(overview);
  check_says(page, "Ä &amp; B cannot be rated, and has no lines.");
  check_says(page, "<small lang=\"en\"><bdi>usage is -7</bdi></small>");
  check_says(page, "c0: 7\u00A0messages not billed, as no subscription prices that.");
  check_says(page, "<li>and 8 more</li>");
}

TEST_CASE("a closed month says what is left to settle, and its sum") {
  MonthOverview overview = overview_in("en");
  overview.state = MonthState::closed;
  overview.closed = ClosedMonth{.month = {2026, 3}, .closed_at = {}};
  check_lacks(month_page(overview), "Left to settle");
  overview.to_settle = {{.month = {2026, 3}, .company = "<b>", .amount = Money(9'050, sek)},
                        {.month = {2026, 3}, .company = "new", .amount = Money(-1'000, sek)}};
  for (const MonthOverview::ToSettle& change : overview.to_settle)
    overview.tasks.push_back(
        {.what = TaskKind::to_settle, .month = change.month, .company = change.company});
  const std::string page = month_page(overview);
  check_says(page,
             "<div><dt>Left to settle</dt><dd class=\"value\">+80.50\u00A0SEK</dd><dd "
             "class=\"small\">companies that have changed since the close: 2; the next close "
             "settles it</dd></div>");
  check_says(page,
             "Ä &amp; B: March 2026 has changed since it was closed; the next close settles "
             "+90.50\u00A0SEK.");
  check_says(page, "settles -10.00\u00A0SEK.");
  check_says(page, "messages, as they are known now");

  overview.to_settle[1].amount.reset();
  overview.language = "sv";
  const std::string swedish = month_page(overview);
  check_says(swedish, "<dt>Kvar att reglera</dt><dd class=\"value\">+90,50\u00A0kr</dd>");
  check_says(swedish,
             "kunder som har ändrats sedan stängningen: 2; inte i summan, eftersom de inte "
             "kan räknas: 1");
  check_says(swedish, "new: mars 2026 har ändrats sedan den stängdes, och regleras inte");

  // The adjustments of an open month are in its total.
  overview.state = MonthState::open;
  overview.closed.reset();
  check_lacks(month_page(overview), "<dt>Kvar att reglera");
}

TEST_CASE("companies beyond a thousand are one row with their sums, and no more than they have") {
  MonthOverview overview = overview_in("en");
  const ReportRow total = overview.companies.rows.back();
  ReportRow without = row(ReportEntry::row, "idle", 0, {});
  without.figures = {};
  without.amount_difference.reset();
  without.before = ReportFigures{};
  overview.companies.rows.assign(1'000, row(ReportEntry::row, "first", 100, 50));
  const auto rest_with = [&](std::vector<ReportRow> rest) {
    MonthOverview with = overview;
    rest.push_back(total);
    for (ReportRow& one : rest) with.companies.rows.push_back(std::move(one));
    const std::string page = month_page(with);
    const std::size_t at = page.find(" more compan");
    if (at == page.npos) return std::string("none");
    return page.substr(page.rfind("<tr>", at), page.find('\n', at) - page.rfind("<tr>", at));
  };
  const std::string empty = "<td class=\"number\"></td>";
  CHECK(rest_with({}) == "none");
  CHECK(rest_with({without}) ==
        "<tr><td>1 more company</td>" + empty + empty + empty + empty + "</tr>");
  const ReportRow some = row(ReportEntry::row, "some", 150, 200);
  CHECK(rest_with({some, without, some}) ==
        "<tr><td>3 more companies</td><td class=\"number\">80,000</td><td class=\"number\">"
        "3.00\u00A0SEK</td><td class=\"number\">4.00\u00A0SEK</td><td class=\"number\">"
        "-1.00\u00A0SEK</td></tr>");
  ReportRow letters = some;
  letters.figures.meter = "letters";
  CHECK(rest_with({some, letters}).find("<td>2 more companies</td>" + empty) == 4);
}

TEST_CASE("companies that are gone or new are named, many of them in part") {
  MonthOverview overview = overview_in("en");
  ReportRow gone = row(ReportEntry::row, "gone", 0, 50'000);
  gone.figures = {};
  overview.companies.rows.insert(overview.companies.rows.begin(), 14, gone);
  const std::string page = month_page(overview);
  check_says(page, "<h3>Invoiced in the month before, not now: 14</h3>\n<p><bdi>gone</bdi>, ");
  check_says(page, "<bdi>gone</bdi> and 2 more</p>");
  check_says(page, "<dt>Companies invoiced</dt><dd class=\"value\">2</dd>");
  overview.language = "sv";
  check_says(month_page(overview), "<h3>Fakturerades månaden före, inte nu: 14</h3>");
}

TEST_CASE("companies without a dot on a curve, and those that a close left out, are told") {
  MonthOverview overview = overview_in("en");
  overview.year.rows = overview.companies.rows;
  for (ReportRow& one : overview.year.rows) one.keys = {"2026-03", "mail"};
  const auto caption = [&](std::int64_t left_out) {
    MonthOverview::Curve curve;
    curve.plot.language = "en";
    curve.left_out = left_out;
    overview.curves = {curve};
    const std::string page = month_page(overview);
    const std::size_t at = page.find("<figcaption>Each dot");
    return page.substr(at, page.find("</figcaption>", at) - at);
  };
  CHECK(caption(0).find("Not shown") == std::string::npos);
  CHECK(
      caption(3).find("Not shown, as they were on the tariff on some days, or on others too: 3.") !=
      std::string::npos);
  overview.tasks = {{.what = TaskKind::excepted,
                     .month = {2026, 3},
                     .company = "<b>",
                     .reason = "the next close bills what is due of 2026-03"}};
  check_says(month_page(overview), "Ä &amp; B was left out when the month was closed.");
}

TEST_CASE("one of something is called so, in both languages") {
  MonthOverview overview = overview_in("en");
  const auto add = [&](TaskKind what) {
    overview.tasks.push_back({.what = what,
                              .month = {2026, 3},
                              .company = "c",
                              .domain = "d.se",
                              .meter = "messages",
                              .quantity = Decimal(1)});
  };
  for (const TaskKind what :
       {TaskKind::usage_missing, TaskKind::unbilled, TaskKind::late_unbilled, TaskKind::unassigned})
    add(what);
  const std::string english = month_page(overview);
  check_says(english, "c has no usage, but had 1\u00A0message in the month before.");
  check_says(english, "c: 1\u00A0message not billed, as no subscription prices that.");
  check_says(english, "c: 1\u00A0message of March 2026 not billed");
  check_says(english, "d.se: belongs to no company, with 1\u00A0message of March 2026.");
  overview.language = "sv";
  const std::string swedish = month_page(overview);
  check_says(swedish, "c har ingen användning, men hade 1\u00A0meddelande månaden före.");
  check_says(swedish, "c: 1\u00A0meddelande som inte debiteras, eftersom kunden saknar tariff.");
  check_says(swedish, "c: 1\u00A0meddelande för mars 2026 som inte debiteras");
  check_says(swedish, "d.se: hör inte till någon kund, med 1\u00A0meddelande för mars 2026.");
}

}  // namespace month_page_test
