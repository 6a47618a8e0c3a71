// The times of a log's lines: without year and zone, late by a little, of an hour that comes twice.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/refusal.hpp"
#include "porto/import.hpp"
#include "records/values/time_layout.hpp"

namespace porto::internal {

/// The times of a log's lines, which go forward but for a few that are late.
class LogClock {
 public:
  /// Error unknown_zone.
  explicit LogClock(const ImportOptions& options);

  /// Call for every line that has a time, whatever it is about. Counts the years of old syslog
  /// times, which have none ("Mar  1 00:00:01"), on from the first line's. Tells the two 02:30s of
  /// an autumn night apart by the lines before.
  void pass(std::string_view text);
  /// The time of the line that was passed last: as "iso" has it, "2026-03-01 00:00:01.345 +0100",
  /// or of old syslog. Returns why not, or empty; Error bad_input, where = `place`, for a time that
  /// needs a year or a zone that was not given.
  std::optional<Refusal> read(std::string_view text, const std::string& place, Instant& instant);
  /// The time that was read last, as the log's clock showed it: it is the same in every import.
  const std::string& shown() const noexcept { return shown_; }
  /// Which years the lines are of, if they are of several and that was counted; else empty.
  std::string years() const;

 private:
  void count_years(std::string_view text);
  std::string with_year(std::string_view text) const;
  std::string parse(std::string_view text, ClockTime& time) const;
  void follow(const ClockTime& time);

  std::optional<Zone> zone_;
  std::optional<int> first_year_;
  int years_passed_ = 0;  // since the first line; less than 0: it was late itself
  int least_passed_ = 0;
  int most_passed_ = 0;
  int last_day_ = 0;    // of old syslog times, see day_of; 0: none yet
  std::string passed_;  // the time that was passed last
  std::optional<Instant> last_;
  bool certain_ = false;  // that it is this one, and not the other of an hour that comes twice
  std::string shown_;
};

}  // namespace porto::internal
