// See time_layout.hpp.
#include "formats/time_layout.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "base/text.hpp"
#include "calendar/microseconds.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

// In the order in which they are looked for: longer ones first.
constexpr std::array<std::string_view, 15> field_names = {
    "YYYY", "YY", "MMM", "MM", "M", "DD", "D", "HH", "H", "hh", "h", "mm", "ss", "f", "A"};
constexpr std::string_view offset_name = "Z";

constexpr std::array<std::string_view, 12> english = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 12> swedish = {"jan", "feb", "mar", "apr", "maj", "jun",
                                                      "jul", "aug", "sep", "okt", "nov", "dec"};

bool is_letter(char c) noexcept { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

bool is_field(std::string_view part) { return is_letter(part.front()) && part != "T"; }

// What of a date and time a field is: fields of the same letter, but MM and mm, are the same.
char kind_of_field(std::string_view field) { return field.front() == 'h' ? 'H' : field.front(); }

[[noreturn]] void refuse_layout(std::string_view layout, const std::string& why) {
  throw Error(ErrorCode::invalid_argument,
              "the time layout " + in_quotes(layout) + " " + why +
                  "; write iso, epoch, epoch_ms, or a pattern such as YYYY-MM-DD HH:mm:ss",
              "time_layout");
}

// A pattern as fields and marks.
std::vector<std::string> split(std::string_view layout) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < layout.size();) {
    const std::string_view rest = layout.substr(at);
    const auto field = std::ranges::find_if(
        field_names, [rest](std::string_view name) { return rest.starts_with(name); });
    std::string_view part = rest.substr(0, 1);
    if (field != field_names.end())
      part = *field;
    else if (is_letter(part.front()) && part != "T" && part != offset_name)
      refuse_layout(layout, "has the letter " + in_quotes(part) + ", which is no part of a time");
    parts.emplace_back(part);
    at += part.size();
  }
  return parts;
}

void check(std::string_view layout, const std::vector<std::string>& parts) {
  std::string kinds;
  for (const std::string& part : parts) {
    if (!is_field(part)) continue;
    const char kind = kind_of_field(part);
    if (kinds.find(kind) != std::string::npos)
      refuse_layout(layout, "has " + in_quotes(part) + " where that is known already");
    kinds += kind;
  }
  const auto has = [&](char kind) { return kinds.find(kind) != std::string::npos; };
  if (!has('Y') || !has('M')) refuse_layout(layout, "has no year and month");
  const bool twelve = layout.find('h') != layout.npos;
  if (twelve != has('A'))
    refuse_layout(layout, twelve ? "has hours to 12 without A (AM or PM)" : "has A without h");
  if ((has('H') && !has('D')) || (has('m') && !has('H')) || (has('s') && !has('m')) ||
      (has('f') && !has('s')))
    refuse_layout(layout, "has a part without the larger one before it");
}

// Reads a text from the left, as far as a pattern or ISO demands.
class Text {
 public:
  explicit Text(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  bool accept(std::string_view mark) {
    if (!rest_.starts_with(mark)) return false;
    rest_.remove_prefix(mark.size());
    return true;
  }
  // A number of `least` to `most` digits.
  std::optional<int> number(std::size_t least, std::size_t most) {
    int value = 0;
    std::size_t width = 0;
    for (; width < most && width < rest_.size() && is_digit(rest_[width]); ++width)
      value = value * 10 + (rest_[width] - '0');
    if (width < least) return std::nullopt;
    rest_.remove_prefix(width);
    return value;
  }
  // Fraction digits as microseconds, floored.
  std::optional<std::int64_t> fraction() {
    std::int64_t us = 0;
    std::size_t width = 0;
    for (; width < rest_.size() && is_digit(rest_[width]); ++width)
      if (width < 6) us = us * 10 + (rest_[width] - '0');
    if (width == 0) return std::nullopt;
    for (std::size_t i = width; i < 6; ++i) us *= 10;
    rest_.remove_prefix(width);
    return us;
  }
  std::optional<int> month_name() {
    const std::string name = lower(rest_.substr(0, 3));
    for (const auto& names : {english, swedish})
      if (const auto at = std::ranges::find(names, name); at != names.end()) {
        rest_.remove_prefix(3);
        return static_cast<int>(at - names.begin()) + 1;
      }
    return std::nullopt;
  }
  // "Z", "+02:00", "+0200"
  std::optional<std::int64_t> offset_us() {
    if (accept("Z") || accept("z")) return 0;
    const bool west = accept("-");
    if (!west && !accept("+")) return std::nullopt;
    const auto hours = number(2, 2);
    accept(":");
    const auto minutes = number(2, 2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
    const std::int64_t us = (*hours * 60 + *minutes) * 60 * us_per_second;
    return west ? -us : us;
  }

 private:
  std::string_view rest_;
};

struct Parts {
  int year = 0;
  int month = 1;
  int day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::int64_t fraction_us = 0;
  std::optional<bool> afternoon;
  std::optional<std::int64_t> offset_us;
};

template <class To, class From>
bool set(To& to, const std::optional<From>& from) {
  if (from) to = *from;
  return from.has_value();
}

// Reads one field of a pattern; false if it is not there.
bool read_field(Text& text, std::string_view field, Parts& parts) {
  const std::size_t least = field.size();
  const std::size_t most = std::max<std::size_t>(2, field.size());
  switch (field.front()) {
    case 'Y':
      if (!set(parts.year, text.number(least, most))) return false;
      if (least == 2) parts.year += 2000;
      return true;
    case 'M':
      return set(parts.month, least == 3 ? text.month_name() : text.number(least, most));
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

bool read_pattern(Text& text, const std::vector<std::string>& pattern, Parts& parts) {
  return std::ranges::all_of(pattern, [&](const std::string& part) {
    return is_field(part) ? read_field(text, part, parts) : text.accept(part);
  });
}

bool read_iso(Text& text, Parts& parts) {
  static const std::vector<std::string> date = split("YYYY-MM-DD");
  static const std::vector<std::string> time = split("HH:mm:ss");
  if (!read_pattern(text, date, parts)) return false;
  if (!text.accept("T") && !text.accept("t") && !text.accept(" ")) return false;
  if (!read_pattern(text, time, parts)) return false;
  if ((text.accept(".") || text.accept(",")) && !set(parts.fraction_us, text.fraction()))
    return false;
  text.accept(" ");  // Exim's "10:00:00 +0200"
  return text.done() || set(parts.offset_us, text.offset_us());
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
          : layout == "epoch"    ? Kind::epoch
          : layout == "epoch_ms" ? Kind::epoch_ms
                                 : Kind::pattern;
  if (kind_ != Kind::pattern) return;
  parts_ = split(layout);
  check(layout, parts_);
}

bool TimeLayout::has_day() const noexcept {
  return kind_ != Kind::pattern || text_.find('D') != text_.npos;
}

std::string TimeLayout::read(std::string_view text, ClockTime& time) const {
  if (kind_ == Kind::epoch) return read_epoch(text, time);
  if (kind_ == Kind::epoch_ms) return read_epoch_ms(text, time);
  Text rest(text);
  Parts parts;
  const bool read = kind_ == Kind::iso ? read_iso(rest, parts) : read_pattern(rest, parts_, parts);
  if (!read || !rest.done())
    return in_quotes(text) + " is not a time of the layout " +
           in_quotes(kind_ == Kind::iso ? "YYYY-MM-DDTHH:mm:ss" : text_);
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
    return "it has no offset from UTC: say in which zone it is (zone = \"Europe/Stockholm\")";
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
