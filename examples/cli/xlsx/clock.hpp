// Months, days and times as a cell of a spreadsheet has them: what clocks show, without a zone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace porto_cli {

struct Clock {
  int year = 0;
  int month = 1;
  int day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::string offset{};  ///< from UTC, as it was written: "+01:00"
};

/// Of "2024-02" (its first day), "2024-02-29" and "2024-02-29T13:37:41+01:00". None if a cell
/// cannot say the same: before March 1900, from which on all spreadsheets count days alike, after
/// the year 9999, or with a part of a second.
std::optional<Clock> clock_of(std::string_view text);

/// The number format that shows a clock as its text was. Of times it ends with their offset.
std::string format_of(const Clock& clock, std::string_view text);

}  // namespace porto_cli
