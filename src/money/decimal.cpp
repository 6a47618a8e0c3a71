// Exact decimal arithmetic. Almost every number in a bill has a coefficient of at most 64 bits, so
// each operation first tries those in 128 bits, where it cannot overflow. All others are computed
// in 1024 bits, where nothing that two Decimals can give overflows either; the only check is
// `fitted`, on the exact result. That is why Boost's exceptions cannot happen here.
#include "porto/decimal.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <optional>

#include "money/rounding.hpp"
#include "porto/error.hpp"

namespace porto {
namespace {

__extension__ using Int128 = __int128;
__extension__ using Uint128 = unsigned __int128;
using Integer = Decimal::Integer;
using Wide = boost::multiprecision::checked_int1024_t;

// The powers of ten that fit in 64 bits as a signed number: a product with a small number has less
// than 127 bits, and the sum or difference of two such products fits in 128.
constexpr int small_powers = 19;
constexpr auto small_power_table = [] {
  std::array<std::int64_t, small_powers> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

Int128 small_power(int exponent) { return small_power_table[static_cast<std::size_t>(exponent)]; }

// Two scales and a rounding position are up to two times max_digits apart.
const Wide& wide_power(int exponent) {
  static const auto powers = [] {
    std::array<Wide, 2 * Decimal::max_digits + 1> made{1};
    for (std::size_t i = 1; i < made.size(); ++i) made[i] = made[i - 1] * 10;
    return made;
  }();
  return powers[static_cast<std::size_t>(exponent)];
}

// The number as 64 bits, if it fits. Reads Boost's limbs, since its own conversion is slower than
// the arithmetic.
std::optional<std::int64_t> as_small(const Integer& number) {
  const auto& backend = number.backend();
  const auto limb = backend.limbs()[0];
  if (backend.size() > 1 || limb > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  const auto magnitude = static_cast<std::int64_t>(limb);
  return backend.sign() ? -magnitude : magnitude;
}

// The number without its sign as 128 bits, if it fits.
std::optional<Uint128> as_magnitude(const Integer& number) {
  const auto& backend = number.backend();
  if (backend.size() > 2) return std::nullopt;
  const Uint128 high = backend.size() == 2 ? backend.limbs()[1] : 0;
  return high << 64 | backend.limbs()[0];
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

void check_decimals(int decimals, int lowest) {
  if (decimals >= lowest && decimals <= Decimal::max_digits) return;
  throw Error(ErrorCode::invalid_argument, "a number of decimals is from " +
                                               std::to_string(lowest) + " to 76, not " +
                                               std::to_string(decimals));
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
  return {static_cast<Integer>(coefficient), scale};
}

// A coefficient at a finer scale: more zeros, the same value.
Wide at_scale(const Decimal& number, int scale) {
  return Wide(number.coefficient()) * wide_power(scale - number.scale());
}

}  // namespace

Decimal::Decimal(const Integer& coefficient, int scale) : coefficient_(coefficient), scale_(scale) {
  const bool short_enough = coefficient.backend().size() < 4;  // 192 bits are 57 digits
  if (scale >= 0 && scale <= max_digits && short_enough) return;
  if (scale < 0 || scale > max_digits || has_too_many_digits(Wide(coefficient)))
    *this = fitted(Wide(coefficient), scale);
}

// Brings both to the finer scale and joins the coefficients: a sum or a difference.
template <class Operation>
Decimal Decimal::at_common_scale(const Decimal& a, const Decimal& b, Operation operation) {
  const auto small_a = as_small(a.coefficient_);
  const auto small_b = as_small(b.coefficient_);
  const int scale = std::max(a.scale_, b.scale_);
  if (small_a && small_b && scale - std::min(a.scale_, b.scale_) < small_powers)
    return {Fits{},
            operation(*small_a * small_power(scale - a.scale_),
                      *small_b * small_power(scale - b.scale_)),
            scale};
  return fitted(operation(at_scale(a, scale), at_scale(b, scale)), scale);
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  return Decimal::at_common_scale(a, b, std::plus<>());
}

Decimal operator-(const Decimal& a, const Decimal& b) {
  return Decimal::at_common_scale(a, b, std::minus<>());
}

Decimal Decimal::operator-() const {
  Decimal result = *this;
  result.coefficient_.backend().negate();  // keeps zero without a sign
  return result;
}

Decimal operator*(const Decimal& a, const Decimal& b) {
  const auto small_a = as_small(a.coefficient_);
  const auto small_b = as_small(b.coefficient_);
  const int scale = a.scale_ + b.scale_;
  if (small_a && small_b && scale <= Decimal::max_digits)
    return {Decimal::Fits{}, Int128{*small_a} * *small_b, scale};
  return fitted(Wide(a.coefficient_) * Wide(b.coefficient_), scale);
}

int Decimal::compare(const Decimal& a, const Decimal& b) {
  if (a.scale_ == b.scale_) return a.coefficient_.compare(b.coefficient_);
  const auto small_a = as_small(a.coefficient_);
  const auto small_b = as_small(b.coefficient_);
  const int scale = std::max(a.scale_, b.scale_);
  if (small_a && small_b && scale < small_powers) {
    const Int128 left = *small_a * small_power(scale - a.scale_);
    const Int128 right = *small_b * small_power(scale - b.scale_);
    return left < right ? -1 : left > right;
  }
  return at_scale(a, scale).compare(at_scale(b, scale));
}

Decimal Decimal::round(int decimals, RoundingMode mode) const {
  check_decimals(decimals, -max_digits);
  const int dropped = scale_ - decimals;
  if (dropped <= 0) return *this;
  const bool negative = is_negative();
  const auto magnitude = as_magnitude(coefficient_);
  if (magnitude && decimals >= 0 && dropped < small_powers) {
    const auto power = static_cast<Uint128>(small_power(dropped));
    return {Fits{}, with_sign(negative, divide_rounded(*magnitude, power, negative, mode)),
            decimals};
  }
  const Wide rounded =
      divide_rounded<Wide>(abs(Wide(coefficient_)), wide_power(dropped), negative, mode);
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
  const auto small_a = as_small(coefficient_);
  const auto small_b = as_small(divisor.coefficient_);
  if (small_a && small_b && decimals >= 0 && std::max(up, down) < small_powers) {
    const auto numerator = magnitude_of(*small_a * small_power(up));
    const auto denominator = magnitude_of(*small_b * small_power(down));
    return {Fits{}, with_sign(negative, divide_rounded(numerator, denominator, negative, mode)),
            decimals};
  }
  const Wide numerator = abs(Wide(coefficient_)) * wide_power(up);
  const Wide denominator = abs(Wide(divisor.coefficient_)) * wide_power(down);
  const Wide rounded = divide_rounded(numerator, denominator, negative, mode);
  return fitted(negative ? Wide(-rounded) : rounded, decimals);
}

int Decimal::decimals() const {
  int count = scale_;
  if (auto small = as_small(coefficient_)) {
    if (*small == 0) return 0;
    for (; count > 0 && *small % 10 == 0; *small /= 10) --count;
    return count;
  }
  for (Integer rest = coefficient_; count > 0 && rest % 10 == 0; rest /= 10) --count;
  return count;
}

std::int64_t Decimal::to_scaled_int64(int decimals) const {
  check_decimals(decimals, 0);
  if (scale_ == decimals)
    if (const auto small = as_small(coefficient_)) return *small;
  if (scale_ > decimals && this->decimals() > decimals)
    throw Error(ErrorCode::overflow, to_string() + " has more than " + std::to_string(decimals) +
                                         " decimals; round it first");
  const Wide scaled = at_scale(round(decimals, RoundingMode::down), decimals);  // drops zeros only
  if (scaled < std::numeric_limits<std::int64_t>::min() ||
      scaled > std::numeric_limits<std::int64_t>::max())
    throw Error(ErrorCode::overflow, to_string() + " with " + std::to_string(decimals) +
                                         " decimals does not fit in 64 bits; use a smaller number");
  return static_cast<std::int64_t>(scaled);
}

}  // namespace porto
