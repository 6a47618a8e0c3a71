// See clock.hpp.
#include "xlsx/clock.hpp"

#include <charconv>

namespace porto_cli {
namespace {

constexpr std::string_view kMonthForm = "yyyy-mm";
constexpr std::string_view kDayForm = "yyyy-mm-dd";
constexpr std::string_view kTimeForm = "yyyy-mm-ddThh:mm:ss";

/// The number at `begin`; a mark stands before it.
bool read_part(std::string_view text, std::size_t begin, std::size_t size, int& part) {
  const char* const from = text.data() + begin;
  const auto [stop, error] = std::from_chars(from, from + size, part);
  return error == std::errc() && stop == from + size && part >= 0;
}

}  // namespace

std::optional<Clock> clock_of(std::string_view text) {
  Clock clock;
  const bool has_time = text.size() > kTimeForm.size();
  if (text.size() != kMonthForm.size() && text.size() != kDayForm.size() && !has_time) return {};
  bool good = read_part(text, 0, 4, clock.year) && read_part(text, 5, 2, clock.month);
  if (text.size() >= kDayForm.size()) good = good && read_part(text, 8, 2, clock.day);
  if (has_time) {
    good = good && read_part(text, 11, 2, clock.hour) && read_part(text, 14, 2, clock.minute) &&
           read_part(text, 17, 2, clock.second);
    clock.offset = text.substr(kTimeForm.size());
  }
  if (!good || clock.offset.starts_with('.')) return {};
  if (clock.year < 1900 || (clock.year == 1900 && clock.month < 3)) return {};
  return clock;
}

std::string format_of(const Clock& clock, std::string_view text) {
  if (text.size() == kMonthForm.size()) return std::string(kMonthForm);
  if (text.size() == kDayForm.size()) return std::string(kDayForm);
  return "yyyy-mm-dd hh:mm:ss\" " + clock.offset + "\"";
}

}  // namespace porto_cli
