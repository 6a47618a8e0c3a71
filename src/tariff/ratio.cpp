// See ratio.hpp.
#include "tariff/ratio.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>

namespace porto {
namespace {

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
  LowestTerms terms{Integer(top.coefficient()) * power(10, scale - top.scale()),
                    Integer(bottom.coefficient()) * power(10, scale - bottom.scale())};
  const Integer factor = gcd(Integer(abs(terms.top)), terms.bottom);
  terms.top /= factor;
  terms.bottom /= factor;
  return terms;
}

// How often `factor` divides `value`, which is left without it.
int take_out(Integer& value, int factor) {
  int times = 0;
  for (; value % factor == 0; ++times) value /= factor;
  return times;
}

}  // namespace

Ratio::Ratio(const Decimal& top, const Decimal& bottom) : top_(top) {
  if (bottom != Decimal(1)) bottom_ = bottom;
}

Ratio operator+(const Ratio& a, const Ratio& b) {
  if (!a.bottom_ && !b.bottom_) return a.top_ + b.top_;
  if (a.bottom_ == b.bottom_) return {a.top_ + b.top_, a.bottom()};
  return {a.top_ * b.bottom() + b.top_ * a.bottom(), a.bottom() * b.bottom()};
}

Ratio operator-(const Ratio& a, const Ratio& b) {
  if (!a.bottom_ && !b.bottom_) return a.top_ - b.top_;
  return a + -b;
}

Ratio operator*(const Ratio& a, const Ratio& b) {
  if (!a.bottom_ && !b.bottom_) return a.top_ * b.top_;
  return {a.top_ * b.top_, a.bottom() * b.bottom()};
}

Ratio Ratio::operator-() const {
  Ratio negated = *this;
  negated.top_ = -top_;
  return negated;
}

Ratio Ratio::over(const Decimal& divisor) const {
  return {top_, bottom_ ? *bottom_ * divisor : divisor};
}

std::strong_ordering Ratio::compare(const Ratio& a, const Ratio& b) {
  if (!a.bottom_ && !b.bottom_) return a.top_ <=> b.top_;
  return a.top_ * b.bottom() <=> b.top_ * a.bottom();
}

Decimal Ratio::whole(RoundingMode mode) const {
  return bottom_ ? top_.divide(*bottom_, 0, mode) : top_.round(0, mode);
}

std::optional<Decimal> Ratio::exact() const {
  if (!bottom_) return top_;
  auto [top, bottom] = lowest_terms(top_, *bottom_);
  const int twos = take_out(bottom, 2);
  const int fives = take_out(bottom, 5);
  if (bottom != 1) return std::nullopt;
  // top / (2^twos x 5^fives) = top x 2^(decimals - twos) x 5^(decimals - fives) / 10^decimals
  const int decimals = std::max(twos, fives);
  if (decimals > Decimal::max_digits) return std::nullopt;
  top *= power(2, decimals - twos) * power(5, decimals - fives);
  if (abs(top) >= power(10, Decimal::max_digits)) return std::nullopt;
  return Decimal(static_cast<Decimal::Integer>(top), decimals);
}

Decimal Ratio::to_decimal() const {
  if (!bottom_) return top_;
  if (auto value = exact()) return *value;
  const Decimal cut = top_.divide(*bottom_, endless_decimals, RoundingMode::down);
  const Decimal last = cut - cut.round(endless_decimals - 1, RoundingMode::down);
  const Decimal one(is_negative() ? -1 : 1, endless_decimals);
  return last.is_zero() || last == one * 5 ? cut + one : cut;
}

std::string Ratio::to_string() const {
  if (auto value = exact()) return value->to_string();
  const LowestTerms terms = lowest_terms(top_, *bottom_);
  return terms.top.str() + "/" + terms.bottom.str();
}

}  // namespace porto
