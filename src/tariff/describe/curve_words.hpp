// A curve of a charge in the words of a contract: its fee, price, tiers and limits.
#pragma once

#include <optional>
#include <string>

#include "tariff/describe/contract_text.hpp"

namespace porto::internal {

/// What the quantities of a curve are.
struct Priced {
  Noun noun;              ///< of units
  bool is_money = false;  ///< amounts of money, which have no noun
  Subject subject;
};

class CurveWords {
 public:
  CurveWords(const ContractNumbers& numbers, const Priced& priced, bool each_event)
      : numbers_(numbers), words_(numbers.words), priced_(priced), each_event_(each_event) {}

  /// "10 000 meddelanden", or "30 EUR" where quantities are money.
  std::string quantity(const Decimal& value) const;
  /// "500 kr per månad"; for an event "25 öre". Empty without a fee.
  std::string fee(const Curve& curve) const;
  /// "1,2 öre per meddelande plus 1,4 % av värdet". Empty if there is neither.
  std::string rate(const Price& price) const;
  /// Fee and price of a curve without tiers.
  std::string plain(const Curve& curve) const;
  /// All tiers in one sentence, and what is due without a quantity in a second one.
  void add_tiers(Sentences& text, const Curve& curve, bool beyond_included) const;
  /// "minst 20 kr och högst 900 kr per månad". Empty without limits.
  std::string limits(const Curve& curve) const;

 private:
  std::string tier(const Curve& curve, std::size_t i) const;
  std::string range(const Curve& curve, std::size_t i) const;
  std::string tier_price(const Curve& curve, const Price& price) const;
  std::string at_zero(const Curve& curve) const;

  const ContractNumbers& numbers_;
  const ContractWords& words_;
  const Priced& priced_;
  bool each_event_;
};

/// Whether a curve is a fee and a price, and has no tiers to be told.
bool is_plain(const Curve& curve);
/// "minst 20 kr och högst 900 kr", of either or both; empty of none.
std::string limits_text(const ContractNumbers& numbers, const std::optional<Decimal>& minimum,
                        const std::optional<Decimal>& maximum);

}  // namespace porto::internal
