// See time_layout.hpp.
#include "records/values/time_layout.hpp"

#include <algorithm>
#include <chrono>

#include "base/text.hpp"
#include "calendar/microseconds.hpp"
#include "porto/error.hpp"
#include "records/values/time_text.hpp"

namespace porto::internal {
namespace {

struct Parts {
  int year = 0;
  int month = 1;
  int day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::int64_t fraction_us = 0;
  std::optional<bool> afternoon;
  std::optional<int> weekday;  // from Sunday
  std::optional<std::int64_t> offset_us;
};

template <class To, class From>
bool set(To& to, const std::optional<From>& from) {
  if (from) to = *from;
  return from.has_value();
}

// A month or a day of the week. One in short may end with a point.
bool read_name(TimeText& text, std::string_view field, Parts& parts, bool point_follows) {
  const NameLength length = field.size() == 4 ? NameLength::in_full : NameLength::in_short;
  if (field.front() == 'M') {
    if (!set(parts.month, text.month(length))) return false;
  } else {
    parts.weekday = text.weekday(length);
    if (!parts.weekday) return false;
  }
  if (length == NameLength::in_short && !point_follows) text.accept(".");
  return true;
}

// Reads one field of a pattern but a name; false if it is not there.
bool read_number(TimeText& text, std::string_view field, Parts& parts) {
  const std::size_t least = field.size();
  const std::size_t most = std::max<std::size_t>(2, field.size());
  switch (field.front()) {
    case 'Y':
      if (!set(parts.year, text.number(least, most))) return false;
      if (least == 2) parts.year += 2000;
      return true;
    case 'M':
      return set(parts.month, text.number(least, most));
    case 'D':
      return set(parts.day, text.number(least, most));
    case 'H':
    case 'h':
      return set(parts.hour, text.number(least, most));
    case 'm':
      return set(parts.minute, text.number(least, most));
    case 's':
      return set(parts.second, text.number(least, most));
    case 'f':
      return set(parts.fraction_us, text.fraction());
    case 'A':
      parts.afternoon = text.accept("PM") || text.accept("pm");
      return *parts.afternoon || text.accept("AM") || text.accept("am");
    default:
      return set(parts.offset_us, text.offset_us());
  }
}

bool is_point(const PatternPart& part) {
  return !part.is_field && (part.text == "." || part.text == ",");
}

// A fraction and the mark before it may be missing together, as PostgreSQL has it.
bool read_parts(TimeText& text, const std::vector<PatternPart>& pattern, Parts& parts) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const PatternPart& part = pattern[i];
    const bool more = i + 1 < pattern.size();
    if (is_point(part) && more && pattern[i + 1].is_field && pattern[i + 1].text == "f") {
      ++i;
      if (text.accept(part.text) && !set(parts.fraction_us, text.fraction())) return false;
      continue;
    }
    const bool is_name = part.is_field && part.text.size() >= 3 && part.text != "YYYY";
    const bool point_follows = more && !pattern[i + 1].is_field && pattern[i + 1].text[0] == '.';
    const bool read = !part.is_field ? text.accept(part.text)
                      : is_name      ? read_name(text, part.text, parts, point_follows)
                                     : read_number(text, part.text, parts);
    if (!read) return false;
  }
  return true;
}

bool read_iso_day(TimeText& text, Parts& parts) {
  static const std::vector<PatternPart> date = read_pattern("YYYY-MM-DD");
  return read_parts(text, date, parts);
}

// ISO 8601: the seconds need not be there.
bool read_iso(TimeText& text, Parts& parts) {
  static const std::vector<PatternPart> time = {{true, "HH"}, {false, ":"}, {true, "mm"}};
  if (!read_iso_day(text, parts)) return false;
  if (!text.accept("T") && !text.accept("t") && !text.accept(" ")) return false;
  if (!read_parts(text, time, parts)) return false;
  if (text.accept(":")) {
    if (!set(parts.second, text.number(2, 2))) return false;
    if ((text.accept(".") || text.accept(",")) && !set(parts.fraction_us, text.fraction()))
      return false;
  }
  text.accept(" ");  // Exim's "10:00:00 +0200"
  return text.done() || set(parts.offset_us, text.offset_us());
}

// RFC 2822, 3.3: the day of the week, the seconds and a comment at the end need not be there.
bool read_rfc2822(TimeText& text, Parts& parts) {
  static const std::vector<PatternPart> day = {{true, "ddd"}, {false, ","}};
  static const std::vector<PatternPart> date = read_pattern("D MMM YYYY HH:mm");
  TimeText behind_day = text;
  if (read_parts(behind_day, day, parts)) text = behind_day;
  text.accept_spaces();
  if (!read_parts(text, date, parts)) return false;
  if (text.accept(":") && !set(parts.second, text.number(2, 2))) return false;
  text.accept_spaces();
  if (!set(parts.offset_us, text.offset_us())) return false;
  text.accept_spaces();
  return text.done() || text.accept_comment();
}

bool is_iso_day(std::string_view text) {
  TimeText rest(text);
  Parts parts;
  return read_iso_day(rest, parts) && rest.done();
}

// What is wrong with the numbers, or null.
const char* judge(Parts& parts) {
  if (parts.year < 1 || parts.month < 1 || parts.month > 12) return "there is no such month";
  if (parts.day < 1 || parts.day > Month(parts.year, parts.month).days())
    return "the month has no such day";
  if (parts.afternoon) {
    if (parts.hour < 1 || parts.hour > 12) return "AM and PM have hours 1 to 12";
    parts.hour = parts.hour % 12 + (*parts.afternoon ? 12 : 0);
  }
  const auto date = std::chrono::year{parts.year} / parts.month / parts.day;
  const auto weekday = std::chrono::weekday{std::chrono::sys_days{date}}.c_encoding();
  if (parts.weekday && static_cast<unsigned>(*parts.weekday) != weekday)
    return "that date is another day of the week";
  if (parts.hour > 23 || parts.minute > 59 || parts.second > 59) return "no clock shows that";
  return nullptr;
}

ClockTime clock_time(const Parts& parts) {
  const auto date = std::chrono::year{parts.year} / parts.month / parts.day;
  const std::int64_t days = std::chrono::sys_days{date}.time_since_epoch().count();
  const std::int64_t seconds = ((days * 24 + parts.hour) * 60 + parts.minute) * 60 + parts.second;
  return {seconds * us_per_second + parts.fraction_us, parts.offset_us};
}

std::string read_epoch(std::string_view text, ClockTime& time) {
  try {
    time = {parse_epoch_seconds(text).unix_us, 0};
    return {};
  } catch (const Error& error) {
    return error.what();
  }
}

std::string read_epoch_ms(std::string_view text, ClockTime& time) {
  constexpr std::size_t most_digits = 15;  // beyond the year 9999
  if (text.empty() || text.size() > most_digits || !std::ranges::all_of(text, is_digit))
    return in_quotes(text) + " is not a time: write whole milliseconds since 1970";
  std::int64_t value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  time = {value * 1000, 0};
  return {};
}

}  // namespace

TimeLayout::TimeLayout(std::string_view layout) : text_(layout) {
  kind_ = layout == "iso"        ? Kind::iso
          : layout == "rfc2822"  ? Kind::rfc2822
          : layout == "epoch"    ? Kind::epoch
          : layout == "epoch_ms" ? Kind::epoch_ms
                                 : Kind::pattern;
  if (kind_ == Kind::pattern) parts_ = read_pattern(layout);
}

bool TimeLayout::has_day() const noexcept {
  return kind_ != Kind::pattern || std::ranges::any_of(parts_, [](const PatternPart& part) {
           return part.is_field && part.text.front() == 'D';
         });
}

std::string TimeLayout::read(std::string_view text, ClockTime& time) const {
  if (kind_ == Kind::epoch) return read_epoch(text, time);
  if (kind_ == Kind::epoch_ms) return read_epoch_ms(text, time);
  TimeText rest(text);
  Parts parts;
  const bool read = kind_ == Kind::iso       ? read_iso(rest, parts)
                    : kind_ == Kind::rfc2822 ? read_rfc2822(rest, parts)
                                             : read_parts(rest, parts_, parts);
  if (!read || !rest.done())
    return in_quotes(text) + " is not a time of the layout " +
           in_quotes(kind_ == Kind::iso ? "YYYY-MM-DDTHH:mm:ss" : text_) +
           (kind_ == Kind::iso && is_iso_day(text)
                ? "; a day alone is read by time_layout=YYYY-MM-DD, as the start of the day"
                : "");
  if (const char* wrong = judge(parts)) return in_quotes(text) + " is not a time: " + wrong;
  time = clock_time(parts);
  return {};
}

std::string to_instant(const ClockTime& time, const Zone* zone, Ambiguous ambiguous,
                       Instant& instant) {
  if (time.offset_us) {
    instant = {time.local_us - *time.offset_us};
    return {};
  }
  if (zone == nullptr)
    return "it has no offset from UTC: say in which zone it is (--zone Europe/Stockholm, or zone in"
           " the map)";
  const LocalInstants found = zone->at_local(time.local_us);
  if (found.count == 0)
    return "clocks in " + zone->name() +
           " never showed it: it is skipped in spring, or outside 1970 to 2199; is the zone right?";
  if (found.count == 2 && ambiguous == Ambiguous::refused)
    return "clocks in " + zone->name() +
           " showed it twice: say which is meant (ambiguous = \"first\" or \"second\")";
  instant = ambiguous == Ambiguous::second ? found.last : found.first;
  return {};
}

}  // namespace porto::internal
