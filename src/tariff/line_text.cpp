// The words of a line: its text and unit.
#include "porto/tariff.hpp"
#include "tariff/language.hpp"
#include "tariff/text_template.hpp"

namespace porto {

using namespace internal;

namespace {

const Charge* charge_of(const Tariff& tariff, const RatedLine& line) {
  return line.charge == RatedLine::whole_tariff ? nullptr : &tariff.charges.at(line.charge);
}

std::string_view template_of(const Language& language, const Charge* charge,
                             const RatedLine& line) {
  switch (line.kind) {
    case LineKind::fee:
      return charge->fee_text.empty() ? language.fee_text : charge->fee_text;
    case LineKind::minimum:
      return language.minimum_text;
    case LineKind::maximum:
      return language.maximum_text;
    case LineKind::rounding:
      return language.rounding_text;
    default:
      if (!charge->text.empty()) return charge->text;
      return line.tier ? language.tier_text : language.usage_text;
  }
}

// The name of the charge in default texts: with one charge the tariff's name is enough.
std::string label_of(const Tariff& tariff, std::string_view charge) {
  const std::string& name = tariff.name.empty() ? tariff.id : tariff.name;
  return charge.empty() || tariff.charges.size() == 1 ? name : name + ", " + std::string(charge);
}

}  // namespace

std::string line_text(const Tariff& tariff, const RatedLine& line, Month month,
                      std::string_view company) {
  const Language& language = language_of(tariff.language);
  const Charge* charge = charge_of(tariff, line);
  return fill_in(template_of(language, charge, line), [&](std::string_view name) -> std::string {
    if (name == "month") return language.month(month);
    if (name == "company") return std::string(company);
    if (name == "quantity") return language.number(line.quantity);
    if (name == "included" && charge && charge->included) return language.number(*charge->included);
    if (name == "price" && line.unit_price) return language.number(*line.unit_price);
    if (name == "tier" && line.tier) return std::to_string(*line.tier + 1);
    if (name == "label") return label_of(tariff, charge ? charge->id : "");
    return {};
  });
}

std::string adjustment_text(const Tariff& tariff, std::string_view charge, Month usage_month) {
  const Language& language = language_of(tariff.language);
  return fill_in(language.adjustment_text, [&](std::string_view name) {
    return name == "month" ? language.month(usage_month) : label_of(tariff, charge);
  });
}

std::string_view line_unit(const Tariff& tariff, const RatedLine& line) {
  switch (line.kind) {
    case LineKind::fee:
      return line.base_quantity == Decimal(1) ? "MON" : "DAY";
    case LineKind::usage:
      return charge_of(tariff, line)->unit;
    default:
      return {};
  }
}

}  // namespace porto
