// Civil days, and the days of time zones, ordinary and odd.
#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "porto/calendar.hpp"
#include "support/thrown.hpp"

namespace porto {
namespace day_test {
namespace {

using testing::thrown;

TEST_CASE("days are written as year, month and day") {
  const Day day({2025, 3}, 17);
  CHECK(day.to_string() == "2025-03-17");
  CHECK(day.number() == 20250317);
  CHECK(day.month() == Month(2025, 3));
  CHECK(day.day() == 17);
  for (const char* text : {"2025-03-17", "0001-01-01", "9999-12-31", "2024-02-29"}) {
    CAPTURE(text);
    CHECK(Day::parse(text).to_string() == text);
    CHECK(Day::from_number(Day::parse(text).number()) == Day::parse(text));
  }
}

TEST_CASE("what is no day is refused, with the text and what to write") {
  const struct {
    const char *text, *says;
  } rows[] = {
      {"", "like 2025-03-17"},
      {"2025-03", "like 2025-03-17"},
      {"2025-3-17", "like"},
      {"2025-03-17 ", "like 2025-03-17"},
      {"2025-03-1x", "like"},
      {"2025/03/17", "like"},
      {"2025-03-00", "has no day 0"},
      {"2025-03-32", "has no day 32; use 1 to 31"},
      {"2025-02-29", "use 1 to 28"},
      {"2100-02-29", "use 1 to 28"},
      {"2025-13-01", "months 01 to 12"},
      {"0000-01-01", "years are 0001 to 9999"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto error = thrown([&] { Day::parse(row.text); });
    CHECK(error.code == ErrorCode::invalid_argument);
    CHECK_MESSAGE(error.says(row.says), error.message);
    CHECK_MESSAGE(error.says('"' + std::string(row.text) + '"'), error.message);
  }
  for (const int number : {0, -1, 20250229, 20250001, 99991232})
    CHECK(thrown([&] { Day::from_number(number); }).code == ErrorCode::invalid_argument);
}

TEST_CASE("next and previous go through the calendar day by day") {
  Day day({1999, 12}, 31);
  int days = 0;
  for (Month month(2000, 1); month < Month(2101, 1); month = month.next()) {
    for (int number = 1; number <= month.days(); ++number, ++days) {
      const Day before = day;
      day = day.next();
      REQUIRE(day == Day(month, number));
      REQUIRE(day.previous() == before);
      REQUIRE(before < day);
    }
  }
  CHECK(days == 101 * 365 + 25);
  CHECK(thrown([] { Day::parse("9999-12-31").next(); }).code == ErrorCode::invalid_argument);
  CHECK(thrown([] { Day::parse("0001-01-01").previous(); }).code == ErrorCode::invalid_argument);
}

TEST_CASE("the days of a zone") {
  const struct {
    const char *zone, *day, *start, *end;
  } rows[] = {
      {"Europe/Stockholm", "2025-03-29", "2025-03-28T23:00:00Z", "2025-03-29T23:00:00Z"},
      {"Europe/Stockholm", "2025-03-30", "2025-03-29T23:00:00Z", "2025-03-30T22:00:00Z"},  // 23 h
      {"Europe/Stockholm", "2025-10-26", "2025-10-25T22:00:00Z", "2025-10-26T23:00:00Z"},  // 25 h
      {"Europe/Stockholm", "2099-10-25", "2099-10-24T22:00:00Z", "2099-10-25T23:00:00Z"},
      {"Asia/Kathmandu", "2025-06-15", "2025-06-14T18:15:00Z", "2025-06-15T18:15:00Z"},
      // midnight does not exist: the clocks go from 00:00 to 01:00
      {"America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"},
      // the whole day does not exist
      {"Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z"},
      {"Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"},
      // midnight comes twice: a minute past it the clocks go back to 23:01
      {"America/St_Johns", "2010-11-07", "2010-11-07T02:30:00Z", "2010-11-08T03:30:00Z"},
      {"America/St_Johns", "2009-11-01", "2009-11-01T02:30:00Z", "2009-11-02T03:30:00Z"},
      {"UTC", "1970-01-01", "1970-01-01T00:00:00Z", "1970-01-02T00:00:00Z"},
      {"UTC", "2199-12-31", "2199-12-31T00:00:00Z", "2200-01-01T00:00:00Z"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.zone);
    CAPTURE(row.day);
    const Zone zone(row.zone);
    const Day day = Day::parse(row.day);
    CHECK(to_rfc3339(zone.start(day)) == row.start);
    CHECK(to_rfc3339(zone.end(day)) == row.end);
    if (zone.start(day) == zone.end(day)) continue;  // no instant is of that day
    CHECK(zone.day_of(zone.start(day)) == day);
    CHECK(zone.day_of({zone.end(day).unix_us - 1}) == day);
  }
}

TEST_CASE("an instant is of one day, which is of its month") {
  for (const char* name : {"Europe/Stockholm", "America/St_Johns", "Pacific/Apia", "Asia/Gaza",
                           "America/Sao_Paulo", "Australia/Lord_Howe", "UTC"}) {
    CAPTURE(name);
    const Zone zone(name);
    // Steps that are no whole hours meet days at all times.
    constexpr std::int64_t step_us = 4 * 3'600 * std::int64_t{1'000'000} + 61'000'001;
    const std::int64_t end = zone.start(Month(2040, 1)).unix_us;
    for (Instant at = zone.start(Month(1970, 1)); at.unix_us < end; at.unix_us += step_us) {
      const Day day = zone.day_of(at);
      CAPTURE(at.unix_us);
      REQUIRE(zone.start(day) <= at);
      REQUIRE(at < zone.end(day));
      REQUIRE(day.month() == zone.month_of(at));
    }
  }
}

TEST_CASE("days outside the table are refused as months are") {
  const Zone zone("Europe/Stockholm");
  const auto code = [](auto work) { return thrown(work).code; };
  CHECK(code([&] { zone.start(Day::parse("1969-12-31")); }) == ErrorCode::bad_time);
  CHECK(code([&] { zone.start(Day::parse("2200-01-02")); }) == ErrorCode::bad_time);
  using Limits = std::numeric_limits<std::int64_t>;
  for (const std::int64_t us : {Limits::min(), std::int64_t{-3'600'000'001}, Limits::max()})
    CHECK(code([&] { zone.day_of({us}); }) == ErrorCode::bad_time);
}

}  // namespace
}  // namespace day_test

}  // namespace porto
