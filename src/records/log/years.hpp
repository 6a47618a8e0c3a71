// The years of old syslog times ("Mar  1 00:00:01"), which have none.
#pragma once

#include <string_view>

namespace porto::internal {

/// A year in the days of day_in_year.
inline constexpr int days_in_year = 12 * 31;
/// From line to line, a longer step back is a new year; from file to file, a longer gap is where
/// the files begin.
inline constexpr int half_a_year = days_in_year / 2;

/// How far into its year an old syslog time is, in days of months that all have 31, from 1; 0 if it
/// names none, or has a year.
int day_in_year(std::string_view text) noexcept;

/// Whether a log's time has its date in front as ISO 8601 has it: "2026-03-01 00:00:01".
bool starts_with_date(std::string_view text) noexcept;

/// Counts the years of a file's lines on from the first one's, or from a line that has its year.
class LogYears {
 public:
  /// `said`: the year of the line that the count begins with.
  explicit LogYears(int said) noexcept : said_(said) {}

  /// The count begins in another file, with a line of this day, less than a year before the first
  /// of this file. Before anything is passed.
  void count_from(int day) noexcept { origin_ = day; }
  bool counts_from_another() const noexcept { return origin_ != 0; }

  /// For every line that has a time. A step back of more than half a year is a new year; one
  /// forward is a late line of the year before, which may come before all others.
  void pass(std::string_view text) noexcept;

  /// The year of the line that was passed last, and of all that had none.
  int year() const noexcept { return said_ + passed_; }
  int first_year() const noexcept { return said_ + least_; }
  int last_year() const noexcept { return said_ + most_; }

 private:
  int said_;
  int origin_ = 0;    // 0: the first line of this file
  int last_day_ = 0;  // 0: none yet
  int passed_ = 0;    // years, since the line that the count began with
  bool counted_ = false;
  int least_ = 0;  // of lines that had no year
  int most_ = 0;
};

}  // namespace porto::internal
