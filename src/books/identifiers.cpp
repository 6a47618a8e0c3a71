// See identifiers.hpp.
#include "books/identifiers.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace porto::internal {

std::string without_marks(std::string_view number) {
  std::string digits(number);
  std::erase_if(digits, [](char c) { return c == ' ' || c == '-'; });
  return digits;
}

bool is_digits(std::string_view text) noexcept {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

bool is_swedish_organisation(std::string_view digits) noexcept {
  constexpr std::size_t length = 10;
  if (digits.size() != length || !is_digits(digits)) return false;
  int sum = 0;
  for (std::size_t i = 0; i < length; ++i) {
    const int doubled = (digits[i] - '0') * (i % 2 == 0 ? 2 : 1);
    sum += doubled / 10 + doubled % 10;
  }
  return sum % 10 == 0;
}

bool is_swedish_vat_number(std::string_view number) noexcept {
  constexpr std::size_t length = 14;
  return number.size() == length && number.starts_with("SE") && number.ends_with("01") &&
         is_swedish_organisation(number.substr(2, 10));
}

bool begins_with_country(std::string_view number) noexcept {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  return number.size() > 2 && is_upper(number[0]) && is_upper(number[1]);
}

}  // namespace porto::internal
