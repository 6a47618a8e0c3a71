// The lists of a comparison of two tariffs: what differs, and what both cost.
#include "export/fields.hpp"

namespace porto {

using namespace internal;

namespace {

using enum ColumnType;

using Change = const TariffChange&;
constexpr Field<TariffChange> change_fields[] = {
    {"charge", text, [](Change c) { return Cell(c.charge); }},
    {"field", text, [](Change c) { return Cell(c.field); }},
    {"change", text, [](Change c) { return Cell(to_string(c.kind)); }},
    {"old", text, [](Change c) { return Cell(c.before); }},
    {"new", text, [](Change c) { return Cell(c.after); }},
};

// A comparison with the currencies it is in.
struct PricesInCurrencies {
  PriceComparison prices;
  Currency before;
  Currency after;
};

Cell amount(const Decimal& value, Currency currency) {
  return value.to_string_fixed(currency.decimals());
}

// Money of two currencies has no difference.
Cell difference(const PricesInCurrencies& priced) {
  if (priced.before != priced.after) return {};
  return amount(priced.prices.after - priced.prices.before, priced.before);
}

constexpr Field<PricesInCurrencies> price_fields[] = {
    {"usage", text, [](const PricesInCurrencies& p) { return Cell(to_string(p.prices.usage)); }},
    {"old", money, [](const PricesInCurrencies& p) { return amount(p.prices.before, p.before); }},
    {"new", money, [](const PricesInCurrencies& p) { return amount(p.prices.after, p.after); }},
    {"difference", money, [](const PricesInCurrencies& p) { return difference(p); }},
    {"old_currency", text, [](const PricesInCurrencies& p) { return Cell(p.before.code()); }},
    {"new_currency", text, [](const PricesInCurrencies& p) { return Cell(p.after.code()); }},
};

}  // namespace

Rows rows_of(std::vector<TariffChange> changes) {
  return make_rows(std::move(changes), change_fields);
}

Rows rows_of(std::vector<PriceComparison> comparisons, Currency before, Currency after) {
  std::vector<PricesInCurrencies> priced;
  for (PriceComparison& prices : comparisons) priced.push_back({std::move(prices), before, after});
  return make_rows(std::move(priced), price_fields);
}

}  // namespace porto
