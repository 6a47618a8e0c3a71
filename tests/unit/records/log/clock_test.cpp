// The order of lines by their times, and the years that old times do not have.
#include "records/log/clock.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace porto;
using namespace porto::internal;

namespace clock_test {
namespace {

ImportOptions in_stockholm(std::optional<int> year = {}) {
  ImportOptions options;
  options.zone = "Europe/Stockholm";
  options.year = year;
  return options;
}

// The places of lines, from the first one's, in seconds.
std::vector<std::int64_t> places(const ImportOptions& options,
                                 const std::vector<std::string>& times) {
  LogClock clock(options);
  std::vector<std::int64_t> found;
  std::optional<std::int64_t> first;
  for (const std::string& time : times) {
    clock.pass(time);
    const std::int64_t place = clock.place();
    if (!first) first = place;
    found.push_back((place - *first) / 1'000'000);
  }
  return found;
}

using Seconds = std::vector<std::int64_t>;

std::int64_t year_of_last(LogYears years, const std::vector<std::string>& times) {
  for (const std::string& time : times) years.pass(time);
  return years.year();
}

}  // namespace

TEST_CASE("a line's place is its instant, and never before that of the lines before it") {
  CHECK(LogClock(in_stockholm()).place() == LogClock::no_place);
  CHECK(places(in_stockholm(), {"2024-03-01 00:00:00", "2024-02-29T23:00:07Z",
                                "2024-03-01 00:00:05", "2024-03-01 00:00:08 +0100"}) ==
        Seconds{0, 7, 7, 8});
  CHECK(places(in_stockholm(), {"2024-03-01 00:00:00", "", "2024-13-01 00:00:00",
                                "2024-03-01 00:00:01"}) == Seconds{0, 0, 0, 1});
  CHECK(places({}, {"2024-03-01 00:00:00", "2024-03-01T00:00:02Z"}) == Seconds{0, 2});
}

TEST_CASE("an hour that comes twice has two places") {
  CHECK(places(in_stockholm(2024), {"Oct 27 01:59:00", "Oct 27 02:00:00", "Oct 27 02:59:00",
                                    "Oct 27 02:00:00", "Oct 27 03:00:00"}) ==
        Seconds{0, 60, 3600, 3660, 7260});
}

TEST_CASE("old times have an order without a year too, past February and New Year") {
  for (const std::optional<int> year : {std::optional<int>(), std::optional<int>(2024)})
    CHECK(places(in_stockholm(year), {"Feb 29 00:00:00", "Mar  1 00:00:00"}) == Seconds{0, 86400});
  CHECK(places(in_stockholm(), {"Dec 31 23:59:59", "Jan  1 00:00:00", "Dec 31 23:59:58"}) ==
        Seconds{0, 1, 1});
}

TEST_CASE("years are counted from line to line, from another file, or from a line that has one") {
  CHECK(year_of_last(LogYears(2024), {"Mar  1 00:00:00", "Dec 31 00:00:00"}) == 2023);
  CHECK(year_of_last(LogYears(2024), {"Dec 31 00:00:00", "Jan  1 00:00:00"}) == 2025);
  CHECK(year_of_last(LogYears(2024), {"Jan  1 00:00:00", "Dec 31 00:00:00"}) == 2023);
  CHECK(year_of_last(LogYears(2024), {"2026-12-31 00:00:00", "Jan  1 00:00:00"}) == 2027);
  CHECK(year_of_last(LogYears(2024), {"2027-01-01 00:00:00", "Dec 31 00:00:00"}) == 2026);
  CHECK(year_of_last(LogYears(2024), {"Mar  1 00:00:00", "2027-xx-01 00:00:00", "x"}) == 2024);
  LogYears second(2024);
  second.count_from(day_in_year("Nov  1 00:00:00"));
  CHECK(year_of_last(second, {"Nov  1 00:00:00"}) == 2024);
  CHECK(year_of_last(second, {"Dec  1 00:00:00", "Jan  1 00:00:00"}) == 2025);
  CHECK(year_of_last(second, {"Oct 31 00:00:00"}) == 2025);
}

}  // namespace clock_test
