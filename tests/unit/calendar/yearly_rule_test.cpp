// The rules at the end of the tz database's files: each form, and what is not one.
#include "calendar/yearly_rule.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "porto/calendar.hpp"
#include "support/thrown.hpp"

namespace porto {

using namespace internal;
namespace yearly_rule_test {
namespace {

using testing::thrown;

std::chrono::sys_seconds moment(const char* text) {
  return std::chrono::sys_seconds{std::chrono::seconds{parse_rfc3339(text).unix_us / 1'000'000}};
}

std::string text_of(std::chrono::sys_seconds time) {
  return to_rfc3339({time.time_since_epoch().count() * 1'000'000});
}

TEST_CASE("a rule gives the offset and the moment it ends") {
  const struct {
    const char *rule, *at;
    int offset_minutes;
    const char* end;
  } rows[] = {
      {"CET-1CEST,M3.5.0,M10.5.0/3", "2041-03-31T00:59:59Z", 60, "2041-03-31T01:00:00Z"},
      {"CET-1CEST,M3.5.0,M10.5.0/3", "2041-03-31T01:00:00Z", 120, "2041-10-27T01:00:00Z"},
      {"CET-1CEST,M3.5.0,M10.5.0/3", "2041-10-27T01:00:00Z", 60, "2042-03-30T01:00:00Z"},
      {"EST5EDT,M3.2.0,M11.1.0", "2050-07-01T00:00:00Z", -240, "2050-11-06T06:00:00Z"},
      {"AEST-10AEDT,M10.1.0,M4.1.0/3", "2050-01-01T00:00:00Z", 660, "2050-04-02T16:00:00Z"},
      {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2050-07-01T00:00:00Z", 630, "2050-10-01T15:30:00Z"},
      {"IST-1GMT0,M10.5.0,M3.5.0/1", "2050-01-01T00:00:00Z", 0, "2050-03-27T01:00:00Z"},
      {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2050-03-27T00:00:00Z", -120, "2050-03-27T01:00:00Z"},
      {"EET-2EEST,M3.4.4/50,M10.4.4/50", "2050-03-01T00:00:00Z", 120, "2050-03-26T00:00:00Z"},
      {"XXX0:30:30YYY-1:00:30,M1.1.1/0:30:15,M7.1.1", "2050-01-03T01:00:44Z", -30,
       "2050-01-03T01:00:45Z"},
      {"XXX3YYY,J60,J300", "2052-01-01T00:00:00Z", -180, "2052-03-01T05:00:00Z"},  // a leap year
      {"XXX3YYY,J59,J300", "2052-01-01T00:00:00Z", -180, "2052-02-28T05:00:00Z"},
      {"XXX3YYY,59,300", "2052-01-01T00:00:00Z", -180, "2052-02-29T05:00:00Z"},
      {"XXX3YYY,59,300", "2051-01-01T00:00:00Z", -180, "2051-03-01T05:00:00Z"},
      // saving all year: the end and the next start are one moment
      {"EST5EDT,0/0,J365/25", "2050-12-31T23:59:59Z", -240, "2051-01-01T05:00:00Z"},
      {"EST5EDT,0/0,J365/25", "2051-01-01T05:00:00Z", -240, "2052-01-01T05:00:00Z"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.rule);
    CAPTURE(row.at);
    const auto period = YearlyRule::parse(row.rule).at(moment(row.at));
    CHECK(std::chrono::duration_cast<std::chrono::minutes>(period.offset).count() ==
          row.offset_minutes);
    CHECK(text_of(period.end) == row.end);
  }
}

TEST_CASE("a rule without daylight saving never ends") {
  const struct {
    const char* rule;
    int offset_seconds;
  } rows[] = {{"UTC0", 0},        {"<+0545>-5:45", 20'700}, {"<-03>3", -10'800},
              {"HST10", -36'000}, {"<+14>-14", 50'400},     {"EST+5", -18'000},
              {"XXX-0:00:01", 1}};
  for (const auto& row : rows) {
    CAPTURE(row.rule);
    const auto period = YearlyRule::parse(row.rule).at(moment("2190-07-01T00:00:00Z"));
    CHECK(period.offset == std::chrono::seconds{row.offset_seconds});
    CHECK(period.end == std::chrono::sys_seconds::max());
  }
}

TEST_CASE("what is not a rule is refused") {
  for (const char* text : {"",
                           "CET",
                           "-1",
                           "<+03",
                           "<+03>",
                           "CET-1CEST",
                           "CET-1CEST,",
                           "CET-1CEST,M3.5.0",
                           "CET-1CEST,M3.5.0,",
                           "CET-1CEST,M3.5.0,M10.5.0/3x",
                           "CET-1CEST,M13.5.0,M10.5.0",
                           "CET-1CEST,M0.5.0,M10.5.0",
                           "CET-1CEST,M3.6.0,M10.5.0",
                           "CET-1CEST,M3.0.0,M10.5.0",
                           "CET-1CEST,M3.5.7,M10.5.0",
                           "CET-1CEST,M3.5,M10.5.0",
                           "CET-1CEST,J0,J365",
                           "CET-1CEST,J366,J365",
                           "CET-1CEST,366,1",
                           "CET-168",
                           "CET-1:60",
                           "CET-1:00:60",
                           "CET-1CEST,M3.5.0/168,M10.5.0",
                           "CET-1CEST,M3.5.0/,M10.5.0",
                           "CET-",
                           "CET-1 "}) {
    CAPTURE(text);
    const auto failure = thrown([text] { (void)YearlyRule::parse(text); });
    CHECK(failure.code == ErrorCode::unknown_zone);
    CHECK(failure.says("reinstall tzdata"));
  }
}

}  // namespace
}  // namespace yearly_rule_test

}  // namespace porto
