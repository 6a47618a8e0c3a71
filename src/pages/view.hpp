// What the sections of a statement's page share: the statement, the tariffs that its documents
// hold, and how it is told in a language.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "pages/words.hpp"
#include "porto/audit.hpp"
#include "porto/tariff.hpp"

namespace porto::internal {

class PageView {
 public:
  explicit PageView(const Statement& statement);

  const Statement& statement() const { return statement_; }
  const Language& language() const { return *language_; }
  const PageWords& words() const { return *words_; }
  const Zone& zone() const { return zone_; }
  /// The tariff of a document of the statement; null if it has none that can be read.
  const Tariff* tariff(std::string_view id, int version) const;
  /// The company's name, or its id where it has none.
  std::string_view customer() const;

  std::string number(const Decimal& value) const { return language_->number(value); }
  std::string money(const Money& amount) const { return money(amount.amount()); }
  /// An amount of the ledger's currency, with its decimals, or more where the amount has more.
  std::string money(const Decimal& amount) const;

 private:
  const Statement& statement_;
  std::vector<Tariff> tariffs_;
  const Language* language_;
  const PageWords* words_;
  Currency currency_;
  Zone zone_;
};

/// A text with its placeholders filled in, by name.
struct Filling {
  std::string_view name;
  std::string value;
};
std::string filled(std::string_view text, std::initializer_list<Filling> fillings);

// The sections, in the order of the page. Each is empty where there is nothing to tell.
std::string lines_section(const PageView& view);
std::string later_section(const PageView& view);
std::string days_section(const PageView& view);
std::string steps_section(const PageView& view);
std::string voids_section(const PageView& view);

}  // namespace porto::internal
