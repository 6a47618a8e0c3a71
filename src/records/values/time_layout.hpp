// Times as files write them: a layout says where year, month, day and the rest stand, a zone what
// times without an offset mean.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "porto/calendar.hpp"
#include "records/values/time_pattern.hpp"

namespace porto::internal {

/// What clocks showed somewhere.
struct ClockTime {
  std::int64_t local_us = 0;              ///< since 1970-01-01T00:00 by those clocks
  std::optional<std::int64_t> offset_us;  ///< of those clocks from UTC, where it was written
  friend bool operator==(const ClockTime&, const ClockTime&) = default;
};

/// "iso" (2025-05-31T22:30:00, a space for T, a fraction and an offset if there is one), "rfc2822"
/// (Sat, 31 May 2025 22:30:00 +0200), "epoch" (seconds since 1970, with a fraction if there is
/// one), "epoch_ms", or a pattern of
///   YYYY YY  MMMM MMM MM M  DD D  dddd ddd (day of the week)  HH H  hh h  mm  ss  f (fraction
///   digits; .f and ,f may be missing)  A (AM, PM)  Z (offset)
/// and of marks and text in quotes between them. YY is 2000 to 2099; names are English or Swedish;
/// a single letter takes one or two digits.
class TimeLayout {
 public:
  /// Error invalid_argument: see read_pattern.
  explicit TimeLayout(std::string_view layout);

  /// Reads a time. Returns why not, or empty. A layout without a time of day is the day's start,
  /// one without a day the month's.
  std::string read(std::string_view text, ClockTime& time) const;
  bool has_day() const noexcept;
  const std::string& text() const noexcept { return text_; }

 private:
  enum class Kind : std::uint8_t { iso, rfc2822, epoch, epoch_ms, pattern };

  std::string text_;
  Kind kind_;
  std::vector<PatternPart> parts_;
};

/// What a local time means that comes twice, where clocks are set back.
enum class Ambiguous : std::uint8_t { refused, first, second };

/// A time without an offset as an instant, by the clocks of a zone. Returns why not, or empty.
std::string to_instant(const ClockTime& time, const Zone* zone, Ambiguous ambiguous,
                       Instant& instant);

}  // namespace porto::internal
