// Totals of invoice lines: exact sums by company and in all, of each currency, however large.
#include "porto/totals.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "porto/rows.hpp"
#include "support/thrown.hpp"

using namespace porto;

namespace totals_test {
namespace {

InvoiceLine line(const std::string& company, std::int64_t minor, const char* currency = "SEK") {
  return {Month(2026, 3),
          company,
          1,
          "",
          LineKind::fee,
          "",
          1,
          "",
          {},
          1,
          1,
          Money(minor, Currency(currency)),
          "t",
          1,
          Month(2026, 3)};
}

InvoiceTotal total(std::optional<std::string> company, std::int64_t lines, std::int64_t minor,
                   const char* currency = "SEK") {
  const Currency of(currency);
  return {std::move(company), lines, Decimal::from_scaled(minor, of.decimals()), of};
}

// Lines and their rows give the same.
void check(const std::vector<InvoiceLine>& lines, const std::vector<InvoiceTotal>& expected) {
  CHECK(totals_of(lines) == expected);
  Rows rows = rows_of(lines);
  rows.next();
  CHECK(totals_of(rows) == expected);
}

}  // namespace

TEST_CASE("companies stand in the order of their lines, all of them last") {
  check({line("b", 50000), line("b", 36000), line("a", 50001), line("b", -1)},
        {total("b", 3, 85999), total("a", 1, 50001), total({}, 4, 136000)});
}

TEST_CASE("no lines have no totals") { check({}, {}); }

TEST_CASE("each currency has its own total") {
  check({line("a", 100), line("a", 7, "JPY"), line("b", 1)},
        {total("a", 1, 100), total("a", 1, 7, "JPY"), total("b", 1, 1), total({}, 2, 101),
         total({}, 1, 7, "JPY")});
}

TEST_CASE("a total is exact, however large") {
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  std::vector<InvoiceLine> lines = {line("a", most), line("b", 1)};
  check(lines, {total("a", 1, most),
                total("b", 1, 1),
                {{}, 2, Decimal::parse("92233720368547758.08"), Currency("SEK")}});
  Rows rows = rows_of(totals_of(lines));
  while (rows.next())
    if (!rows.cells()[0]) CHECK(rows.cells()[2] == "92233720368547758.08");
}

TEST_CASE("rows of another list are no invoice lines") {
  const auto failure = testing::thrown([] { (void)totals_of(rows_of(std::vector<Company>{})); });
  CHECK(failure.code == ErrorCode::invalid_argument);
  CHECK(failure.says("net_amount"));
}

}  // namespace totals_test
