// The lists of reports, adjustments and totals of charges: header, order and cells are a contract.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "porto/output.hpp"
#include "porto/rows.hpp"
#include "support/thrown.hpp"

using namespace porto;

namespace report_lists_test {
namespace {

const Currency sek("SEK");

void check(Rows rows, const std::string& csv) {
  CHECK(to_text(std::move(rows), output_format("csv")) == csv);
}

ReportFigures figures(std::int64_t minor, const char* quantity) {
  return {.amount = Money(minor, sek),
          .quantity = Decimal::parse(quantity),
          .meter = "storage",
          .decimals = 3,
          .companies = 2,
          .events = 7,
          .state = ReportState::mixed};
}

Report plain() {
  Report report{.currency = sek, .keys = {ReportKey::month, ReportKey::company}};
  report.rows.push_back(
      {.keys = {"2024-02", "bolag-1"}, .name = "Bolag, AB", .figures = figures(500, "2.5")});
  report.rows.push_back({.keys = {"2024-02", "bolag-2"}});
  report.rows.push_back({.entry = ReportEntry::total,
                         .keys = {std::nullopt, std::nullopt},
                         .figures = figures(500, "2.5")});
  return report;
}

}  // namespace

TEST_CASE("a report has its keys, and absent cells for what is not there") {
  check(rows_of(plain()),
        "entry,month,company,name,amount,currency,quantity,meter,companies,events,state\n"
        "row,2024-02,bolag-1,\"Bolag, AB\",5.00,SEK,2.5,storage,2,7,mixed\n"
        "row,2024-02,bolag-2,,,,,,0,,\n"
        "total,,,,5.00,SEK,2.5,storage,2,7,mixed\n");
  Rows rows = rows_of(plain());
  CHECK(rows.columns()[1].type == ColumnType::month);
  rows.next();
  CHECK(rows.whole(6) == 2500);
  CHECK(rows.decimals(6) == 3);
  CHECK(rows.whole(4) == 500);
}

TEST_CASE("a comparison has the other figures beside them") {
  Report report = plain();
  report.compares = true;
  for (ReportRow& row : report.rows) row.before = ReportFigures{};
  report.rows[1].before = figures(700, "4");
  report.rows[1].amount_difference = Money(-700, sek);
  report.rows[1].quantity_difference = Decimal(-4);
  check(rows_of(report),
        "entry,month,company,name,amount,amount_before,amount_difference,currency,quantity,"
        "quantity_before,quantity_difference,meter,companies,companies_before,events,state\n"
        "row,2024-02,bolag-1,\"Bolag, AB\",5.00,,,SEK,2.5,,,storage,2,0,7,mixed\n"
        "row,2024-02,bolag-2,,,7.00,-7.00,SEK,,4,-4,storage,0,2,,\n"
        "total,,,,5.00,,,SEK,2.5,,,storage,2,0,7,mixed\n");
}

TEST_CASE("a pivot names its columns after the values, each once") {
  Report report{.currency = sek, .keys = {ReportKey::month}, .pivot = ReportKey::company};
  report.columns = {std::nullopt, "company:total", "month", "none", "total"};
  report.rows.push_back({.keys = {"2024-02"},
                         .figures = figures(900, "1"),
                         .cells = {{1, figures(400, "1")}, {4, figures(500, "2.5")}}});
  check(rows_of(report),
        "entry,month,none,company:total,company:month,company:none,company:company:total,total,"
        "currency\n"
        "row,2024-02,,4.00,,,5.00,9.00,SEK\n");
  report.measure = ReportMeasure::quantity;
  Rows rows = rows_of(report);
  check(rows,
        "entry,month,none,company:total,company:month,company:none,company:company:total,total,"
        "meter\n"
        "row,2024-02,,1,,,2.5,1,storage\n");
  rows.next();
  CHECK(rows.decimals(6) == 3);
  CHECK(rows.whole(6) == 2500);
}

TEST_CASE("meters are one column, a key or not") {
  Report report{.currency = sek, .keys = {ReportKey::meter}};
  report.rows.push_back({.keys = {"storage"}, .figures = figures(500, "2.5")});
  check(rows_of(report),
        "entry,meter,amount,currency,quantity,companies,events,state\n"
        "row,storage,5.00,SEK,2.5,2,7,mixed\n");
}

TEST_CASE("notices of a report") {
  Report report{.currency = sek, .keys = {}};
  report.notices = {"a", "b"};
  check(notices_of(report), "notice\na\nb\n");
}

TEST_CASE("rows can be narrowed by a cell, and keep their units") {
  Rows rows = rows_of(plain());
  rows.next();
  check(rows.where("company", "bolag-2"),
        "entry,month,company,name,amount,currency,quantity,meter,companies,events,state\n"
        "row,2024-02,bolag-2,,,,,,0,,\n");
  Rows all = rows.where("month", {});
  CHECK(all.count() == 1);
  all.next();
  CHECK(all.decimals(6) == 3);
  CHECK_THROWS_AS(rows.where("colour", "red"), Error);
}

TEST_CASE("adjustments are followed by their causes") {
  const InvoiceLine line{.month = {2024, 3},
                         .company = "bolag-1",
                         .charge = "epost",
                         .kind = LineKind::adjustment,
                         .text = "",
                         .quantity = 1,
                         .unit = "",
                         .unit_price = {},
                         .exact_amount = 12,
                         .net_amount = Money(1200, sek),
                         .tariff = "t",
                         .usage_month = {2024, 2}};
  const AdjustmentCause cause{.what = "void",
                              .meter = "messages",
                              .quantity = Decimal(-3),
                              .events = 1,
                              .source = "mail",
                              .event_id = "e1",
                              .import = 4,
                              .at = Instant{0},
                              .actor = "anna",
                              .reason = "wrong"};
  check(rows_of(std::vector{AdjustedMonth{"bolag-1", {2024, 2}, {line}, {cause}}}),
        "entry,company,usage_month,tariff,charge,net_amount,currency,cause,meter,quantity,events,"
        "source,event_id,import,domain,version,at,actor,reason\n"
        "adjustment,bolag-1,2024-02,t,epost,12.00,SEK,,,,,,,,,,,,\n"
        "cause,bolag-1,2024-02,,,,,void,messages,-3,1,mail,e1,4,,,1970-01-01T00:00:00Z,anna,"
        "wrong\n");
}

TEST_CASE("charges are added up by company, and in all") {
  const auto charge = [](const char* company, std::int64_t cost, std::optional<Money> forecast) {
    return ChargeStatus{.month = {2024, 2},
                        .company = company,
                        .tariff = "t",
                        .charge = "c",
                        .meter = "",
                        .cost = Money(cost, sek),
                        .forecast_cost = forecast};
  };
  const std::vector<ChargeStatus> charges = {charge("a", 100, Money(150, sek)),
                                             charge("a", 1, Money(1, sek)), charge("b", 7, {})};
  const std::string text =
      "month,company,cost,forecast_cost,currency\n"
      "2024-02,a,1.01,1.51,SEK\n"
      "2024-02,b,0.07,,SEK\n"
      "2024-02,,1.08,,SEK\n";
  check(rows_of(totals_of(charges)), text);
  check(rows_of(charges_totals_of(rows_of(charges, {}))), text);
  check(rows_of(totals_of(std::vector<ChargeStatus>{})),
        "month,company,cost,forecast_cost,currency\n");
  CHECK_THROWS_AS(charges_totals_of(rows_of(std::vector<Company>{})), Error);
}

}  // namespace report_lists_test
