// Sentences of a contract, and the numbers in them as its language writes them.
#pragma once

#include <string>
#include <string_view>

#include "porto/tariff.hpp"
#include "tariff/describe/words.hpp"
#include "tariff/language.hpp"
#include "tariff/nouns.hpp"

namespace porto::internal {

/// Sentences, one after the other, each with a capital letter and a full stop.
class Sentences {
 public:
  /// Begins a sentence; an empty one is none.
  void add(std::string_view sentence);
  /// Goes on with the last one, after a comma.
  void go_on(std::string_view clause);
  std::string text() const { return text_.empty() ? text_ : text_ + "."; }

 private:
  std::string text_;
};

/// How a contract in a language writes numbers of a tariff.
class ContractNumbers {
 public:
  ContractNumbers(const Tariff& tariff, std::string_view language)
      : words(contract_words(language)),
        language_(language_of(language)),
        currency_(tariff.currency) {}

  /// "10 000".
  std::string number(const Decimal& value) const { return language_.number(value); }
  /// "500 kr", "1,50 kr", and below a krona in öre: "1,2 öre".
  std::string amount(const Decimal& value) const;
  /// "10 000 meddelanden", "1 meddelande".
  std::string count(const Decimal& value, const Noun& noun) const;
  /// The unit of amounts as a noun: "krona", "EUR".
  std::string_view money_noun() const;
  std::string month(Month month) const { return language_.month(month); }
  bool is_in_kronor() const { return currency_.code() == "SEK"; }

  const ContractWords& words;

 private:
  const Language& language_;
  Currency currency_;
};

}  // namespace porto::internal
