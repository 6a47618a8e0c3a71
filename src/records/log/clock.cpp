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

// A year that nobody needs: of lines that are only put in order. It is a leap year.
LogClock::LogClock(const ImportOptions& options)
    : first_year_(options.year), years_(options.year.value_or(2000)) {
  if (!options.zone.empty()) zone_.emplace(options.zone);
}

void LogClock::pass(std::string_view text) {
  if (text.empty() || text == passed_) return;
  passed_ = text;
  years_.pass(text);
  ClockTime time;
  const bool whole = starts_with_date(text) || first_year_.has_value();
  if (zone_ && whole && !has_offset(text) && parse(text, time).empty()) follow(time);
}

// The first of two hours is certain if a line came less than an hour before, the second one if the
// clock went back; lines may be a little late.
void LogClock::follow(const ClockTime& time) {
  constexpr std::int64_t minute_us = std::int64_t{60} * 1'000'000;
  constexpr std::int64_t late_us = 5 * minute_us;
  const LocalInstants found = zone_->at_local(time.local_us);
  if (found.count == 0) return;
  const std::int64_t first = found.first.unix_us;
  auto& [last_instant, certain] = moment_;
  const std::int64_t last = last_instant ? last_instant->unix_us : first;
  const bool back = found.count == 2 && first + late_us < last;
  if (found.count == 1)
    certain = true;
  else if (back)
    certain = found.last.unix_us + late_us >= last;
  else
    certain = certain && first - last < 60 * minute_us;
  last_instant = back && certain ? found.last : found.first;
}

std::int64_t LogClock::place() {
  if (passed_ == placed_) return place_;
  placed_ = passed_;
  ClockTime time;
  if (!parse(passed_, time).empty()) return place_;
  std::int64_t us = time.local_us - time.offset_us.value_or(0);
  const bool dated = starts_with_date(passed_) || first_year_.has_value();
  if (!time.offset_us && zone_ && dated && moment_.last) us = moment_.last->unix_us;
  place_ = std::max(place_, us);
  return place_;
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
  const std::string year = std::to_string(years_.year());
  return std::string(4 - std::min<std::size_t>(year.size(), 4), '0') + year + ' ' +
         std::string(text);
}

std::string LogClock::years() const {
  if (!first_year_) return {};
  const std::string said = std::to_string(*first_year_);
  const std::string first = std::to_string(years_.first_year());
  const std::string last = std::to_string(years_.last_year());
  const std::string span = first == last ? first : first + " to " + last;
  if (years_.counts_from_another() && span != said)
    return "the first line of all files is of " + said + " (--year); this one has lines of " + span;
  if (first == last) return {};
  return "the first line is of " + said + " (--year); the file has lines of " + span;
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
  if (!moment_.certain)
    return Refusal{"time is not certain",
                   in_quotes(text) + ": clocks in " + zone_->name() +
                       " showed it twice, and no line less than an hour before tells which is"
                       " meant; import it together with the log from before that hour"
                       " (mail.log.1 mail.log)"};
  instant = *moment_.last;
  return {};
}

}  // namespace porto::internal
