// Exact decimal numbers: an integer and a scale, value = coefficient x 10^-scale, checked.
// No floating point, no rounding that is not asked for by name; what does not fit is an error.
#pragma once

#include <array>
#include <compare>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace porto {

namespace internal {
struct DecimalParts;
}

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

/// An integer type of at most 64 bits.
template <class Type>
concept WholeNumber = std::integral<Type> && sizeof(Type) <= sizeof(std::int64_t);

/// An exact decimal number of up to 76 digits, at most 76 of them after the point. A value: cheap
/// to copy, immutable but for assignment, equal and ordered by value (1.50 == 1.5). Never holds
/// "-0". Whatever does not fit is Error overflow, and what fits depends on the value alone, never
/// on how many zeros its text or its history had.
class Decimal {
 public:
  /// The most decimals a Decimal can hold, and the most digits.
  static constexpr int max_digits = 76;

  constexpr Decimal() = default;  ///< zero
  constexpr Decimal(const Decimal& other) noexcept
      : small_(other.small_), scale_(other.scale_), is_wide_(other.is_wide_) {
    if (is_wide_) wide_ = other.wide_;
  }
  constexpr Decimal& operator=(const Decimal& other) noexcept;
  /// A whole number; implicit, since it is exact. Not for floating point, which is not.
  template <WholeNumber Whole>
  constexpr Decimal(Whole whole) noexcept;
  /// Reads "-12.50": optional '-', digits, optional '.' and digits. Nothing else: no '+', exponent,
  /// spaces, group marks, "NaN". Error bad_number, or overflow beyond max_digits.
  static Decimal parse(std::string_view text);

  /// Canonical text: no exponent, no trailing zeros after the point, no "-0": "-12.5", "0", "1000".
  std::string to_string() const;
  /// Text with exactly `decimals` decimals (0 to 76), "860.00". The value must have no more (else
  /// Error overflow): rounding is a separate, named act.
  std::string to_string_fixed(int decimals) const;

  /// Rounded once to `decimals` decimals (negative: to tens, hundreds, ...), from -76 to 76.
  Decimal round(int decimals, RoundingMode mode) const {
    return scale_ <= decimals && decimals <= max_digits ? *this : drop_digits(decimals, mode);
  }
  /// this / divisor, rounded once to `decimals`. Error invalid_argument for division by zero.
  Decimal divide(const Decimal& divisor, int decimals, RoundingMode mode) const;
  /// this / unit as a whole number by `mode`: how many started (up) or full (down) packages of a
  /// size. `unit` is not zero.
  Decimal count_of(const Decimal& unit, RoundingMode mode) const { return divide(unit, 0, mode); }

  Decimal operator-() const;
  friend Decimal operator+(const Decimal& a, const Decimal& b) {
    std::int64_t sum = 0;
    const bool fits = are_alike(a, b) && !__builtin_add_overflow(a.small_, b.small_, &sum);
    return fits ? small(sum, a.scale_) : wide_sum(a, b);
  }
  friend Decimal operator-(const Decimal& a, const Decimal& b) {
    std::int64_t rest = 0;
    const bool fits = are_alike(a, b) && !__builtin_sub_overflow(a.small_, b.small_, &rest);
    return fits ? small(rest, a.scale_) : wide_difference(a, b);
  }
  friend Decimal operator*(const Decimal& a, const Decimal& b) {
    std::int64_t product = 0;
    const int scale = a.scale_ + b.scale_;
    const bool fits = are_small(a, b) && scale <= max_digits &&
                      !__builtin_mul_overflow(a.small_, b.small_, &product);
    return fits ? small(product, scale) : wide_product(a, b);
  }
  Decimal& operator+=(const Decimal& b) {
    std::int64_t sum = 0;
    if (!are_alike(*this, b) || __builtin_add_overflow(small_, b.small_, &sum))
      return *this = wide_sum(*this, b);
    small_ = sum;
    return *this;
  }
  Decimal& operator-=(const Decimal& b) { return *this = *this - b; }

  friend bool operator==(const Decimal& a, const Decimal& b) { return compare(a, b) == 0; }
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
    return compare(a, b) <=> 0;
  }

  bool is_zero() const noexcept { return small_ == 0; }
  bool is_negative() const noexcept { return small_ < 0; }
  /// True if there is nothing after the point.
  bool is_whole() const { return decimals() == 0; }
  /// How many decimals the canonical text has.
  int decimals() const;

  /// value x 10^decimals as int64: minor units, scaled quantities. Error overflow if it does not
  /// fit or if the value has more decimals than that.
  std::int64_t to_scaled_int64(int decimals) const;
  /// scaled x 10^-decimals, the reverse of to_scaled_int64; `decimals` of any sign. Error overflow.
  static Decimal from_scaled(std::int64_t scaled, int decimals) {
    const bool fits = decimals >= 0 && decimals <= max_digits;
    return fits ? small(scaled, decimals) : wide_scaled(scaled, decimals);
  }

  int scale() const noexcept { return scale_; }

 private:
  friend struct internal::DecimalParts;

  // The part of an operator for which 64 bits are enough is in this header, to be inlined. Its
  // wide_... does the same for any two numbers.
  static Decimal small(std::int64_t coefficient, int scale) noexcept {
    Decimal made;
    made.small_ = coefficient;
    made.scale_ = scale;
    return made;
  }
  static bool are_small(const Decimal& a, const Decimal& b) { return !a.is_wide_ && !b.is_wide_; }
  static bool are_alike(const Decimal& a, const Decimal& b) {
    return are_small(a, b) && a.scale_ == b.scale_;
  }
  static Decimal wide_scaled(std::int64_t scaled, int decimals);
  static Decimal wide_sum(const Decimal& a, const Decimal& b);
  static Decimal wide_difference(const Decimal& a, const Decimal& b);
  static Decimal wide_product(const Decimal& a, const Decimal& b);
  static int wide_compare(const Decimal& a, const Decimal& b);
  Decimal drop_digits(int decimals, RoundingMode mode) const;

  // A coefficient of 128 bits with a sign, which always fits.
  template <class Signed>
  static Decimal of_fitting(Signed coefficient, int scale);
  template <class Operation>
  static Decimal at_common_scale(const Decimal& a, const Decimal& b, Operation operation);
  static int compare(const Decimal& a, const Decimal& b) {
    return are_alike(a, b) ? (a.small_ > b.small_) - (a.small_ < b.small_) : wide_compare(a, b);
  }

  // Almost every coefficient in a bill fits in 64 bits and is small_. For a wide coefficient small_
  // is its sign, 1 or -1, and wide_ its absolute value, lowest 64 bits first. A big-integer type
  // in its place would take longer to copy than to compute with. 256 bits hold 2^63 units times a
  // price with 18 decimals and 20 digits before the point, twice over.
  std::int64_t small_ = 0;
  std::int32_t scale_ = 0;        // 0 .. max_digits
  std::int32_t is_wide_ = false;  // not a bool: copied together with scale_
  std::array<std::uint64_t, 4> wide_{};
};

template <WholeNumber Whole>
constexpr Decimal::Decimal(Whole whole) noexcept
    : small_(static_cast<std::int64_t>(whole)), is_wide_(whole > Whole{} && small_ < 0) {
  if (!is_wide_) return;  // of more than 63 bits without a sign
  small_ = 1;
  wide_[0] = static_cast<std::uint64_t>(whole);
}

constexpr Decimal& Decimal::operator=(const Decimal& other) noexcept {
  small_ = other.small_;
  scale_ = other.scale_;
  is_wide_ = other.is_wide_;
  if (is_wide_) wide_ = other.wide_;
  return *this;
}

}  // namespace porto
