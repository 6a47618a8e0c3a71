// Times as text: RFC 3339 in both directions, seconds since the epoch.
#include <doctest/doctest.h>

#include <limits>
#include <set>
#include <string>

#include "porto/calendar.hpp"
#include "support/thrown.hpp"

namespace porto {
namespace instant_test {
namespace {

using testing::thrown;
using namespace std::string_literals;

TEST_CASE("RFC 3339 text is read to the microsecond") {
  const struct {
    std::string text;
    std::int64_t unix_us;
  } rows[] = {
      {"1970-01-01T00:00:00Z", 0},
      {"1970-01-01T00:00:01.5Z", 1'500'000},
      {"1969-12-31T23:59:59Z", -1'000'000},
      {"1969-12-31T23:59:59.999999Z", -1},
      {"2001-09-09T01:46:40Z", 1'000'000'000'000'000},
      {"2025-05-31T22:30:00Z", 1'748'730'600'000'000},
      {"2025-06-01T00:30:00+02:00", 1'748'730'600'000'000},
      {"2025-05-31T12:30:00-10:00", 1'748'730'600'000'000},
      {"2025-06-01t00:30:00.000+02:00", 1'748'730'600'000'000},
      {"2025-05-31T22:30:00z", 1'748'730'600'000'000},
      {"2025-05-31T22:30:00-00:00", 1'748'730'600'000'000},
      {"2025-06-01T22:29:00+23:59", 1'748'730'600'000'000},
      {"1970-01-01T00:00:00.1234567Z", 123'456},     // floored
      {"1970-01-01T00:00:00.9999999999Z", 999'999},  // never the next second
      {"1969-12-31T23:59:59.9999999Z", -1},
      {"1970-01-01T00:00:00."s + std::string(1'000, '9') + "Z", 999'999},
      {"2024-02-29T00:00:00Z", 1'709'164'800'000'000},
      {"0000-01-01T00:00:00Z", -62'167'219'200'000'000},
      {"9999-12-31T23:59:59.999999Z", 253'402'300'799'999'999},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(parse_rfc3339(row.text).unix_us == row.unix_us);
  }
}

TEST_CASE("any other text is refused with the part that is wrong") {
  const struct {
    std::string text, says;
  } rows[] = {
      {"", "the year does not have 4 digits"},
      {"2025", "after the year"},
      {"25-05-31T22:30:00Z", "the year does not have 4 digits"},
      {"2025-5-31T22:30:00Z", "the month does not have 2 digits"},
      {"2025-05-31", "between date and time"},
      {"2025-05-31 22:30:00Z", "between date and time"},
      {"2025-05-31T22:30Z", "before the seconds, which are required"},
      {"2025-05-31T22:30:00", "offset from UTC is missing"},
      {"2025-05-31T22:30:00+0200", "in the offset"},
      {"2025-05-31T22:30:00+02", "in the offset"},
      {"2025-05-31T22:30:00 +02:00", "offset from UTC is missing"},
      {"2025-05-31T22:30:00+24:00", "no offset hour 24"},
      {"2025-05-31T22:30:00+02:60", "no offset minute 60"},
      {"2025-05-31T22:30:00CEST", "offset from UTC is missing"},
      {"2025-05-31T22:30:00Z ", "something follows"},
      {"2025-05-31T22:30:00Z\0"s, "something follows"},
      {"2025-05-31T22:30:00.Z", "no digit after the point"},
      {"2025-05-31T22:30:00,5Z", "offset from UTC is missing"},
      {"2025-13-01T00:00:00Z", "no month 13"},
      {"2025-00-01T00:00:00Z", "no month 0"},
      {"2025-05-00T00:00:00Z", "no day 0"},
      {"2025-05-32T00:00:00Z", "no day 32"},
      {"2025-04-31T00:00:00Z", "no day 31"},
      {"2025-02-29T00:00:00Z", "no day 29"},
      {"1900-02-29T00:00:00Z", "no day 29"},
      {"2025-05-31T24:00:00Z", "no hour 24"},
      {"2025-05-31T23:60:00Z", "no minute 60"},
      {"2025-05-31T23:59:61Z", "no second 61"},
      {"-2025-05-31T22:30:00Z", "the year"},
      {" 2025-05-31T22:30:00Z", "the year"},
      {"20250531T223000Z", "after the year"},
      {"2025-W22-6T22:30:00Z", "the month"},
      {"31/05/2025 22:30:00", "the year"},
      {"1748730600", "after the year"},
      {"2025-05-3\xD9\xA1T22:30:00Z", "the day"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto failure = thrown([&row] { (void)parse_rfc3339(row.text); });
    CHECK(failure.code == ErrorCode::bad_time);
    CAPTURE(failure.message);
    CHECK(failure.says(row.says));
    CHECK(failure.says("write it like 2025-05-31T22:30:00Z"));
  }
}

TEST_CASE("second 60 is the second before, where UTC had a leap second") {
  const struct {
    const char *leap, *read_as;
  } rows[] = {
      {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"},
      {"2017-01-01T00:59:60+01:00", "2016-12-31T23:59:59Z"},
      {"2016-12-31T18:59:60-05:00", "2016-12-31T23:59:59Z"},
      {"2015-06-30T23:59:60.25Z", "2015-06-30T23:59:59.25Z"},
      {"1972-06-30T23:59:60Z", "1972-06-30T23:59:59Z"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.leap);
    CHECK(to_rfc3339(parse_rfc3339(row.leap)) == row.read_as);
  }
  for (const char* text : {"2017-12-31T23:59:60Z", "2016-12-31T23:58:60Z", "2016-12-31T22:59:60Z",
                           "2016-12-31T23:59:60+01:00", "2016-06-30T23:59:60Z",
                           "1969-12-31T23:59:60Z", "1950-06-30T23:59:60Z"}) {
    CAPTURE(text);
    const auto failure = thrown([text] { (void)parse_rfc3339(text); });
    CHECK(failure.code == ErrorCode::bad_time);
    CHECK(failure.says("no leap second"));
  }
}

TEST_CASE("UTC has had 27 leap seconds, all at the end of June or December") {
  std::set<std::string> found;
  for (int year = 1960; year <= 2030; ++year) {
    for (const char* day : {"03-31", "06-30", "09-30", "12-31"}) {
      const std::string text = std::to_string(year) + "-" + day + "T23:59:60Z";
      if (!thrown([&text] { (void)parse_rfc3339(text); }).code) found.insert(text.substr(0, 10));
    }
  }
  CHECK(found.size() == 27);
  CHECK(*found.begin() == "1972-06-30");
  CHECK(*found.rbegin() == "2016-12-31");
}

TEST_CASE("a time is written in UTC with no more fraction than it has") {
  const struct {
    std::int64_t unix_us;
    const char* text;
  } rows[] = {
      {0, "1970-01-01T00:00:00Z"},
      {-1, "1969-12-31T23:59:59.999999Z"},
      {500'000, "1970-01-01T00:00:00.5Z"},
      {251'004, "1970-01-01T00:00:00.251004Z"},
      {10, "1970-01-01T00:00:00.00001Z"},
      {1'748'730'600'000'000, "2025-05-31T22:30:00Z"},
      {-62'167'219'200'000'000, "0000-01-01T00:00:00Z"},
      {253'402'300'799'999'999, "9999-12-31T23:59:59.999999Z"},
      {253'402'300'800'000'000, "+10000-01-01T00:00:00Z"},
      {-62'167'219'200'000'001, "-0001-12-31T23:59:59.999999Z"},
      {std::numeric_limits<std::int64_t>::max(), "+294247-01-10T04:00:54.775807Z"},
      {std::numeric_limits<std::int64_t>::min(), "-290308-12-21T19:59:05.224192Z"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(to_rfc3339(Instant{row.unix_us}) == row.text);
  }
}

TEST_CASE("what is written is read back, through every day of 400 years") {
  constexpr std::int64_t day_us = 86'400'000'000;
  for (std::int64_t day = -30'000; day < 116'097; ++day) {
    const Instant instant{day * day_us + day * 7'919 % day_us};
    REQUIRE(parse_rfc3339(to_rfc3339(instant)) == instant);
  }
}

TEST_CASE("seconds since the epoch are read as text") {
  const struct {
    std::string text;
    std::int64_t unix_us;
  } rows[] = {
      {"1772323199.251004", 1'772'323'199'251'004},
      {"1772323199", 1'772'323'199'000'000},
      {"1772323199.2510049", 1'772'323'199'251'004},
      {"0", 0},
      {"-0", 0},
      {"0.0000009", 0},
      {"-1.5", -1'500'000},
      {"-0.000001", -1},
      {"-0.0000001", -1},  // floored: earlier, not nearer to zero
      {"-1.0000000", -1'000'000},
      {"007", 7'000'000},
      {"253402300799.999999", 253'402'300'799'999'999},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(parse_epoch_seconds(row.text).unix_us == row.unix_us);
  }
  const struct {
    std::string text, says;
  } bad[] = {
      {"", "no digit"},
      {"-", "no digit"},
      {"+1", "no digit"},
      {".5", "no digit"},
      {" 1", "no digit"},
      {"1.", "no digit after the point"},
      {"1 ", "only digits"},
      {"1e9", "only digits"},
      {"1,5", "only digits"},
      {"1.5.5", "only digits"},
      {"1772323199251", "milliseconds"},
      {"253402300800", "out of range"},
      {std::string(400, '9'), "out of range"},
      {"NaN", "no digit"},
      {"1\0"s, "only digits"},
  };
  for (const auto& row : bad) {
    CAPTURE(row.text);
    const auto failure = thrown([&row] { (void)parse_epoch_seconds(row.text); });
    CHECK(failure.code == ErrorCode::bad_time);
    CHECK(failure.says(row.says));
  }
}

}  // namespace
}  // namespace instant_test

}  // namespace porto
