// The times of a log's lines: without year and zone, late by a little, of an hour that comes twice.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "base/refusal.hpp"
#include "porto/import.hpp"
#include "records/log/years.hpp"
#include "records/values/time_layout.hpp"

namespace porto::internal {

/// The times of a log's lines, which go forward but for a few that are late.
class LogClock {
 public:
  /// The place of lines in front of the first one with a time.
  static constexpr std::int64_t no_place = std::numeric_limits<std::int64_t>::min();

  /// What it knows of the line that was passed last, for the clock of a file that goes on behind
  /// it.
  struct Moment {
    std::optional<Instant> last{};
    bool certain = false;  ///< that it is this one, and not the other of an hour that comes twice
  };

  /// Error unknown_zone.
  explicit LogClock(const ImportOptions& options);

  /// The year that was said is that of a line of another file, see LogYears. Before anything is
  /// passed.
  void count_years_from(int day) noexcept { years_.count_from(day); }
  /// The lines go on behind one of another file. Before anything is passed.
  void go_on_from(const Moment& moment) { moment_ = moment; }
  const Moment& moment() const noexcept { return moment_; }

  /// Call for every line that has a time, whatever it is about. Counts the years of old syslog
  /// times, which have none ("Mar  1 00:00:01"), on from the first line's. Tells the two 02:30s of
  /// an autumn night apart by the lines before.
  void pass(std::string_view text);
  /// The time of the line that was passed last: as "iso" has it, "2026-03-01 00:00:01.345 +0100",
  /// or of old syslog. Returns why not, or empty; Error bad_input, where = `place`, for a time that
  /// needs a year or a zone that was not given.
  std::optional<Refusal> read(std::string_view text, const std::string& place, Instant& instant);
  /// Where the line that was passed last stands among those of other files, in microseconds: never
  /// before the lines that were passed earlier. Local times without a known zone are as of UTC.
  std::int64_t place();
  /// The time that was read last, as the log's clock showed it: it is the same in every import.
  const std::string& shown() const noexcept { return shown_; }
  /// Which years the lines are of, if they are of several and that was counted; else empty.
  std::string years() const;

 private:
  std::string with_year(std::string_view text) const;
  std::string parse(std::string_view text, ClockTime& time) const;
  void follow(const ClockTime& time);

  std::optional<Zone> zone_;
  std::optional<int> first_year_;
  LogYears years_;
  std::string passed_;  // the time that was passed last
  Moment moment_;
  std::string placed_;  // the time that has the place
  std::int64_t place_ = no_place;
  std::string shown_;
};

}  // namespace porto::internal
