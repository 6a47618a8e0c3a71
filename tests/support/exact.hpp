// Exact fractions, for tests that compute by themselves what porto computes with Decimal.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "money/decimal_parts.hpp"

namespace porto::testing {

using namespace internal;

using Whole = boost::multiprecision::cpp_int;
using Exact = boost::multiprecision::cpp_rational;

inline Whole power_of_ten(int exponent) {
  return boost::multiprecision::pow(Whole(10), static_cast<unsigned>(exponent));
}

inline Exact exact(const Decimal& value) {
  return {Whole(internal::coefficient_of(value)), power_of_ten(value.scale())};
}

/// True if the fraction above a whole number takes it to the next one, away from zero.
inline bool goes_away_from_zero(std::string_view mode, bool is_negative, const Whole& whole,
                                const Exact& rest) {
  const Exact half(1, 2);
  if (mode == "half_up") return rest >= half;
  if (mode == "half_down") return rest > half;
  if (mode == "half_even") return rest > half || (rest == half && whole % 2 == 1);
  if (mode == "up") return rest > 0;
  if (mode == "down") return false;
  if (mode == "ceiling") return rest > 0 && !is_negative;
  if (mode == "floor") return rest > 0 && is_negative;
  throw std::invalid_argument("no rounding mode: " + std::string(mode));
}

/// Rounded to N decimals, in a mode of porto/decimal.hpp.
inline Exact rounded(const Exact& value, int decimals, std::string_view mode) {
  const Whole power = power_of_ten(decimals);
  const Exact scaled = abs(value) * power;
  Whole whole = numerator(scaled) / denominator(scaled);
  if (goes_away_from_zero(mode, value < 0, whole, scaled - whole)) ++whole;
  const Exact magnitude(whole, power);
  return value < 0 ? Exact(-magnitude) : magnitude;
}

/// How many decimals a value has, if they end: if the denominator is of 2s and 5s alone.
inline std::optional<int> decimals_of(const Exact& value) {
  Whole rest = denominator(value);
  int twos = 0;
  int fives = 0;
  for (; rest % 2 == 0; ++twos) rest /= 2;
  for (; rest % 5 == 0; ++fives) rest /= 5;
  if (rest != 1) return std::nullopt;
  return std::max(twos, fives);
}

}  // namespace porto::testing
