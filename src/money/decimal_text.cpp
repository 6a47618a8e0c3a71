// Decimals as text: strict reading, canonical printing.
#include <algorithm>
#include <charconv>
#include <utility>

#include "base/text.hpp"
#include "money/decimal_parts.hpp"
#include "porto/decimal.hpp"
#include "porto/error.hpp"

namespace porto {

using namespace internal;

namespace {

using internal::Integer;

constexpr std::size_t chunk_digits = 18;  // always fit in 64 bits

// The length of the digits at the front.
std::size_t count_digits(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) -
                                  text.begin());
}

[[noreturn]] void throw_bad_number(std::string_view text, std::string_view reason) {
  throw Error(ErrorCode::bad_number, in_quotes(text) + " is not a number: " + std::string(reason) +
                                         "; write it like -12.50 (digits, a point for decimals)");
}

// Signs that look like the minus of a keyboard, and spaces that look like its space bar.
constexpr std::pair<std::string_view, std::string_view> look_alikes[] = {
    {"\u2212", "U+2212, a minus sign, where - is meant"},
    {"\u2010", "U+2010, a hyphen, where - is meant"},
    {"\u2013", "U+2013, a dash, where - is meant"},
    {"\u2014", "U+2014, a dash, where - is meant"},
    {"\uFF0D", "U+FF0D, a wide minus sign, where - is meant"},
    {"\u00A0", "U+00A0, a no-break space, and a space is not allowed"},
    {"\u202F", "U+202F, a no-break space, and a space is not allowed"},
    {"\u2009", "U+2009, a thin space, and a space is not allowed"},
};

// Why the text after the sign and the first digits cannot go on like this.
std::string reason_for(std::string_view rest, std::size_t digits_before) {
  const std::string_view first = first_character(rest);
  for (const auto& [sign, reason] : look_alikes)
    if (first == sign) return "it has " + std::string(reason);
  const std::string sign_of_place = in_quotes(first);
  if (digits_before == 0) return sign_of_place + " where a digit is expected";
  switch (rest[0]) {
    case ',':
      return "a comma is neither a decimal point nor a group mark here";
    case 'e':
    case 'E':
      return "an exponent is not allowed";
    case '.':
      return "there is a second point";
    case ' ':
      return "a space is not allowed";
    default:
      return "a number has no " + sign_of_place;
  }
}

std::uint64_t chunk_value(std::string_view digits) {
  std::uint64_t value = 0;
  for (char digit : digits) value = value * 10 + static_cast<std::uint64_t>(digit - '0');
  return value;
}

Integer integer_of(std::string_view digits) {
  Integer value = chunk_value(digits.substr(0, chunk_digits));
  for (std::size_t at = chunk_digits; at < digits.size(); at += chunk_digits) {
    const auto chunk = digits.substr(at, chunk_digits);
    value *= chunk_value("1" + std::string(chunk.size(), '0'));
    value += chunk_value(chunk);
  }
  return value;
}

std::string digits_of(std::uint64_t magnitude) {
  char buffer[20];  // 2^64 has 20 digits
  return {buffer, std::to_chars(buffer, std::end(buffer), magnitude).ptr};
}

// Puts the point before the last `scale` digits, with zeros where there are too few.
void set_point(std::string& digits, std::size_t scale) {
  if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
  digits.insert(digits.size() - scale, 1, '.');
}

}  // namespace

Decimal Decimal::parse(std::string_view text) {
  std::string_view rest = text;
  const bool negative = rest.starts_with('-');
  if (negative) rest.remove_prefix(1);
  if (rest.empty()) throw_bad_number(text, negative ? "there is no digit" : "it is empty");

  std::string_view whole = rest.substr(0, count_digits(rest));
  rest.remove_prefix(whole.size());
  std::string_view fraction;
  if (!whole.empty() && rest.starts_with('.')) {
    rest.remove_prefix(1);
    fraction = rest.substr(0, count_digits(rest));
    if (rest.empty()) throw_bad_number(text, "there is no digit after the point");
    rest.remove_prefix(fraction.size());
    if (fraction.empty()) throw_bad_number(text, reason_for(rest, 0));
  }
  if (whole.empty() || !rest.empty()) throw_bad_number(text, reason_for(rest, whole.size()));

  // Zeros at the ends say nothing about the value, so they must not decide whether it fits.
  while (whole.starts_with('0')) whole.remove_prefix(1);
  while (fraction.ends_with('0')) fraction.remove_suffix(1);
  std::string digits(whole);
  digits += fraction;
  const auto first = std::min(digits.find_first_not_of('0'), digits.size());
  if (digits.size() - first > max_digits || fraction.size() > max_digits)
    throw Error(ErrorCode::overflow, in_quotes(text) +
                                         " does not fit: a number has at most 76 "
                                         "digits, and at most 76 after the point; "
                                         "write fewer digits");
  const Integer magnitude = integer_of(std::string_view(digits).substr(first));
  return internal::decimal_of(negative ? Integer(-magnitude) : magnitude,
                              static_cast<int>(fraction.size()));
}

std::string Decimal::to_string() const {
  std::string text = is_wide_ ? Integer(abs(internal::coefficient_of(*this))).str()
                              : digits_of(magnitude_of(small_));
  if (scale_ > 0) {
    set_point(text, static_cast<std::size_t>(scale_));
    text.resize(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
  }
  return is_negative() ? "-" + text : text;
}

std::string Decimal::to_string_fixed(int decimals) const {
  if (decimals < 0 || decimals > max_digits)
    throw Error(ErrorCode::invalid_argument,
                "a number of decimals is from 0 to 76, not " + std::to_string(decimals));
  const int present = this->decimals();
  if (present > decimals)
    throw Error(ErrorCode::overflow, to_string() + " has more than " + std::to_string(decimals) +
                                         " decimals; round it first");
  std::string text = to_string();
  if (present == 0 && decimals > 0) text += '.';
  text.append(static_cast<std::size_t>(decimals - present), '0');
  return text;
}

}  // namespace porto
