// The bounds of months in time zones, ordinary and odd, past and far future.
#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

#include "porto/calendar.hpp"
#include "support/thrown.hpp"

namespace porto {
namespace zone_test {
namespace {

using testing::thrown;

const Month first(1970, 1);
const Month last(2199, 12);

Instant moved(Instant instant, std::int64_t us) { return {instant.unix_us + us}; }

// Days since 1970-01-01, from the number of days in the years and months before.
std::int64_t day_number(int year, int month, int day) {
  const auto leap_days_through = [](int y) { return y / 4 - y / 100 + y / 400; };
  std::int64_t days = (year - 1970) * std::int64_t{365};
  days += leap_days_through(year - 1) - leap_days_through(1969);
  for (int m = 1; m < month; ++m) days += Month(year, m).days();
  return days + day - 1;
}

// 1970-01-01 was a Thursday, so day 3 was a Sunday.
std::int64_t last_sunday(int year, int month) {
  const std::int64_t last_day = day_number(year, month, Month(year, month).days());
  return last_day - (last_day - 3) % 7;
}

// The law: summer time from the last Sunday of March to that of October (September until 1995),
// always at 01:00 UTC. A month starts an hour earlier in UTC in summer time.
std::int64_t start_in_stockholm(Month month) {
  constexpr std::int64_t hour = 3'600;
  const std::int64_t midnight = day_number(month.year(), month.month(), 1) * 24 * hour;
  const int year = month.year();
  const std::int64_t summer = last_sunday(year, 3) * 24 * hour + hour;
  const std::int64_t winter = last_sunday(year, year < 1996 ? 9 : 10) * 24 * hour + hour;
  const bool in_summer = midnight >= summer && midnight < winter;
  return (midnight - (in_summer ? 2 : 1) * hour) * 1'000'000;
}

TEST_CASE("every month of Stockholm follows the law, 1990 to 2199") {
  const Zone zone("Europe/Stockholm");
  for (Month month(1990, 1); month <= last; month = month.next()) {
    CAPTURE(month.to_string());
    REQUIRE(zone.start(month).unix_us == start_in_stockholm(month));
    REQUIRE(zone.end(month) == zone.start(month.next()));
  }
}

TEST_CASE("the months of Stockholm have the hours they should") {
  const Zone zone("Europe/Stockholm");
  const struct {
    const char *month, *start;
    int hours;
  } rows[] = {
      {"2025-01", "2024-12-31T23:00:00Z", 744},
      {"2023-02", "2023-01-31T23:00:00Z", 672},
      {"2024-02", "2024-01-31T23:00:00Z", 696},
      {"2025-03", "2025-02-28T23:00:00Z", 743},
      {"2025-04", "2025-03-31T22:00:00Z", 720},
      {"2025-05", "2025-04-30T22:00:00Z", 744},
      {"2025-10", "2025-09-30T22:00:00Z", 745},
      {"2025-11", "2025-10-31T23:00:00Z", 720},
      {"2025-12", "2025-11-30T23:00:00Z", 744},
      // the clocks change on the last day of the month
      {"2024-03", "2024-02-29T23:00:00Z", 743},
      {"2024-04", "2024-03-31T22:00:00Z", 720},
      {"2021-11", "2021-10-31T23:00:00Z", 720},
      {"2030-04", "2030-03-31T22:00:00Z", 720},
      // after 2037, where the files of the tz database go on with a rule
      {"2038-11", "2038-10-31T23:00:00Z", 720},
      {"2041-04", "2041-03-31T22:00:00Z", 720},
      {"2199-07", "2199-06-30T22:00:00Z", 744},
  };
  for (const auto& row : rows) {
    CAPTURE(row.month);
    const Month month = Month::parse(row.month);
    CHECK(to_rfc3339(zone.start(month)) == row.start);
    CHECK(zone.end(month).unix_us - zone.start(month).unix_us == row.hours * 3'600'000'000);
  }
}

TEST_CASE("an event falls in the local month, whatever the UTC date says") {
  const Zone zone("Europe/Stockholm");
  const struct {
    const char *time, *month;
  } rows[] = {
      {"2025-03-31T22:30:00Z", "2025-04"},        {"2025-09-30T22:30:00Z", "2025-10"},
      {"2025-03-31T21:30:00Z", "2025-03"},        {"2025-08-01T00:01:00+02:00", "2025-08"},
      {"2026-02-28T23:59:59+01:00", "2026-02"},   {"2017-01-01T00:59:60+01:00", "2017-01"},
      {"2024-12-31T22:59:59.999999Z", "2024-12"}, {"2024-12-31T23:00:00Z", "2025-01"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.time);
    CHECK(zone.month_of(parse_rfc3339(row.time)).to_string() == row.month);
  }
}

TEST_CASE("odd zones start their months when they should") {
  const struct {
    const char *zone, *month, *start;
  } rows[] = {
      {"UTC", "2024-02", "2024-02-01T00:00:00Z"},
      {"Europe/London", "1970-01", "1969-12-31T23:00:00Z"},  // summer time all year
      {"Europe/London", "2024-04", "2024-03-31T23:00:00Z"},
      {"Europe/London", "2100-07", "2100-06-30T23:00:00Z"},
      {"Europe/Dublin", "2045-01", "2045-01-01T00:00:00Z"},  // saves in winter, negatively
      {"Europe/Dublin", "2045-07", "2045-06-30T23:00:00Z"},
      {"America/New_York", "2024-03", "2024-03-01T05:00:00Z"},
      {"America/New_York", "2024-04", "2024-04-01T04:00:00Z"},
      {"America/New_York", "2150-08", "2150-08-01T04:00:00Z"},
      {"Australia/Lord_Howe", "2024-01", "2023-12-31T13:00:00Z"},  // saves half an hour
      {"Australia/Lord_Howe", "2024-07", "2024-06-30T13:30:00Z"},
      {"Australia/Lord_Howe", "2199-01", "2198-12-31T13:00:00Z"},
      {"Pacific/Apia", "2011-12", "2011-12-01T10:00:00Z"},  // lost 30 December
      {"Pacific/Apia", "2012-01", "2011-12-31T10:00:00Z"},
      {"Pacific/Kiritimati", "1994-12", "1994-12-01T10:00:00Z"},  // lost 31 December
      {"Pacific/Kiritimati", "1995-01", "1994-12-31T10:00:00Z"},
      {"Pacific/Chatham", "2050-01", "2049-12-31T10:15:00Z"},
      {"Asia/Kolkata", "2024-04", "2024-03-31T18:30:00Z"},
      {"Asia/Kathmandu", "2024-02", "2024-01-31T18:15:00Z"},
      {"Asia/Tehran", "2022-04", "2022-03-31T19:30:00Z"},
      {"Asia/Tehran", "2023-04", "2023-03-31T20:30:00Z"},
      {"Asia/Beirut", "2040-04", "2040-03-31T21:00:00Z"},
      {"Asia/Gaza", "2190-07", "2190-06-30T21:00:00Z"},  // changes 50 hours after a midnight
      {"America/Nuuk", "2024-04", "2024-04-01T01:00:00Z"},
      {"America/Sao_Paulo", "2018-11", "2018-11-01T03:00:00Z"},
      {"America/Sao_Paulo", "2019-02", "2019-02-01T02:00:00Z"},
      {"Africa/Casablanca", "2024-03", "2024-02-29T23:00:00Z"},
      {"Africa/Casablanca", "2024-04", "2024-04-01T00:00:00Z"},  // Ramadan
      {"Antarctica/Troll", "2199-07", "2199-06-30T22:00:00Z"},
      // there is no midnight: the first instant after the gap
      {"Asia/Kathmandu", "1986-01", "1985-12-31T18:30:00Z"},
      {"America/Asuncion", "2023-10", "2023-10-01T04:00:00Z"},
      {"America/Havana", "2012-04", "2012-04-01T05:00:00Z"},
      {"Africa/Cairo", "2014-08", "2014-07-31T22:00:00Z"},
      {"Asia/Beirut", "1992-05", "1992-04-30T22:00:00Z"},
      // midnight comes twice: the first
      {"America/Havana", "2026-11", "2026-11-01T04:00:00Z"},
      {"America/St_Johns", "2009-11", "2009-11-01T02:30:00Z"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.zone);
    CAPTURE(row.month);
    const Zone zone(row.zone);
    CHECK(zone.name() == row.zone);
    CHECK(to_rfc3339(zone.start(Month::parse(row.month))) == row.start);
  }
}

TEST_CASE("month_of and start agree for every month from 1970 to 2199") {
  for (const char* name :
       {"Europe/Stockholm", "UTC", "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kiritimati",
        "Asia/Kathmandu", "America/Sao_Paulo", "Asia/Beirut", "Africa/Casablanca", "Etc/GMT+12",
        "Etc/GMT-14", "Asia/Gaza"}) {
    CAPTURE(name);
    const Zone zone(name);
    for (Month month = first; month <= last; month = month.next()) {
      CAPTURE(month.to_string());
      const Instant start = zone.start(month);
      REQUIRE(start < zone.end(month));
      REQUIRE(zone.month_of(start) == month);
      REQUIRE(zone.month_of(moved(zone.end(month), -1)) == month);
      if (month != first) REQUIRE(zone.month_of(moved(start, -1)) == month.previous());
    }
  }
}

TEST_CASE("the table ends in 1970 and 2199, and says so") {
  const Zone zone("Europe/Stockholm");
  const Instant begin = zone.start(first);
  const Instant end = zone.end(last);
  CHECK(zone.covers(begin));
  CHECK(zone.covers(moved(end, -1)));
  for (Instant outside : {moved(begin, -1), end, Instant{std::numeric_limits<std::int64_t>::min()},
                          Instant{std::numeric_limits<std::int64_t>::max()}}) {
    CAPTURE(outside.unix_us);
    CHECK_FALSE(zone.covers(outside));
    const auto failure = thrown([&] { (void)zone.month_of(outside); });
    CHECK(failure.code == ErrorCode::bad_time);
    CHECK(failure.says("1970-01 to 2199-12"));
  }
  for (Month outside : {Month(1969, 12), Month(2200, 2), Month(1, 1), Month(9999, 12)}) {
    const auto failure = thrown([&] { (void)zone.start(outside); });
    CHECK(failure.code == ErrorCode::bad_time);
    CHECK(failure.says(outside.to_string()));
  }
}

TEST_CASE("a name that is no zone is refused, never taken for UTC") {
  using namespace std::string_literals;
  for (const std::string& name : {""s,
                                  "Europe/Nowhere"s,
                                  "europe/stockholm"s,
                                  "Europe/Stockholm "s,
                                  "../zoneinfo/UTC"s,
                                  "Europe/../UTC"s,
                                  "./UTC"s,
                                  "/usr/share/zoneinfo/UTC"s,
                                  "Europe"s,
                                  "Europe/"s,
                                  "posixrules"s,
                                  "right/Europe/Stockholm"s,
                                  "posix/UTC"s,
                                  "localtime"s,
                                  "tzdata.zi"s,
                                  "zone.tab"s,
                                  "leap-seconds.list"s,
                                  "CET-1CEST,M3.5.0,M10.5.0/3"s,
                                  "+01:00"s,
                                  "UTC\0"s,
                                  std::string(10'000, 'x')}) {
    CAPTURE(name);
    CHECK(thrown([&name] { Zone{name}; }).code == ErrorCode::unknown_zone);
  }
  CHECK(thrown([] { Zone("Europe/Stokholm"); }).says("did you mean \"Europe/Stockholm\"?"));
  CHECK(thrown([] { Zone("europe/stockholm"); }).says("did you mean \"Europe/Stockholm\"?"));
  CHECK(thrown([] { Zone(""); }).says("such as Europe/Stockholm"));
}

TEST_CASE("a zone names the release of the tz database it was made from") {
  const std::string version = Zone("Europe/Stockholm").tzdb_version();
  CAPTURE(version);
  const bool is_release = version.size() >= 5 && version.starts_with("20");
  CHECK((is_release || version == "unknown"));
}

TEST_CASE("threads may share a zone, and make zones of their own") {
  const Zone shared("Europe/Stockholm");
  std::vector<std::thread> threads;
  std::vector<int> wrong(4);
  for (int& count : wrong) {
    threads.emplace_back([&shared, &count] {
      const Zone own("Europe/Stockholm");
      for (Month month = first; month <= last; month = month.next())
        if (shared.month_of(own.start(month)) != month) ++count;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>(4));
  CHECK(std::is_copy_constructible_v<Zone>);
}

// ---- Faults that other billing systems have had, with their tracker entries

std::string month_of(std::string_view time, const char* zone = "Europe/Stockholm") {
  return Zone(zone).month_of(parse_rfc3339(time)).to_string();
}

TEST_CASE("the offset is that of the moment, not one for good (killbill #1934)") {
  CHECK(month_of("2025-03-31T22:30:00Z") == "2025-04");
  CHECK(month_of("2025-09-30T22:30:00Z") == "2025-10");
}

TEST_CASE("the last hour of a month near summer time is of that month (killbill #743, #1923)") {
  CHECK(month_of("2025-03-31T21:30:00Z") == "2025-03");
  CHECK(month_of("2025-03-31T22:00:00Z") == "2025-04");
}

TEST_CASE("a month is a civil month, not one of UTC (openmeter #3313)") {
  const Zone stockholm("Europe/Stockholm");
  CHECK(to_rfc3339(stockholm.start(Month(2025, 1))) == "2024-12-31T23:00:00Z");
  CHECK(to_rfc3339(stockholm.end(Month(2025, 1))) == "2025-01-31T23:00:00Z");
}

TEST_CASE("days are civil days, also those of 23 hours (lago-api #1438, #1442; tickmate #113)") {
  const Zone stockholm("Europe/Stockholm");
  Day day = Day::parse("2025-03-29");
  int days = 0;
  for (; day != Day::parse("2025-04-01"); day = day.next()) ++days;
  CHECK(days == 3);
  const std::int64_t hours =
      (stockholm.start(day).unix_us - stockholm.start(Day::parse("2025-03-29")).unix_us) /
      3'600'000'000;
  CHECK(hours == 71);
}

TEST_CASE(
    "a zone that is a link is a zone, and an unknown one is an error, never UTC"
    " (timezone-data #6, #8; ROCKNIX #1293)") {
  for (const char* time : {"1980-04-05T23:30:00Z", "2025-03-31T22:30:00Z", "2025-12-31T23:30:00Z"})
    CHECK(month_of(time, "Europe/Stockholm") == month_of(time, "Europe/Berlin"));
  CHECK(thrown([] { Zone("Europe/Nowhere"); }).code == ErrorCode::unknown_zone);
}

TEST_CASE("a time is written as the clocks of a zone show it, with their offset") {
  const auto local = [](const char* zone, const char* time) {
    return Zone(zone).to_rfc3339(parse_rfc3339(time));
  };
  CHECK(local("Europe/Stockholm", "2026-01-01T00:00:00Z") == "2026-01-01T01:00:00+01:00");
  CHECK(local("Europe/Stockholm", "2026-06-30T22:00:00.25Z") == "2026-07-01T00:00:00.25+02:00");
  CHECK(local("Europe/Stockholm", "2026-10-25T00:30:00Z") == "2026-10-25T02:30:00+02:00");
  CHECK(local("Europe/Stockholm", "2026-10-25T01:30:00Z") == "2026-10-25T02:30:00+01:00");
  CHECK(local("America/St_Johns", "2026-01-01T00:00:00Z") == "2025-12-31T20:30:00-03:30");
  CHECK(local("Asia/Kathmandu", "2026-01-01T00:00:00Z") == "2026-01-01T05:45:00+05:45");
  CHECK(local("UTC", "2026-01-01T00:00:00Z") == "2026-01-01T00:00:00Z");
  // 44 minutes and 30 seconds behind, until 1972; and out of the table.
  CHECK(local("Africa/Monrovia", "1971-01-01T00:00:00Z") == "1971-01-01T00:00:00Z");
  CHECK(local("Europe/Stockholm", "1950-01-01T00:00:00Z") == "1950-01-01T00:00:00Z");
}

TEST_CASE("an event of the minute before the billing run is of the new month (lago-api #4082)") {
  CHECK(month_of("2025-08-01T00:01:00+02:00") == "2025-08");
}

}  // namespace
}  // namespace zone_test

}  // namespace porto
