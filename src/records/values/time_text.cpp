// See time_text.hpp.
#include "records/values/time_text.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "calendar/microseconds.hpp"

namespace porto::internal {

bool TimeText::accept(std::string_view mark) noexcept {
  if (!rest_.starts_with(mark)) return false;
  rest_.remove_prefix(mark.size());
  return true;
}

bool TimeText::accept_spaces() noexcept {
  const std::size_t count = std::min(rest_.find_first_not_of(' '), rest_.size());
  rest_.remove_prefix(count);
  return count != 0;
}

bool TimeText::accept_comment() noexcept {
  if (!rest_.starts_with('(') || !rest_.ends_with(')')) return false;
  rest_ = {};
  return true;
}

std::optional<int> TimeText::number(std::size_t least, std::size_t most) {
  int value = 0;
  std::size_t width = 0;
  for (; width < most && width < rest_.size() && is_digit(rest_[width]); ++width)
    value = value * 10 + (rest_[width] - '0');
  if (width < least) return std::nullopt;
  rest_.remove_prefix(width);
  return value;
}

std::optional<std::int64_t> TimeText::fraction() {
  std::int64_t us = 0;
  std::size_t width = 0;
  for (; width < rest_.size() && is_digit(rest_[width]); ++width)
    if (width < 6) us = us * 10 + (rest_[width] - '0');
  if (width == 0) return std::nullopt;
  for (std::size_t i = width; i < 6; ++i) us *= 10;
  rest_.remove_prefix(width);
  return us;
}

std::optional<std::int64_t> TimeText::offset_us() {
  if (accept("Z") || accept("z")) return 0;
  for (const std::string_view name : {"UTC", "utc", "GMT", "gmt", "UT"}) {
    if (!accept(name)) continue;
    const bool more = rest_.starts_with('+') || rest_.starts_with('-');
    return more ? signed_offset_us() : 0;
  }
  return signed_offset_us();
}

std::optional<std::int64_t> TimeText::signed_offset_us() {
  const bool west = accept("-");
  if (!west && !accept("+")) return std::nullopt;
  const auto hours = number(2, 2);
  const bool colon = accept(":");
  auto minutes = number(2, 2);
  if (!minutes && !colon) minutes = 0;  // PostgreSQL's "+02"
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const std::int64_t us = (*hours * 60 + *minutes) * 60 * us_per_second;
  return west ? -us : us;
}

}  // namespace porto::internal
