// See contract_text.hpp.
#include "tariff/describe/contract_text.hpp"

#include <algorithm>

namespace porto::internal {

void Sentences::add(std::string_view sentence) {
  if (sentence.empty()) return;
  if (!text_.empty()) text_ += ". ";
  const std::size_t begin = text_.size();
  text_ += sentence;
  char& first = text_[begin];
  if (first >= 'a' && first <= 'z') first = static_cast<char>(first - 'a' + 'A');
}

void Sentences::go_on(std::string_view clause) {
  if (clause.empty()) return;
  if (text_.empty()) return add(clause);
  text_.append(", ").append(clause);
}

std::string ContractNumbers::amount(const Decimal& value) const {
  if (is_in_kronor() && !value.is_zero() && value < Decimal(1))
    return number(value * 100) + "\u00A0öre";
  const int shown = value.is_whole() ? 0 : std::max(value.decimals(), currency_.decimals());
  return language_.money(value, shown, currency_);
}

std::string ContractNumbers::count(const Decimal& value, const Noun& noun) const {
  return number(value).append(" ").append(noun.of(value));
}

std::string_view ContractNumbers::money_noun() const {
  return is_in_kronor() ? words.krona : currency_.code();
}

}  // namespace porto::internal
