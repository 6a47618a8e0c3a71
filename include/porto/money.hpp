// Currencies of ISO 4217 and amounts of money in their minor units.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "porto/decimal.hpp"

namespace porto {

/// A currency of ISO 4217 (list one): its code and its number of decimals. A value of four bytes.
class Currency {
 public:
  /// Upper-case letters as in the standard: "SEK". Error unknown_currency for anything else, also
  /// for codes without minor units (XAU, XXX).
  explicit Currency(std::string_view code);

  std::string_view code() const noexcept { return {code_, 3}; }
  /// Decimals of the minor unit: 2 for SEK, 0 for JPY, 3 for KWD, 4 for CLF.
  int decimals() const noexcept { return decimals_; }

  friend bool operator==(const Currency&, const Currency&) = default;
  friend auto operator<=>(const Currency&, const Currency&) = default;

 private:
  char code_[3];
  std::int8_t decimals_;
};

/// An amount in whole minor units of one currency: 860.00 SEK is 86000 öre.
class Money {
 public:
  Money(std::int64_t minor, Currency currency) : minor_(minor), currency_(currency) {}
  /// An amount that is exact in the currency's minor units. Error overflow if it has more decimals
  /// or does not fit: rounding is done before, by name.
  static Money of(const Decimal& amount, Currency currency);

  std::int64_t minor() const noexcept { return minor_; }
  Currency currency() const noexcept { return currency_; }
  Decimal amount() const { return Decimal::from_scaled(minor_, currency_.decimals()); }
  /// Always with the currency's decimals: "860.00", "1935".
  std::string to_string() const { return amount().to_string_fixed(currency_.decimals()); }

  /// Error invalid_argument for two currencies, overflow beyond int64 minor units.
  friend Money operator+(const Money& a, const Money& b);
  friend Money operator-(const Money& a, const Money& b);
  friend bool operator==(const Money&, const Money&) = default;

 private:
  std::int64_t minor_;
  Currency currency_;
};

}  // namespace porto
