// Exact decimal numbers: an integer and a scale, value = coefficient x 10^-scale, checked.
// No floating point, no rounding that is not asked for by name; what does not fit is an error.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <compare>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace porto {

/// How a number is rounded when digits are dropped. Names as in General Decimal Arithmetic.
enum class RoundingMode : std::uint8_t {
  half_up,    ///< nearest, ties away from zero (the default everywhere in porto)
  half_even,  ///< nearest, ties to the even neighbour
  half_down,  ///< nearest, ties toward zero
  up,         ///< away from zero
  down,       ///< toward zero
  ceiling,    ///< toward plus infinity
  floor,      ///< toward minus infinity
};

/// The name of a mode, such as "half_up".
const char* to_string(RoundingMode mode) noexcept;
/// The mode of a name. Error invalid_argument for any other text.
RoundingMode parse_rounding_mode(std::string_view name);

/// An exact decimal number of up to 76 digits, at most 76 of them after the point. A value: cheap
/// to copy, immutable but for assignment, equal and ordered by value (1.50 == 1.5). Never holds
/// "-0". Whatever does not fit is Error overflow, and what fits depends on the value alone, never
/// on how many zeros its text or its history had.
class Decimal {
 public:
  /// 256 bits: 2^63 units times a price with 18 decimals and 20 digits before the point fits twice
  /// over.
  using Integer = boost::multiprecision::checked_int256_t;
  /// The most decimals a Decimal can hold, and the most digits.
  static constexpr int max_digits = 76;

  constexpr Decimal() = default;  ///< zero
  /// A whole number; implicit, since it is exact. Not for floating point, which is not.
  template <std::integral Whole>
  Decimal(Whole whole) : coefficient_(whole) {}
  Decimal(const Integer& coefficient, int scale);  ///< coefficient x 10^-scale, scale of any sign
  /// Reads "-12.50": optional '-', digits, optional '.' and digits. Nothing else: no '+', exponent,
  /// spaces, group marks, "NaN". Error bad_number, or overflow beyond max_digits.
  static Decimal parse(std::string_view text);

  /// Canonical text: no exponent, no trailing zeros after the point, no "-0": "-12.5", "0", "1000".
  std::string to_string() const;
  /// Text with exactly `decimals` decimals (0 to 76), "860.00". The value must have no more (else
  /// Error overflow): rounding is a separate, named act.
  std::string to_string_fixed(int decimals) const;

  /// Rounded once to `decimals` decimals (negative: to tens, hundreds, ...), from -76 to 76.
  Decimal round(int decimals, RoundingMode mode) const;
  /// this / divisor, rounded once to `decimals`. Error invalid_argument for division by zero.
  Decimal divide(const Decimal& divisor, int decimals, RoundingMode mode) const;
  /// this / unit as a whole number by `mode`: how many started (up) or full (down) packages of a
  /// size. `unit` is not zero.
  Decimal count_of(const Decimal& unit, RoundingMode mode) const { return divide(unit, 0, mode); }

  Decimal operator-() const;
  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator-(const Decimal& a, const Decimal& b);
  friend Decimal operator*(const Decimal& a, const Decimal& b);
  Decimal& operator+=(const Decimal& b) { return *this = *this + b; }
  Decimal& operator-=(const Decimal& b) { return *this = *this - b; }

  friend bool operator==(const Decimal& a, const Decimal& b) { return compare(a, b) == 0; }
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
    return compare(a, b) <=> 0;
  }

  bool is_zero() const noexcept { return coefficient_.is_zero(); }
  bool is_negative() const noexcept { return coefficient_.sign() < 0; }
  /// True if there is nothing after the point.
  bool is_whole() const { return decimals() == 0; }
  /// How many decimals the canonical text has.
  int decimals() const;

  /// value x 10^decimals as int64: minor units, scaled quantities. Error overflow if it does not
  /// fit or if the value has more decimals than that.
  std::int64_t to_scaled_int64(int decimals) const;
  /// scaled x 10^-decimals, the reverse of to_scaled_int64.
  static Decimal from_scaled(std::int64_t scaled, int decimals) {
    return {Integer(scaled), decimals};
  }

  const Integer& coefficient() const noexcept { return coefficient_; }
  int scale() const noexcept { return scale_; }

 private:
  // Made in place of what is known to fit: copying an Integer would cost more than the arithmetic.
  struct Fits {};
  template <class Whole>
  Decimal(Fits, Whole coefficient, int scale) : coefficient_(coefficient), scale_(scale) {}

  template <class Operation>
  static Decimal at_common_scale(const Decimal& a, const Decimal& b, Operation operation);
  static int compare(const Decimal& a, const Decimal& b);

  Integer coefficient_;
  std::int32_t scale_ = 0;  // 0 .. max_digits
};

}  // namespace porto
