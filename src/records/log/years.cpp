// See years.hpp.
#include "records/log/years.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace porto::internal {

int day_in_year(std::string_view text) noexcept {
  constexpr std::string_view names = "JanFebMarAprMayJunJulAugSepOctNovDec";
  constexpr std::size_t month_and_day = 6;
  if (text.size() < month_and_day) return 0;
  const std::size_t at = names.find(text.substr(0, 3));
  const bool tens = is_digit(text[4]);
  if (at == names.npos || at % 3 != 0 || (!tens && text[4] != ' ') || !is_digit(text[5])) return 0;
  return static_cast<int>(at / 3) * 31 + (tens ? text[4] - '0' : 0) * 10 + (text[5] - '0') + 1;
}

bool starts_with_date(std::string_view text) noexcept {
  return text.size() >= 19 && text[4] == '-' && text[7] == '-' && text[13] == ':' &&
         std::ranges::all_of(text.substr(0, 4), is_digit);
}

void LogYears::pass(std::string_view text) noexcept {
  const auto number = [&](std::size_t at, std::size_t digits) {
    int value = 0;
    for (const char c : text.substr(at, digits)) value = value * 10 + (c - '0');
    return value;
  };
  if (starts_with_date(text)) {
    const int month = number(5, 2);
    if (month < 1 || month > 12) return;  // no time
    passed_ = number(0, 4) - said_;
    last_day_ = (month - 1) * 31 + number(8, 2);
    return;
  }
  const int day = day_in_year(text);
  if (day == 0) return;
  if (last_day_ == 0) {
    if (day < origin_) passed_ = 1;
  } else if (day - last_day_ < -half_a_year) {
    ++passed_;
  } else if (day - last_day_ > half_a_year) {
    --passed_;
  }
  last_day_ = day;
  least_ = counted_ ? std::min(least_, passed_) : passed_;
  most_ = counted_ ? std::max(most_, passed_) : passed_;
  counted_ = true;
}

}  // namespace porto::internal
