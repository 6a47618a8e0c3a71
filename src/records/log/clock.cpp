// See clock.hpp.
#include "records/log/clock.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

const TimeLayout& iso() {
  static const TimeLayout layout("iso");
  return layout;
}

bool starts_with_date(std::string_view line) noexcept {
  return line.size() >= 19 && line[4] == '-' && line[7] == '-' && line[13] == ':' &&
         std::ranges::all_of(line.substr(0, 4), is_digit);
}

// How far into its year an old syslog time is, in days of months that all have 31; 0 if it names
// none.
int day_of(std::string_view text) noexcept {
  constexpr std::string_view names = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const std::size_t at = names.find(text.substr(0, 3));
  const bool tens = is_digit(text[4]);
  if (at == names.npos || at % 3 != 0 || (!tens && text[4] != ' ') || !is_digit(text[5])) return 0;
  return static_cast<int>(at / 3) * 31 + (tens ? text[4] - '0' : 0) * 10 + (text[5] - '0') + 1;
}

bool has_offset(std::string_view time) noexcept {
  constexpr std::size_t clock_length = 19;  // "2026-03-01T00:00:01"
  return time.size() > clock_length &&
         time.find_first_of("+-Zz", clock_length) != std::string_view::npos;
}

[[noreturn]] void demand(const char* what, const char* option, const std::string& place) {
  throw Error(ErrorCode::bad_input,
              std::string("the times of this log have no ") + what + "; say " + option, place);
}

}  // namespace

LogClock::LogClock(const ImportOptions& options) : first_year_(options.year) {
  if (!options.zone.empty()) zone_.emplace(options.zone);
}

void LogClock::pass(std::string_view text) {
  if (text.empty() || text == passed_) return;
  passed_ = text;
  count_years(text);
  ClockTime time;
  const bool whole = starts_with_date(text) || first_year_.has_value();
  if (zone_ && whole && !has_offset(text) && parse(text, time).empty()) follow(time);
}

// A step back of more than half a year is a new year; one forward is a late line of the year
// before, which may come before all others.
void LogClock::count_years(std::string_view text) {
  constexpr int half_a_year = 6 * 31;
  const int day = starts_with_date(text) ? 0 : day_of(text);
  if (day == 0) return;
  const int step = last_day_ == 0 ? 0 : day - last_day_;
  last_day_ = day;
  if (step < -half_a_year) most_passed_ = std::max(most_passed_, ++years_passed_);
  if (step > half_a_year) least_passed_ = std::min(least_passed_, --years_passed_);
}

// The first of two hours is certain if a line came less than an hour before, the second one if the
// clock went back; lines may be a little late.
void LogClock::follow(const ClockTime& time) {
  constexpr std::int64_t minute_us = std::int64_t{60} * 1'000'000;
  constexpr std::int64_t late_us = 5 * minute_us;
  const LocalInstants found = zone_->at_local(time.local_us);
  if (found.count == 0) return;
  const std::int64_t first = found.first.unix_us;
  const std::int64_t last = last_ ? last_->unix_us : first;
  const bool back = found.count == 2 && first + late_us < last;
  if (found.count == 1)
    certain_ = true;
  else if (back)
    certain_ = found.last.unix_us + late_us >= last;
  else
    certain_ = certain_ && first - last < 60 * minute_us;
  last_ = back && certain_ ? found.last : found.first;
}

// With the year in front of an old time.
std::string LogClock::parse(std::string_view text, ClockTime& time) const {
  static const TimeLayout padded("YYYY MMM  D HH:mm:ss");
  static const TimeLayout padded_fraction("YYYY MMM  D HH:mm:ss.f");
  static const TimeLayout full("YYYY MMM DD HH:mm:ss");
  static const TimeLayout full_fraction("YYYY MMM DD HH:mm:ss.f");
  if (starts_with_date(text)) return iso().read(text, time);
  const bool has_fraction = text.find('.') != text.npos;
  const TimeLayout& layout = text[4] == ' ' ? (has_fraction ? padded_fraction : padded)
                                            : (has_fraction ? full_fraction : full);
  return layout.read(with_year(text), time);
}

std::string LogClock::with_year(std::string_view text) const {
  const std::string year = std::to_string(first_year_.value_or(0) + years_passed_);
  return std::string(4 - std::min<std::size_t>(year.size(), 4), '0') + year + ' ' +
         std::string(text);
}

std::string LogClock::years() const {
  if (!first_year_ || least_passed_ == most_passed_) return {};
  return "the first line is of " + std::to_string(*first_year_) +
         " (--year); the file has lines of " + std::to_string(*first_year_ + least_passed_) +
         " to " + std::to_string(*first_year_ + most_passed_);
}

std::optional<Refusal> LogClock::read(std::string_view text, const std::string& place,
                                      Instant& instant) {
  pass(text);
  const bool old = !starts_with_date(text);
  if (old && !first_year_) demand("year", "that of the first line (--year 2026)", place);
  shown_ = old ? with_year(text) : std::string(text);
  ClockTime time;
  std::string why = parse(text, time);
  if (!why.empty()) return Refusal{"time is malformed", why};
  if (!time.offset_us && !zone_) demand("zone", "which (--zone Europe/Stockholm)", place);
  why = to_instant(time, zone_ ? &*zone_ : nullptr, Ambiguous::first, instant);
  if (!why.empty()) return Refusal{"time is not certain", in_quotes(text) + ": " + why};
  if (time.offset_us) return {};
  if (!certain_)
    return Refusal{"time is not certain",
                   in_quotes(text) + ": clocks in " + zone_->name() +
                       " showed it twice, and no line less than an hour before tells which is"
                       " meant; import the log from before that hour in one stream"
                       " (cat mail.log.1 mail.log | ... -)"};
  instant = *last_;
  return {};
}

}  // namespace porto::internal
