// Instants as text: strict RFC 3339, and seconds since the epoch as some suppliers write them.
#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

#include "base/text.hpp"
#include "calendar/microseconds.hpp"
#include "porto/calendar.hpp"
#include "porto/error.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr std::int64_t seconds_per_day = 86'400;

// The days that UTC ended with second 60, as yyyymmdd (IERS Bulletin C). A new one is announced
// half a year ahead and belongs at the end.
constexpr std::array leap_second_days = {
    19720630, 19721231, 19731231, 19741231, 19751231, 19761231, 19771231, 19781231, 19791231,
    19810630, 19820630, 19830630, 19850630, 19871231, 19891231, 19901231, 19920630, 19930630,
    19940630, 19951231, 19970630, 19981231, 20051231, 20081231, 20120630, 20150630, 20161231};

[[noreturn]] void throw_bad_time(std::string_view text, const std::string& reason,
                                 std::string_view example) {
  throw Error(ErrorCode::bad_time, in_quotes(text) + " is not a time: " + reason +
                                       "; write it like " + std::string(example));
}

// Reads a time from the left. Every refusal names the part that is wrong.
class TimeReader {
 public:
  TimeReader(std::string_view text, std::string_view example)
      : text_(text), rest_(text), example_(example) {}

  [[noreturn]] void refuse(const std::string& reason) const {
    throw_bad_time(text_, reason, example_);
  }

  bool done() const { return rest_.empty(); }

  bool accept(char wanted) {
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void expect(char wanted, const char* place) {
    if (!accept(wanted)) refuse_without(wanted, place);
  }

  // A number of exactly `width` digits from `low` to `high`.
  int number(std::size_t width, const char* name, int low, int high) {
    int value = 0;
    for (std::size_t i = 0; i < width; ++i) {
      const auto digit = next_digit();
      if (!digit) refuse_width(width, name);
      value = value * 10 + *digit;
    }
    if (value < low || value > high) refuse_value(value, name);
    return value;
  }

  std::optional<int> next_digit() {
    if (rest_.empty() || rest_[0] < '0' || rest_[0] > '9') return std::nullopt;
    const int digit = rest_[0] - '0';
    rest_.remove_prefix(1);
    return digit;
  }

  struct Fraction {
    std::int64_t us = 0;
    bool more = false;  // something beyond microseconds
  };

  // The digits after a decimal point, if there is one.
  Fraction fraction() {
    Fraction read;
    if (!accept('.')) return read;
    constexpr std::array units = {100'000, 10'000, 1'000, 100, 10, 1};
    auto digit = next_digit();
    if (!digit) refuse("there is no digit after the point");
    for (std::size_t place = 0; digit; ++place, digit = next_digit()) {
      if (place < units.size())
        read.us += *digit * units[place];
      else if (*digit != 0)
        read.more = true;
    }
    return read;
  }

 private:
  // Apart from what they refuse, which is quick because it is short.
  [[noreturn]] void refuse_without(char wanted, const char* place) const {
    refuse(std::string("a '") + wanted + "' is missing " + place);
  }
  [[noreturn]] void refuse_width(std::size_t width, const char* name) const {
    refuse("the " + std::string(name) + " does not have " + std::to_string(width) + " digits");
  }
  [[noreturn]] void refuse_value(int value, const char* name) const {
    refuse("there is no " + std::string(name) + " " + std::to_string(value));
  }

  std::string_view text_;
  std::string_view rest_;
  std::string_view example_;
};

std::int64_t offset_seconds(TimeReader& reader) {
  if (reader.accept('Z') || reader.accept('z')) return 0;
  const bool west = reader.accept('-');
  if (!west && !reader.accept('+'))
    reader.refuse("the offset from UTC is missing or malformed (Z, or hours and minutes)");
  const int hours = reader.number(2, "offset hour", 0, 23);
  reader.expect(':', "in the offset");
  const int minutes = reader.number(2, "offset minute", 0, 59);
  const int seconds = hours * 3600 + minutes * 60;
  return west ? -seconds : seconds;
}

// True if the second that starts at `unix_s` was followed by a leap second.
bool before_leap_second(std::int64_t unix_s) {
  using namespace std::chrono;
  if (unix_s % seconds_per_day != seconds_per_day - 1) return false;
  const year_month_day date{sys_days{days{unix_s / seconds_per_day}}};
  const int day_number = static_cast<int>(date.year()) * 10000 +
                         static_cast<int>(static_cast<unsigned>(date.month())) * 100 +
                         static_cast<int>(static_cast<unsigned>(date.day()));
  return std::binary_search(leap_second_days.begin(), leap_second_days.end(), day_number);
}

void append_padded(std::string& text, std::int64_t value, std::size_t width) {
  const std::string digits = std::to_string(value);
  if (digits.size() < width) text.append(width - digits.size(), '0');
  text += digits;
}

}  // namespace

Instant parse_rfc3339(std::string_view text) {
  TimeReader reader(text, "2025-05-31T22:30:00Z or 2025-06-01T00:30:00+02:00");
  const int year = reader.number(4, "year", 0, 9999);
  reader.expect('-', "after the year");
  const int month = reader.number(2, "month", 1, 12);
  reader.expect('-', "after the month");
  const int day = reader.number(2, "day", 1, 31);
  const auto date = std::chrono::year{year} / month / day;
  if (!date.ok()) reader.refuse("that month has no day " + std::to_string(day));
  if (!reader.accept('t')) reader.expect('T', "between date and time");
  const int hour = reader.number(2, "hour", 0, 23);
  reader.expect(':', "after the hour");
  const int minute = reader.number(2, "minute", 0, 59);
  reader.expect(':', "before the seconds, which are required");
  const int second = reader.number(2, "second", 0, 60);
  const std::int64_t fraction_us = reader.fraction().us;
  const std::int64_t offset = offset_seconds(reader);
  if (!reader.done()) reader.refuse("something follows the offset");

  const bool leap = second == 60;
  const std::int64_t days = std::chrono::sys_days{date}.time_since_epoch().count();
  const std::int64_t unix_s =
      days * seconds_per_day + hour * 3600 + minute * 60 + (leap ? 59 : second) - offset;
  if (leap && !before_leap_second(unix_s))
    reader.refuse("UTC had no leap second there, so there is no second 60");
  return {unix_s * us_per_second + fraction_us};
}

Instant parse_epoch_seconds(std::string_view text) {
  constexpr std::int64_t most_seconds = 253'402'300'799;  // 9999-12-31T23:59:59Z
  TimeReader reader(text, "1772323199.251004 (seconds since 1970-01-01T00:00:00Z)");
  const bool negative = reader.accept('-');
  auto digit = reader.next_digit();
  if (!digit) reader.refuse("there is no digit where the seconds are expected");
  std::int64_t seconds = 0;
  for (; digit; digit = reader.next_digit()) {
    seconds = seconds * 10 + *digit;
    if (seconds > most_seconds)
      reader.refuse("it is out of range (milliseconds instead of seconds?)");
  }
  const auto fraction = reader.fraction();
  if (!reader.done()) reader.refuse("only digits and one point are allowed");
  const std::int64_t magnitude_us = seconds * us_per_second + fraction.us;
  if (!negative) return {magnitude_us};
  return {-magnitude_us - (fraction.more ? 1 : 0)};
}

std::string to_rfc3339(Instant instant) {
  using namespace std::chrono;
  // Floored by hand: chrono would overflow for the earliest instants.
  std::int64_t unix_s = instant.unix_us / us_per_second;
  std::int64_t fraction_us = instant.unix_us % us_per_second;
  if (fraction_us < 0) {
    fraction_us += us_per_second;
    --unix_s;
  }
  const sys_seconds moment{seconds{unix_s}};
  const auto midnight = floor<days>(moment);
  const hh_mm_ss time{moment - midnight};
  // std::chrono has no years beyond 32767, an Instant has; the calendar repeats after 400 years.
  using Cycle = duration<std::int64_t, std::ratio_multiply<std::ratio<146'097>, days::period>>;
  const auto cycles = floor<Cycle>(midnight.time_since_epoch());
  const year_month_day date{midnight - duration_cast<days>(cycles)};
  const std::int64_t year = static_cast<int>(date.year()) + cycles.count() * 400;

  std::string text = year < 0 ? "-" : year > 9999 ? "+" : "";
  append_padded(text, year < 0 ? -year : year, 4);
  text += '-';
  append_padded(text, static_cast<unsigned>(date.month()), 2);
  text += '-';
  append_padded(text, static_cast<unsigned>(date.day()), 2);
  text += 'T';
  append_padded(text, time.hours().count(), 2);
  text += ':';
  append_padded(text, time.minutes().count(), 2);
  text += ':';
  append_padded(text, time.seconds().count(), 2);
  if (fraction_us != 0) {
    text += '.';
    append_padded(text, fraction_us, 6);
    text.resize(text.find_last_not_of('0') + 1);
  }
  return text + 'Z';
}

}  // namespace porto
