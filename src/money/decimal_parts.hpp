// A Decimal as a big integer and a scale: the only way in and out for code that needs more than 64
// bits. Boost.Multiprecision is seen here and in sources, never in a public header.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include "porto/decimal.hpp"

namespace porto::internal {

using Integer = boost::multiprecision::checked_int256_t;

/// What Decimal lets these functions see.
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

}  // namespace porto::internal
