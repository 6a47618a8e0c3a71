// Exact decimal arithmetic. Almost every coefficient in a bill has at most 64 bits, so each
// operation first tries those: inline in decimal.hpp where 64 bits hold the result, here in 128
// bits, where it cannot overflow. All others are computed in 1024 bits, where nothing that two
// Decimals can give overflows either; the only check is `fitted`, on the exact result. That is why
// Boost's exceptions cannot happen here.
#include "porto/decimal.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>

#include "money/decimal_parts.hpp"
#include "money/rounding.hpp"
#include "porto/error.hpp"

namespace porto {

using namespace internal;

namespace {

__extension__ using Int128 = __int128;
__extension__ using Uint128 = unsigned __int128;
using internal::coefficient_of;
using internal::Integer;
using Wide = boost::multiprecision::checked_int1024_t;

constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
constexpr auto highest = std::numeric_limits<std::int64_t>::max();
constexpr unsigned limb_bits = 64;

// The powers of ten that fit in 64 bits as a signed number: a product with a small number has less
// than 127 bits, and the sum or difference of two such products fits in 128.
constexpr int small_powers = 19;
constexpr auto small_power_table = [] {
  std::array<std::int64_t, small_powers> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

std::int64_t small_power(int exponent) {
  return small_power_table[static_cast<std::size_t>(exponent)];
}

Int128 product(std::int64_t a, std::int64_t b) { return Int128{a} * b; }

// Two scales and a rounding position are up to two times max_digits apart.
const Wide& wide_power(int exponent) {
  static const auto powers = [] {
    std::array<Wide, 2 * Decimal::max_digits + 1> made{1};
    for (std::size_t i = 1; i < made.size(); ++i) made[i] = made[i - 1] * 10;
    return made;
  }();
  return powers[static_cast<std::size_t>(exponent)];
}

Uint128 magnitude_of(Int128 number) { return static_cast<Uint128>(number < 0 ? -number : number); }

Int128 with_sign(bool negative, Uint128 magnitude) {
  const auto number = static_cast<Int128>(magnitude);
  return negative ? -number : number;
}

[[noreturn]] void throw_overflow() {
  throw Error(ErrorCode::overflow,
              "the number does not fit: a decimal has at most 76 digits, and at most 76 after the "
              "point; use smaller numbers or fewer decimals");
}

void check_decimals(int decimals, int least) {
  if (decimals >= least && decimals <= Decimal::max_digits) return;
  throw Error(ErrorCode::invalid_argument, "a number of decimals is from " + std::to_string(least) +
                                               " to 76, not " + std::to_string(decimals));
}

bool has_too_many_digits(const Wide& number) {
  return abs(number) >= wide_power(Decimal::max_digits);
}

// coefficient x 10^-scale as a Decimal, without the trailing zeros that keep it from fitting.
Decimal fitted(Wide coefficient, int scale) {
  if (coefficient.is_zero()) return {};
  if (scale < 0) {
    if (scale < -Decimal::max_digits) throw_overflow();
    coefficient *= wide_power(-scale);
    scale = 0;
  }
  while (scale > Decimal::max_digits || (scale > 0 && has_too_many_digits(coefficient))) {
    if (coefficient % 10 != 0) throw_overflow();
    coefficient /= 10;
    --scale;
  }
  if (has_too_many_digits(coefficient)) throw_overflow();
  return internal::decimal_of(static_cast<Integer>(coefficient), scale);
}

// A coefficient at a finer scale: more zeros, the same value.
Wide at_scale(const Decimal& number, int scale) {
  return Wide(coefficient_of(number)) * wide_power(scale - number.scale());
}

}  // namespace

Decimal internal::DecimalParts::decimal(const Integer& coefficient, int scale) {
  const bool short_enough = coefficient.backend().size() < 4;  // 192 bits are 57 digits
  if (scale < 0 || scale > Decimal::max_digits ||
      (!short_enough && has_too_many_digits(Wide(coefficient))))
    return fitted(Wide(coefficient), scale);
  if (coefficient >= lowest && coefficient <= highest)
    return Decimal::small(static_cast<std::int64_t>(coefficient), scale);
  Decimal made = Decimal::small(coefficient.sign(), scale);
  made.is_wide_ = true;
  export_bits(coefficient, made.wide_.begin(), limb_bits, false);
  return made;
}

Integer internal::DecimalParts::coefficient(const Decimal& number) {
  if (!number.is_wide_) return number.small_;
  Integer magnitude;
  import_bits(magnitude, number.wide_.begin(), number.wide_.end(), limb_bits, false);
  return number.is_negative() ? Integer(-magnitude) : magnitude;
}

Decimal Decimal::wide_scaled(std::int64_t scaled, int decimals) {
  return internal::decimal_of(scaled, decimals);
}

template <class Signed>
Decimal Decimal::of_fitting(Signed coefficient, int scale) {
  const auto low = static_cast<std::int64_t>(coefficient);
  if (low == coefficient) return small(low, scale);
  Decimal made = small(coefficient < 0 ? -1 : 1, scale);
  const Uint128 magnitude = magnitude_of(coefficient);
  made.is_wide_ = true;
  made.wide_[0] = static_cast<std::uint64_t>(magnitude);
  made.wide_[1] = static_cast<std::uint64_t>(magnitude >> limb_bits);
  return made;
}

Decimal Decimal::operator-() const {
  if (!is_wide_) return of_fitting(-Int128{small_}, scale_);
  Decimal negated = *this;
  negated.small_ = -small_;
  return negated;
}

// Brings both to the finer scale and joins the coefficients: a sum or a difference.
template <class Operation>
Decimal Decimal::at_common_scale(const Decimal& a, const Decimal& b, Operation operation) {
  const int scale = std::max(a.scale_, b.scale_);
  if (are_small(a, b) && scale - std::min(a.scale_, b.scale_) < small_powers)
    return of_fitting(operation(product(a.small_, small_power(scale - a.scale_)),
                                product(b.small_, small_power(scale - b.scale_))),
                      scale);
  return fitted(operation(at_scale(a, scale), at_scale(b, scale)), scale);
}

Decimal Decimal::wide_sum(const Decimal& a, const Decimal& b) {
  return at_common_scale(a, b, std::plus<>());
}

Decimal Decimal::wide_difference(const Decimal& a, const Decimal& b) {
  return at_common_scale(a, b, std::minus<>());
}

Decimal Decimal::wide_product(const Decimal& a, const Decimal& b) {
  const int scale = a.scale_ + b.scale_;
  if (are_small(a, b) && scale <= max_digits) return of_fitting(product(a.small_, b.small_), scale);
  return fitted(Wide(coefficient_of(a)) * Wide(coefficient_of(b)), scale);
}

int Decimal::wide_compare(const Decimal& a, const Decimal& b) {
  const int scale = std::max(a.scale_, b.scale_);
  if (are_small(a, b) && scale - std::min(a.scale_, b.scale_) < small_powers) {
    const Int128 left = product(a.small_, small_power(scale - a.scale_));
    const Int128 right = product(b.small_, small_power(scale - b.scale_));
    return left < right ? -1 : left > right;
  }
  return at_scale(a, scale).compare(at_scale(b, scale));
}

Decimal Decimal::drop_digits(int decimals, RoundingMode mode) const {
  const bool negative = is_negative();
  const int dropped = scale_ - decimals;
  if (!is_wide_ && decimals >= 0 && dropped > 0 && dropped < small_powers) {
    const auto power = static_cast<std::uint64_t>(small_power(dropped));
    const auto rounded = static_cast<std::int64_t>(
        divide_rounded(magnitude_of(small_), power, negative, mode));  // at most 2^63 / 10
    return small(negative ? -rounded : rounded, decimals);
  }
  check_decimals(decimals, -max_digits);
  const Wide rounded =
      divide_rounded<Wide>(abs(Wide(coefficient_of(*this))), wide_power(dropped), negative, mode);
  return fitted(negative ? Wide(-rounded) : rounded, decimals);
}

Decimal Decimal::divide(const Decimal& divisor, int decimals, RoundingMode mode) const {
  check_decimals(decimals, -max_digits);
  if (divisor.is_zero())
    throw Error(ErrorCode::invalid_argument, "division by zero: the divisor must not be 0");
  const bool negative = is_negative() != divisor.is_negative();
  // this / divisor x 10^decimals, as a fraction of two whole numbers
  const int exponent = decimals + divisor.scale_ - scale_;
  const int up = std::max(exponent, 0);
  const int down = std::max(-exponent, 0);
  if (are_small(*this, divisor) && decimals >= 0 && std::max(up, down) < small_powers) {
    const auto numerator = magnitude_of(product(small_, small_power(up)));
    const auto denominator = magnitude_of(product(divisor.small_, small_power(down)));
    const auto quotient = divide_rounded(numerator, denominator, negative, mode);
    return of_fitting(with_sign(negative, quotient), decimals);
  }
  const Wide numerator = abs(Wide(coefficient_of(*this))) * wide_power(up);
  const Wide denominator = abs(Wide(coefficient_of(divisor))) * wide_power(down);
  const Wide rounded = divide_rounded(numerator, denominator, negative, mode);
  return fitted(negative ? Wide(-rounded) : rounded, decimals);
}

int Decimal::decimals() const {
  if (is_zero()) return 0;
  int count = scale_;
  if (is_wide_)
    for (Integer rest = coefficient_of(*this); count > 0 && rest % 10 == 0; rest /= 10) --count;
  else
    for (std::int64_t rest = small_; count > 0 && rest % 10 == 0; rest /= 10) --count;
  return count;
}

std::int64_t Decimal::to_scaled_int64(int decimals) const {
  check_decimals(decimals, 0);
  if (scale_ == decimals && !is_wide_) return small_;
  if (std::int64_t scaled = 0;
      !is_wide_ && scale_ < decimals && decimals - scale_ < small_powers &&
      !__builtin_mul_overflow(small_, small_power(decimals - scale_), &scaled))
    return scaled;
  if (scale_ > decimals && this->decimals() > decimals)
    throw Error(ErrorCode::overflow, to_string() + " has more than " + std::to_string(decimals) +
                                         " decimals; round it first");
  const Wide scaled = at_scale(round(decimals, RoundingMode::down), decimals);  // drops zeros only
  if (scaled < lowest || scaled > highest)
    throw Error(ErrorCode::overflow, to_string() + " with " + std::to_string(decimals) +
                                         " decimals does not fit in 64 bits; use a smaller number");
  return static_cast<std::int64_t>(scaled);
}

}  // namespace porto
