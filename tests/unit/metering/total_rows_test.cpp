// Rows of totals at the end of tables: refused where a key says so, told where only the sum does.
#include "metering/total_rows.hpp"

#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace total_rows_test {
namespace {

const std::string counts = "company,month,quantity\n";

std::string event(const std::string& id, int quantity, const std::string& company = "c") {
  return id + "," + company + "," + june + "," + std::to_string(quantity) + "\n";
}

void check_refused(const std::string& text, std::uint64_t stored, const ImportOptions& how = {}) {
  CAPTURE(text);
  Metering m;
  m.options = how;
  const ImportReport report = m.import_text(text);
  CHECK(report.stored == stored);
  REQUIRE(m.refused.size() == 1);
  CHECK(m.refused[0].kind == "row is a total");
  CHECK(report.notices.empty());
}

// Whether the last row is told of.
void check_told(const std::string& text, bool told) {
  CAPTURE(text);
  Metering m;
  const ImportReport report = m.import_text(text);
  CHECK(report.rejected == 0);
  REQUIRE(report.notices.size() == (told ? 1U : 0U));
  if (told) CHECK(contains(report.notices[0], "as much as the rows before it together"));
}

}  // namespace

TEST_CASE("words for a total") {
  for (const char* word :
       {"Summa",    "summa",         "SUMMA",       "Totalt",       "Total",
        "Sum",      "Total:",        " Summa ",     "**Total**",    "Grand total",
        "Subtotal", "Delsumma",      "Totalsumma",  "Summa totalt", "\u00A0Total",
        "= Summa",  "Yhteens\u00E4", "=SUM(B2:B9)", "=SUMMA(A1)",   " = Sum(A1)"})
    CHECK_MESSAGE(says_total(word), word);
  for (const char* name : {"", "bolag-17", "Total Energies", "Summit", "total-1", "sum1", "Tot",
                           "Totalfabriken", "to", "s", "d-1", ":"})
    CHECK_FALSE_MESSAGE(says_total(name), name);
}

TEST_CASE("a total in an event's id, company or domain is refused") {
  check_refused(header + event("a", 5) + event("Total", 5), 1);
  check_refused(header + event("a", 5) + event("b", 4) + event("x9", 9, "Summa"), 2);
  check_refused(header + event("a", 5) + event("Summa juni", 5), 1);
  ImportOptions map;
  map.map = "id=Nr,domain=Kund,time=Tid,quantity=Antal";
  check_refused("Nr,Kund,Tid,Antal\n1,a.se," + june + ",5\n2,Totalt," + june + ",5\n", 1, map);
}

TEST_CASE("a total among monthly counts is refused, also within the file") {
  check_refused(counts + "a,2025-06,40\nb,2025-06,8\nSumma,2025-06,48\n", 2);
  check_refused(counts + "a,2025-06,40\nSumma,2025-06,40\nb,2025-07,8\n", 2);
  check_refused(counts + "a,2025-06,40\nb,2025-06,8\nc,2025-07,1\nTotal 2025-06,2025-06,48\n", 3);
}

TEST_CASE("a company that has such a name is imported alone") {
  Metering m;
  m.options.format = "monthly";
  m.options.company = "Total";
  CHECK(m.import_text("month,quantity\n2025-06,40\n2025-07,41\n").stored == 2);
  m.options.company.clear();
  CHECK(m.import_text(counts + "Total Energies,2025-06,40\n").stored == 1);
}

TEST_CASE("a last row that only sums up is stored and told") {
  check_told(header + event("a", 5) + event("b", 4) + event("x9", 9), true);
  check_told(header + event("a", 5) + event("b", 4) + event("x9", 9) + ",,,\n", true);
  check_told(counts + "a,2025-06,40\nb,2025-06,8\nalla,2025-06,48\n", true);
  check_told(counts + "z,2025-05,3\na,2025-06,40\nb,2025-06,8\nalla,2025-06,48\n", true);
}

TEST_CASE("what happens by chance is not told") {
  check_told(header + event("a", 1) + event("b", 1), false);
  check_told(header + event("a", 0) + event("b", 0) + event("d", 0), false);
  check_told(header + event("a", 5) + event("b", 4) + event("x9", 9) + event("d", 1), false);
  check_told("event_id,company,occurred_at,quantity,meter\na,c," + june + ",5,messages\nb,c," +
                 june + ",4,messages\nx,c," + june + ",0.009,gb\n",
             false);
  check_told(
      R"({"event_id":"a","company":"c","occurred_at":")" + june + R"(","quantity":5})" + "\n",
      false);
}

TEST_CASE("sums that do not fit are no sums") {
  TotalRows totals(TotalRows::Of::events, {});
  UsageEvent e{.source = "s", .event_id = "a", .company = "c", .occurred_at = {1}, .quantity = 2};
  e.quantity = INT64_MAX;
  totals.add(e, 2);
  totals.add(e, 3);
  e.quantity = -2;
  totals.add(e, 4);
  CHECK(totals.suspect() == 0);
}

}  // namespace total_rows_test
