// A Decimal as a big integer and a scale: the only way in and out for code that needs more than 64
// bits. Boost.Multiprecision is seen here and in sources, never in a public header.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>

#include "porto/decimal.hpp"

namespace porto::internal {

using Integer = boost::multiprecision::checked_int256_t;

/// The friend of Decimal that lets the functions below see its coefficient.
struct DecimalParts {
  static Decimal decimal(const Integer& coefficient, int scale);
  static Integer coefficient(const Decimal& number);
};

/// coefficient x 10^-scale, with a scale of any sign. Error overflow.
inline Decimal decimal_of(const Integer& coefficient, int scale) {
  return DecimalParts::decimal(coefficient, scale);
}
/// The coefficient that belongs to number.scale().
inline Integer coefficient_of(const Decimal& number) { return DecimalParts::coefficient(number); }

/// The absolute value, of -2^63 too.
constexpr std::uint64_t magnitude_of(std::int64_t number) noexcept {
  const auto bits = static_cast<std::uint64_t>(number);
  return number < 0 ? 0 - bits : bits;
}

}  // namespace porto::internal
