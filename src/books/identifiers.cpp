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

// Every second digit counts twice, from the last but one backwards.
bool has_luhn_digit(std::string_view digits) noexcept {
  if (!is_digits(digits)) return false;
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const bool is_doubled = (digits.size() - i) % 2 == 0;
    const int counted = (digits[i] - '0') * (is_doubled ? 2 : 1);
    sum += counted / 10 + counted % 10;
  }
  return sum % 10 == 0;
}

// ISO 13616: the first four characters are moved to the end, letters are 10 to 35, and the number
// is 1 modulo 97.
bool is_iban(std::string_view iban) noexcept {
  constexpr std::size_t least = 15;
  constexpr std::size_t most = 34;
  constexpr std::size_t moved = 4;
  if (iban.size() < least || iban.size() > most || !begins_with_country(iban) ||
      !is_digits(iban.substr(2, 2)))
    return false;
  int rest = 0;
  for (std::size_t i = 0; i < iban.size(); ++i) {
    const char c = iban[(i + moved) % iban.size()];
    if (is_digit(c))
      rest = (rest * 10 + (c - '0')) % 97;
    else if (c >= 'A' && c <= 'Z')
      rest = (rest * 100 + (c - 'A' + 10)) % 97;
    else
      return false;
  }
  return rest == 1;
}

bool is_swedish_organisation(std::string_view digits) noexcept {
  constexpr std::size_t length = 10;
  return digits.size() == length && has_luhn_digit(digits);
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
