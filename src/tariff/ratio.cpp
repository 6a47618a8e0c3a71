// See ratio.hpp.
#include "tariff/ratio.hpp"

#include <algorithm>

#include "money/decimal_parts.hpp"

namespace porto::internal {
namespace {

using internal::coefficient_of;
// Wide enough that bringing two Decimals to one scale, or 76 factors of 10 more, cannot overflow.
using Integer = boost::multiprecision::checked_int1024_t;

Integer power(int base, int exponent) {
  return pow(Integer(base), static_cast<unsigned>(exponent));
}

// top / bottom as whole numbers without a common factor.
struct LowestTerms {
  Integer top;
  Integer bottom;
};

LowestTerms lowest_terms(const Decimal& top, const Decimal& bottom) {
  const int scale = std::max(top.scale(), bottom.scale());
  LowestTerms terms{Integer(coefficient_of(top)) * power(10, scale - top.scale()),
                    Integer(coefficient_of(bottom)) * power(10, scale - bottom.scale())};
  const Integer factor = gcd(Integer(abs(terms.top)), terms.bottom);
  terms.top /= factor;
  terms.bottom /= factor;
  return terms;
}

// A product of two Decimals that always fits.
struct Product {
  Product(const Decimal& a, const Decimal& b)
      : value(Integer(coefficient_of(a)) * Integer(coefficient_of(b))),
        scale(a.scale() + b.scale()) {}
  Integer at(int finer_scale) const { return value * power(10, finer_scale - scale); }

  Integer value;
  int scale;
};

// The number as a Decimal; Error overflow if it has too many digits.
Decimal decimal_of(const Integer& whole) { return Decimal::parse(whole.str()); }

// Over one bottom in lowest terms: the bottoms of a sum of many must not multiply without end.
Ratio sum_of_unlike(const Ratio& a, const Ratio& b) {
  const LowestTerms left = lowest_terms(a.top(), a.bottom());
  const LowestTerms right = lowest_terms(b.top(), b.bottom());
  const Integer top = left.top * right.bottom + right.top * left.bottom;
  const Integer bottom = left.bottom * right.bottom;
  const Integer factor = gcd(Integer(abs(top)), bottom);
  return {decimal_of(top / factor), decimal_of(bottom / factor)};
}

// How often `factor` divides `value`, which is left without it.
int take_out(Integer& value, int factor) {
  int times = 0;
  for (; value % factor == 0; ++times) value /= factor;
  return times;
}

}  // namespace

Ratio Ratio::sum_of_fractions(const Ratio& a, const Ratio& b) {
  if (a.bottom_ == b.bottom_) return {a.top_ + b.top_, a.bottom()};
  return sum_of_unlike(a, b);
}

Ratio Ratio::product_of_fractions(const Ratio& a, const Ratio& b) {
  return {a.top_ * b.top_, a.bottom() * b.bottom()};
}

std::strong_ordering Ratio::compare_fractions(const Ratio& a, const Ratio& b) {
  const Product left{a.top_, b.bottom()};
  const Product right{b.top_, a.bottom()};
  const int scale = std::max(left.scale, right.scale);
  return left.at(scale).compare(right.at(scale)) <=> 0;
}

Decimal Ratio::whole(RoundingMode mode) const {
  return bottom_ ? top_.divide(*bottom_, 0, mode) : top_.round(0, mode);
}

std::optional<Decimal> Ratio::ended() const {
  auto [top, bottom] = lowest_terms(top_, *bottom_);
  const int twos = take_out(bottom, 2);
  const int fives = take_out(bottom, 5);
  if (bottom != 1) return std::nullopt;
  // top / (2^twos x 5^fives) = top x 2^(decimals - twos) x 5^(decimals - fives) / 10^decimals
  const int decimals = std::max(twos, fives);
  if (decimals > Decimal::max_digits) return std::nullopt;
  top *= power(2, decimals - twos) * power(5, decimals - fives);
  if (abs(top) >= power(10, Decimal::max_digits)) return std::nullopt;
  return internal::decimal_of(static_cast<internal::Integer>(top), decimals);
}

Decimal Ratio::quotient() const {
  if (auto value = exact()) return *value;
  const Decimal cut = top_.divide(*bottom_, endless_decimals, RoundingMode::down);
  const Decimal last = cut - cut.round(endless_decimals - 1, RoundingMode::down);
  const Decimal one = Decimal::from_scaled(is_negative() ? -1 : 1, endless_decimals);
  return last.is_zero() || last == one * 5 ? cut + one : cut;
}

std::string Ratio::to_string() const {
  if (auto value = exact()) return value->to_string();
  const LowestTerms terms = lowest_terms(top_, *bottom_);
  return terms.top.str() + "/" + terms.bottom.str();
}

}  // namespace porto::internal
