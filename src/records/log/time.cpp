// See time.hpp.
#include "records/log/time.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "porto/calendar.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t old_length = 15;   // "Mar  1 00:00:01"
constexpr std::size_t clock_length = 8;  // "00:00:01"
constexpr std::size_t date_length = 10;  // "2026-03-01"

bool are_digits(std::string_view text) noexcept { return std::ranges::all_of(text, is_digit); }

// The number of a month's English short name as two digits, or empty.
std::string_view month_of(std::string_view line) noexcept {
  constexpr std::string_view names = "JanFebMarAprMayJunJulAugSepOctNovDec";
  constexpr std::string_view numbers = "010203040506070809101112";
  const std::size_t at = line.size() < 3 ? names.npos : names.find(line.substr(0, 3));
  return at == names.npos || at % 3 != 0 ? std::string_view() : numbers.substr(at / 3 * 2, 2);
}

bool is_clock(std::string_view line, std::size_t at) noexcept {
  return line.size() >= at + clock_length && line[at + 2] == ':' && line[at + 5] == ':' &&
         are_digits(line.substr(at, 2)) && are_digits(line.substr(at + 3, 2)) &&
         are_digits(line.substr(at + 6, 2));
}

bool is_year(std::string_view line, std::size_t at) noexcept {
  return line.size() > at + 4 && are_digits(line.substr(at, 4)) && line[at + 4] == ' ';
}

// The length of ".345"; 0 if there is no such thing.
std::size_t fraction_length(std::string_view line, std::size_t at) noexcept {
  if (at + 1 >= line.size() || (line[at] != '.' && line[at] != ',') || !is_digit(line[at + 1]))
    return 0;
  const std::size_t end = line.find_first_not_of("0123456789", at + 1);
  return std::min(end, line.size()) - at;
}

bool is_date(std::string_view line) noexcept {
  return line.size() >= date_length + 1 + clock_length && line[4] == '-' && line[7] == '-' &&
         line[13] == ':' && are_digits(line.substr(0, 4));
}

// Its marks are where they must be; what is between them is judged when the time is needed.
bool is_old(std::string_view line) noexcept {
  return line.size() > old_length && line[3] == ' ' && line[6] == ' ' && line[9] == ':' &&
         line[12] == ':' && is_digit(line[14]);
}

LogTime iso_time(std::string_view line) noexcept {
  constexpr std::size_t longest = 64;
  std::size_t end =
      std::min({line.substr(0, longest).find(' ', date_length + 1), line.size(), longest});
  // Exim may have the offset behind a space.
  const std::string_view rest = line.substr(end);
  const bool offset = rest.size() > 6 && (rest[1] == '+' || rest[1] == '-') && rest[6] == ' ' &&
                      are_digits(rest.substr(2, 4));
  if (offset) end += 6;
  return {line.substr(0, end), end};
}

// "Mar 1 00:00:01", "Mar  1 2026 00:00:01", either with a fraction.
LogTime loose_old_time(std::string_view line, std::string& made) {
  const std::string_view month = month_of(line);
  if (month.empty() || line.size() < 4 || line[3] != ' ') return {};
  std::size_t at = line.find_first_not_of(' ', 4);
  if (at == line.npos || at > 5) return {};
  const std::size_t day_end = std::min(line.find(' ', at), line.size());
  const std::string_view day = line.substr(at, day_end - at);
  if (day.empty() || day.size() > 2 || !are_digits(day)) return {};
  at = day_end + 1;
  std::string_view year;
  if (at < line.size() && is_year(line, at)) {
    year = line.substr(at, 4);
    at += 5;
  }
  if (!is_clock(line, at)) return {};
  std::string clock(line.substr(at, clock_length));
  at += clock_length;
  if (const std::size_t fraction = fraction_length(line, at); fraction != 0) {
    clock.append(".").append(line.substr(at + 1, fraction - 1));
    at += fraction;
  }
  const std::string one_digit(2 - day.size(), year.empty() ? ' ' : '0');
  made = year.empty()
             ? std::string(line.substr(0, 3)) + ' ' + one_digit + std::string(day)
             : std::string(year) + '-' + std::string(month) + '-' + one_digit + std::string(day);
  made += ' ' + clock;
  return {made, at};
}

LogTime old_time(std::string_view line, std::string& made) {
  if (is_old(line) && fraction_length(line, old_length) == 0)
    return {line.substr(0, old_length), old_length};
  return loose_old_time(line, made);
}

// The offset that a zone's short name means, where it means one and no other.
std::string_view offset_of(std::string_view zone) noexcept {
  using Known = std::pair<std::string_view, std::string_view>;
  constexpr std::array<Known, 8> known = {{{"UTC", "Z"},
                                           {"GMT", "Z"},
                                           {"WET", "Z"},
                                           {"WEST", "+01:00"},
                                           {"CET", "+01:00"},
                                           {"CEST", "+02:00"},
                                           {"EET", "+02:00"},
                                           {"EEST", "+03:00"}}};
  const auto found = std::ranges::find(known, zone, &Known::first);
  return found == known.end() ? std::string_view() : found->second;
}

bool begins_weekday(std::string_view line) noexcept {
  constexpr std::string_view names = "MonTueWedThuFriSatSun";
  if (line.size() < 4 || line[3] != ' ') return false;
  const std::size_t at = names.find(line.substr(0, 3));
  return at != names.npos && at % 3 == 0;
}

// Behind a weekday: "2026-03-01 00:00:01 CET", or an old time that may have its year at the end. A
// zone whose name is not known stays in the text, which is malformed then.
LogTime time_behind_weekday(std::string_view line, std::string& made) {
  LogTime time = is_date(line) ? iso_time(line) : old_time(line, made);
  if (time.length == 0) return {};
  std::string text(time.text);
  const std::size_t at = time.length + 1;
  if (!is_date(line)) {
    if (at < line.size() && is_year(line, at)) {
      const std::string dated =
          text.substr(0, 7) + std::string(line.substr(at, 4)) + text.substr(6);
      return {loose_old_time(dated, made).text, at + 4};
    }
    return time;
  }
  const std::string_view rest = line.substr(std::min(at, line.size()));
  const std::string_view zone = rest.substr(0, rest.find(' '));
  const std::string_view offset = offset_of(zone);
  made = text + (offset.empty() ? ' ' + std::string(zone) : std::string(offset));
  return {made, at + zone.size()};
}

// journalctl -o short-unix: ten digits, which are the years 2001 to 2286, and a fraction.
LogTime unix_time(std::string_view line, std::string& made) {
  constexpr std::size_t digits = 10;
  if (line.size() <= digits || line[digits] != '.' || !are_digits(line.substr(0, digits)))
    return {};
  const std::size_t end = digits + fraction_length(line, digits);
  if (end < digits + 4 || end > digits + 7 || (end < line.size() && line[end] != ' ')) return {};
  made = to_rfc3339(parse_epoch_seconds(line.substr(0, end)));
  return {made, end};
}

}  // namespace

LogTime log_time(std::string_view line, std::string& made) {
  if (line.size() < 4) return {};
  if (is_date(line)) return iso_time(line);
  if (LogTime time = old_time(line, made); time.length != 0) return time;
  if (begins_weekday(line)) {
    LogTime time = time_behind_weekday(line.substr(4), made);
    if (time.length != 0) time.length += 4;
    return time;
  }
  if (is_year(line, 0)) {  // syslog-ng's "2026 Mar  1 00:00:01"
    LogTime time = old_time(line.substr(5), made);
    if (time.length == 0) return {};
    const std::string text(time.text);
    const std::string dated = text.substr(0, 7) + std::string(line.substr(0, 4)) + text.substr(6);
    return {loose_old_time(dated, made).text, time.length + 5};
  }
  return unix_time(line, made);
}

std::size_t find_log_time(std::string_view text, std::size_t from) noexcept {
  constexpr std::size_t hour_and_day = 7;  // "Mar  1 "
  for (std::size_t at = text.find(':', from); at != text.npos; at = text.find(':', at + 1)) {
    if (at < 2 || !is_clock(text, at - 2)) continue;
    const std::size_t clock = at - 2;
    const auto may_begin = [&](std::size_t length) {
      return clock >= from + length && clock >= length;
    };
    if (may_begin(date_length + 1) && is_date(text.substr(clock - date_length - 1)))
      return clock - date_length - 1;
    for (const std::size_t length : {hour_and_day, hour_and_day - 1})
      if (may_begin(length) && text[clock - 1] == ' ' &&
          !month_of(text.substr(clock - length)).empty())
        return clock - length;
  }
  return text.npos;
}

}  // namespace porto::internal
