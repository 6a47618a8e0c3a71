// The one place where digits are dropped: an integer division, rounded by a named mode.
#pragma once

#include <compare>

#include "porto/decimal.hpp"

namespace porto::internal {

/// True if a quotient moves one step away from zero. Call only when the remainder is not zero;
/// `half` is how the remainder compares with half the divisor.
bool rounds_away(RoundingMode mode, bool negative, bool odd, std::strong_ordering half);

/// |numerator| / |denominator|, rounded; `negative` is the sign of the true quotient. For any
/// unsigned or never-negative integer type.
template <class Magnitude>
Magnitude divide_rounded(const Magnitude& numerator, const Magnitude& denominator, bool negative,
                         RoundingMode mode) {
  Magnitude quotient = numerator / denominator;
  const Magnitude remainder = numerator - quotient * denominator;
  if (remainder == 0) return quotient;
  const Magnitude rest = denominator - remainder;  // comparing with it, twice the remainder fits
  const auto half = remainder < rest   ? std::strong_ordering::less
                    : remainder > rest ? std::strong_ordering::greater
                                       : std::strong_ordering::equal;
  if (rounds_away(mode, negative, quotient % 2 == 1, half)) quotient += 1;
  return quotient;
}

}  // namespace porto::internal
