// Reading the yearly rules of the tz database, and the offset they give.
#include "calendar/yearly_rule.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::local_seconds;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_seconds;
using std::chrono::year;

// Reads a rule from the left.
class RuleReader {
 public:
  explicit RuleReader(std::string_view text) : text_(text), rest_(text) {}

  YearlyRule rule() {
    YearlyRule rule;
    skip_name();
    rule.standard_ = -time();
    if (rest_.empty()) return rule;
    skip_name();
    seconds daylight = rule.standard_ + hours{1};
    if (!rest_.starts_with(',')) daylight = -time();
    expect(',');
    const auto start = change();
    expect(',');
    const auto end = change();
    if (!rest_.empty()) refuse();
    rule.daylight_ = {daylight, start, end};
    return rule;
  }

 private:
  [[noreturn]] void refuse() const {
    throw Error(ErrorCode::unknown_zone, "the tz database has the rule " + in_quotes(text_) +
                                             ", which porto cannot read; reinstall tzdata");
  }

  bool accept(char wanted) {
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void expect(char wanted) {
    if (!accept(wanted)) refuse();
  }

  // "CET", or "<+03>" where the name is not of letters.
  void skip_name() {
    constexpr std::string_view ends_of_name = "+-,0123456789";
    const bool bracketed = rest_.starts_with('<');
    const auto end = bracketed ? rest_.find('>') : rest_.find_first_of(ends_of_name);
    if (end == 0 || (bracketed && end == rest_.npos)) refuse();
    rest_.remove_prefix(std::min(bracketed ? end + 1 : end, rest_.size()));
  }

  int number(int low, int high) {
    int value = 0;
    std::size_t width = 0;
    for (; width < rest_.size() && width < 3; ++width) {
      if (rest_[width] < '0' || rest_[width] > '9') break;
      value = value * 10 + (rest_[width] - '0');
    }
    if (width == 0 || value < low || value > high) refuse();
    rest_.remove_prefix(width);
    return value;
  }

  // Hours, and minutes and seconds if need be, of any sign.
  seconds time() {
    const bool negative = accept('-');
    if (!negative) accept('+');
    seconds value = hours{number(0, 167)};
    if (accept(':')) value += minutes{number(0, 59)};
    if (accept(':')) value += seconds{number(0, 59)};
    return negative ? -value : value;
  }

  YearlyRule::Change change() {
    YearlyRule::Change change;
    if (accept('M')) {
      const std::chrono::month month{static_cast<unsigned>(number(1, 12))};
      expect('.');
      const auto nth = static_cast<unsigned>(number(1, 5));
      expect('.');
      const std::chrono::weekday weekday{static_cast<unsigned>(number(0, 6))};
      change.day = YearlyRule::NthWeekday{month, nth, weekday};
    } else if (accept('J')) {
      change.day = YearlyRule::DayWithoutLeap{number(1, 365)};
    } else {
      change.day = YearlyRule::DaysAfterNewYear{number(0, 365)};
    }
    change.local_time = accept('/') ? time() : hours{2};
    return change;
  }

  std::string_view text_;
  std::string_view rest_;
};

YearlyRule YearlyRule::parse(std::string_view text) { return RuleReader(text).rule(); }

local_seconds YearlyRule::Change::in(year year) const {
  const local_days new_year{year / std::chrono::January / 1};
  if (const auto* nth_day = std::get_if<NthWeekday>(&day)) {
    const auto month = year / nth_day->month;
    const auto weekday = nth_day->weekday;
    if (nth_day->nth == 5) return local_days{month / weekday[std::chrono::last]} + local_time;
    return local_days{month / weekday[nth_day->nth]} + local_time;
  }
  if (const auto* numbered = std::get_if<DayWithoutLeap>(&day)) {
    const bool after_leap_day = year.is_leap() && numbered->day >= 60;
    return new_year + days{numbered->day - 1 + (after_leap_day ? 1 : 0)} + local_time;
  }
  return new_year + days{std::get<DaysAfterNewYear>(day).days} + local_time;
}

YearlyRule::OffsetSpan YearlyRule::at(sys_seconds moment) const {
  if (!daylight_) return {standard_, sys_seconds::max()};
  // The changes of the year and its neighbours, so that there is one before and one after the
  // moment in either hemisphere.
  std::array<std::pair<sys_seconds, seconds>, 6> changes;
  const std::chrono::year_month_day date{std::chrono::floor<days>(moment)};
  auto next = changes.begin();
  for (const year y :
       {date.year() - std::chrono::years{1}, date.year(), date.year() + std::chrono::years{1}}) {
    const auto start = daylight_->start.in(y).time_since_epoch() - standard_;
    const auto end = daylight_->end.in(y).time_since_epoch() - daylight_->offset;
    *next++ = {sys_seconds{start}, daylight_->offset};
    *next++ = {sys_seconds{end}, standard_};
  }
  std::sort(changes.begin(), changes.end());
  const auto after = std::find_if(changes.begin(), changes.end(),
                                  [moment](const auto& change) { return change.first > moment; });
  return {std::prev(after)->second, after->first};
}

}  // namespace porto::internal
