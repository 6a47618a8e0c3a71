// See view.hpp.
#include "pages/view.hpp"

#include <algorithm>

#include "tariff/text_template.hpp"

namespace porto::internal {
namespace {

std::vector<Tariff> tariffs_of(const Statement& statement) {
  std::vector<Tariff> tariffs;
  for (const TariffDocument& document : statement.tariffs)
    if (TariffReading reading = read_tariff(document.text); reading.tariff)
      tariffs.push_back(std::move(*reading.tariff));
  return tariffs;
}

const Tariff* find_tariff(const std::vector<Tariff>& tariffs, std::string_view id, int version) {
  const auto found = std::ranges::find_if(
      tariffs, [&](const Tariff& tariff) { return tariff.id == id && tariff.version == version; });
  return found == tariffs.end() ? nullptr : &*found;
}

// That of the company; else of the tariff of the first line, or of what prices the month.
std::string_view language_code(const Statement& statement, const std::vector<Tariff>& tariffs) {
  if (!statement.company.language.empty()) return statement.company.language;
  for (const InvoiceLine& line : statement.lines)
    if (const Tariff* tariff = find_tariff(tariffs, line.tariff, line.tariff_version))
      return tariff->language;
  return tariffs.empty() ? "en" : std::string_view(tariffs.back().language);
}

}  // namespace

PageView::PageView(const Statement& statement)
    : statement_(statement),
      tariffs_(tariffs_of(statement)),
      language_(&language_of(language_code(statement, tariffs_))),
      words_(&page_words(*language_)),
      currency_(statement.ledger.currency),
      zone_(statement.ledger.zone) {}

const Tariff* PageView::tariff(std::string_view id, int version) const {
  return find_tariff(tariffs_, id, version);
}

std::string_view PageView::customer() const {
  const Company& company = statement_.company;
  return company.name.empty() ? company.id : company.name;
}

std::string PageView::money(const Decimal& amount) const {
  return language_->money(amount, std::max(currency_.decimals(), amount.decimals()), currency_);
}

std::string filled(std::string_view text, std::initializer_list<Filling> fillings) {
  return fill_in(text, [&](std::string_view name) {
    for (const Filling& one : fillings)
      if (one.name == name) return one.value;
    return std::string();
  });
}

}  // namespace porto::internal
