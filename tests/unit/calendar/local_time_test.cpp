// Local times as instants: once, never where clocks go forward, twice where they go back.
#include <doctest/doctest.h>

#include "porto/calendar.hpp"

using namespace porto;

namespace local_time_test {
namespace {

// The local time is that of a UTC time with the same digits.
void check_local(const char* zone_name, const char* local, int count, const char* first,
                 const char* last) {
  CAPTURE(zone_name);
  CAPTURE(local);
  const LocalInstants found = Zone(zone_name).at_local(parse_rfc3339(local).unix_us);
  CHECK(found.count == count);
  if (count == 0) return;
  CHECK(to_rfc3339(found.first) == first);
  CHECK(to_rfc3339(found.last) == last);
}

}  // namespace

TEST_CASE("local times of a zone") {
  const auto once = [](const char* zone, const char* local, const char* utc) {
    check_local(zone, local, 1, utc, utc);
  };
  once("UTC", "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z");
  once("Europe/Stockholm", "2026-03-01T00:00:00.5Z", "2026-02-28T23:00:00.5Z");
  once("Europe/Stockholm", "2026-03-29T01:59:59Z", "2026-03-29T00:59:59Z");
  check_local("Europe/Stockholm", "2026-03-29T02:00:00Z", 0, "", "");
  check_local("Europe/Stockholm", "2026-03-29T02:59:59.999999Z", 0, "", "");
  once("Europe/Stockholm", "2026-03-29T03:00:00Z", "2026-03-29T01:00:00Z");
  once("Europe/Stockholm", "2026-10-25T01:59:59Z", "2026-10-24T23:59:59Z");
  check_local("Europe/Stockholm", "2026-10-25T02:00:00Z", 2, "2026-10-25T00:00:00Z",
              "2026-10-25T01:00:00Z");
  check_local("Europe/Stockholm", "2026-10-25T02:59:59Z", 2, "2026-10-25T00:59:59Z",
              "2026-10-25T01:59:59Z");
  once("Europe/Stockholm", "2026-10-25T03:00:00Z", "2026-10-25T02:00:00Z");
  once("Europe/Stockholm", "2150-07-01T00:00:00Z", "2150-06-30T22:00:00Z");
  once("Pacific/Kiritimati", "2026-01-01T00:00:00Z", "2025-12-31T10:00:00Z");
  check_local("Pacific/Apia", "2011-12-30T12:00:00Z", 0, "", "");
  check_local("Europe/Stockholm", "1969-12-31T12:00:00Z", 0, "", "");
  check_local("Europe/Stockholm", "2200-02-01T00:00:00Z", 0, "", "");
}

}  // namespace local_time_test
