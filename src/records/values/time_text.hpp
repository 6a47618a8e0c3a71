// What a text of a time is read with, from the left.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "records/values/time_names.hpp"

namespace porto::internal {

class TimeText {
 public:
  explicit TimeText(std::string_view text) : rest_(text) {}

  bool done() const noexcept { return rest_.empty(); }
  bool accept(std::string_view mark) noexcept;
  /// Takes spaces; false if there are none.
  bool accept_spaces() noexcept;
  /// Takes all that is left, if it is in parentheses.
  bool accept_comment() noexcept;
  /// A number of `least` to `most` digits.
  std::optional<int> number(std::size_t least, std::size_t most);
  /// Digits of a fraction as microseconds, floored.
  std::optional<std::int64_t> fraction();
  std::optional<int> month(NameLength length) { return take_month(rest_, length); }
  std::optional<int> weekday(NameLength length) { return take_weekday(rest_, length); }
  /// "Z", "+02:00", "+0200", "+02"; "UTC", "GMT" or "UT", also with one of these behind it.
  std::optional<std::int64_t> offset_us();

 private:
  std::optional<std::int64_t> signed_offset_us();

  std::string_view rest_;
};

}  // namespace porto::internal
