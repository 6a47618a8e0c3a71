// An exact fraction of two Decimals: what rating computes with until a line is rounded, so that a
// division (a price per 3, a fee for 15 of 31 days) loses nothing.
#pragma once

#include <compare>
#include <optional>
#include <string>

#include "porto/decimal.hpp"

namespace porto::internal {

class Ratio {
 public:
  /// Decimals of an amount that never ends. Finer than any rounding of a tariff.
  static constexpr int endless_decimals = 18;

  Ratio() = default;
  Ratio(const Decimal& value) : top_(value) {}  // implicit, since it is exact
  /// `bottom` > 0.
  Ratio(const Decimal& top, const Decimal& bottom) : top_(top) {
    if (bottom != Decimal(1)) bottom_ = bottom;
  }

  const Decimal& top() const noexcept { return top_; }
  Decimal bottom() const { return bottom_.value_or(1); }

  friend Ratio operator+(const Ratio& a, const Ratio& b) {
    return are_plain(a, b) ? a.top_ + b.top_ : sum_of_fractions(a, b);
  }
  friend Ratio operator-(const Ratio& a, const Ratio& b) {
    return are_plain(a, b) ? a.top_ - b.top_ : sum_of_fractions(a, -b);
  }
  friend Ratio operator*(const Ratio& a, const Ratio& b) {
    return are_plain(a, b) ? a.top_ * b.top_ : product_of_fractions(a, b);
  }
  friend Ratio operator-(const Ratio& a, const Decimal& b) {
    return a.bottom_ ? a - Ratio(b) : a.top_ - b;
  }
  friend Ratio operator*(const Ratio& a, const Decimal& b) {
    return a.bottom_ ? a * Ratio(b) : a.top_ * b;
  }
  Ratio operator-() const {
    Ratio negated = *this;
    negated.top_ = -top_;
    return negated;
  }
  /// `divisor` > 0.
  Ratio over(const Decimal& divisor) const {
    return bottom_ ? Ratio(top_, *bottom_ * divisor) : Ratio(top_, divisor);
  }

  friend bool operator==(const Ratio& a, const Ratio& b) { return a <=> b == 0; }
  friend std::strong_ordering operator<=>(const Ratio& a, const Ratio& b) {
    return are_plain(a, b) ? a.top_ <=> b.top_ : compare_fractions(a, b);
  }
  friend std::strong_ordering operator<=>(const Ratio& a, const Decimal& b) {
    return a.bottom_ ? a <=> Ratio(b) : a.top_ <=> b;
  }
  bool is_zero() const noexcept { return top_.is_zero(); }
  bool is_negative() const noexcept { return top_.is_negative(); }

  /// The nearest whole number by `mode`.
  Decimal whole(RoundingMode mode) const;
  /// The value, if its decimals end (and fit in a Decimal).
  std::optional<Decimal> exact() const { return bottom_ ? ended() : top_; }
  /// The value; if its decimals never end, `endless_decimals` of them, rounded so that rounding
  /// again to fewer gives what rounding the true value gives ("05up": cut, then one more in the
  /// last place if that is 0 or 5).
  Decimal to_decimal() const { return bottom_ ? quotient() : top_; }
  /// "3.5", or in lowest terms "7500/31" if the decimals never end.
  std::string to_string() const;

 private:
  // Neither has a bottom.
  static bool are_plain(const Ratio& a, const Ratio& b) { return !a.bottom_ && !b.bottom_; }
  static Ratio sum_of_fractions(const Ratio& a, const Ratio& b);
  static Ratio product_of_fractions(const Ratio& a, const Ratio& b);
  static std::strong_ordering compare_fractions(const Ratio& a, const Ratio& b);
  std::optional<Decimal> ended() const;
  Decimal quotient() const;

  Decimal top_;
  std::optional<Decimal> bottom_;  // not set: 1, the common case, which is then a plain Decimal
};

}  // namespace porto::internal
