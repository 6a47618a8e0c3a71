// Months: reading, writing, counting.
#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "porto/calendar.hpp"
#include "support/thrown.hpp"

namespace porto {
namespace month_test {
namespace {

using testing::thrown;

TEST_CASE("a month is read and written as 2024-02") {
  const struct {
    std::string text;
    int year, month, number, days;
  } rows[] = {
      {"2024-02", 2024, 2, 202402, 29},  {"2023-02", 2023, 2, 202302, 28},
      {"1900-02", 1900, 2, 190002, 28},  {"2000-02", 2000, 2, 200002, 29},
      {"2025-12", 2025, 12, 202512, 31}, {"2025-04", 2025, 4, 202504, 30},
      {"0001-01", 1, 1, 101, 31},        {"9999-12", 9999, 12, 999912, 31},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const Month month = Month::parse(row.text);
    CHECK(month.year() == row.year);
    CHECK(month.month() == row.month);
    CHECK(month.number() == row.number);
    CHECK(month.days() == row.days);
    CHECK(month.to_string() == row.text);
    CHECK(Month::from_number(row.number) == month);
    CHECK(Month(row.year, row.month) == month);
  }
}

TEST_CASE("any other text is not a month") {
  for (const char* text :
       {"", "2024", "2024-2", "2024-00", "2024-13", "24-02", "2024-02 ", " 2024-02", "2024/02",
        "202402", "2024-02-01", "-024-02", "2024-+2", "0000-01", "20x4-02", "2024-1a"}) {
    CAPTURE(text);
    const auto failure = thrown([text] { (void)Month::parse(text); });
    CHECK(failure.code == ErrorCode::invalid_argument);
  }
  CHECK(thrown([] { (void)Month::parse("2024-13"); }).says("\"2024-13\" is not a month"));
  CHECK(thrown([] { (void)Month::parse("feb 2024"); }).says("\"feb 2024\""));
  for (int number : {0, -202402, 202400, 202413, 1, 1'000'001, std::numeric_limits<int>::max(),
                     std::numeric_limits<int>::min()}) {
    CAPTURE(number);
    CHECK(thrown([number] { (void)Month::from_number(number); }).code ==
          ErrorCode::invalid_argument);
  }
}

TEST_CASE("months are counted over the turn of the year") {
  const Month december(2024, 12);
  CHECK(december.next() == Month(2025, 1));
  CHECK(Month(2025, 1).previous() == december);
  CHECK(december.plus(14) == Month(2026, 2));
  CHECK(Month(2026, 2).months_since(december) == 14);
  CHECK(december.months_since(Month(2026, 2)) == -14);
  CHECK(december.months_since(december) == 0);
  CHECK(december.plus(-12) == Month(2023, 12));
  CHECK(december.plus(0) == december);
  CHECK(Month(2024, 2) < Month(2024, 10));
  CHECK(Month(2023, 12) < Month(2024, 1));
  int count = 0;
  for (Month month(1, 1); month < Month(9999, 12); month = month.next()) {
    REQUIRE(month.next().previous() == month);
    REQUIRE(Month::parse(month.to_string()) == month);
    ++count;
  }
  CHECK(count == 9999 * 12 - 1);
}

TEST_CASE("the calendar ends at the years 1 and 9999") {
  CHECK(thrown([] { (void)Month(9999, 12).next(); }).code == ErrorCode::invalid_argument);
  CHECK(thrown([] { (void)Month(1, 1).previous(); }).code == ErrorCode::invalid_argument);
  for (int months : {std::numeric_limits<int>::max(), std::numeric_limits<int>::min()})
    CHECK(thrown([months] { (void)Month(2024, 2).plus(months); }).code ==
          ErrorCode::invalid_argument);
  CHECK(thrown([] { (void)Month(10'000, 1); }).says("10000"));
  CHECK(thrown([] { (void)Month(0, 1); }).code == ErrorCode::invalid_argument);
  CHECK(thrown([] { (void)Month(2024, 0); }).code == ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace month_test

}  // namespace porto
