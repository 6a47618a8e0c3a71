// The rule that a zone follows after the last transition of its file in the tz database, such as
// "CET-1CEST,M3.5.0,M10.5.0/3": the TZ format of POSIX with the hours of RFC 8536, section 3.3.1.
// date/ptz.h of date 3.0.1 reads it too, but does not compile as C++20.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <variant>

namespace porto::internal {

/// A standard offset and, if the zone saves daylight, the two moments of each year it changes.
class YearlyRule {
 public:
  /// Error unknown_zone for text that is not such a rule.
  static YearlyRule parse(std::string_view text);

  /// An offset from UTC, and the moment it ends (`max()` if it never does).
  struct OffsetSpan {
    std::chrono::seconds offset;
    std::chrono::sys_seconds end;
  };
  OffsetSpan at(std::chrono::sys_seconds moment) const;

 private:
  friend class RuleReader;

  // "M3.5.0": the nth (5: last) weekday of a month. "J60": that day of a year without 29 February.
  // "59": the days after 1 January.
  struct NthWeekday {
    std::chrono::month month;
    unsigned nth;
    std::chrono::weekday weekday;
  };
  struct DayWithoutLeap {
    int day;
  };
  struct DaysAfterNewYear {
    int days;
  };
  struct Change {
    std::variant<NthWeekday, DayWithoutLeap, DaysAfterNewYear> day;
    std::chrono::seconds local_time;

    std::chrono::local_seconds in(std::chrono::year year) const;
  };
  struct Daylight {
    std::chrono::seconds offset;
    Change start;
    Change end;
  };

  std::chrono::seconds standard_{};
  std::optional<Daylight> daylight_;
};

}  // namespace porto::internal
