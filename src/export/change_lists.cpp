// The lists of changes: all that were made, and what one does to closed months.
#include <string>
#include <utility>
#include <vector>

#include "export/fields.hpp"

namespace porto {

using namespace internal;

namespace {

using enum ColumnType;

Cell word(const std::string& value) { return value.empty() ? Cell{} : Cell(value); }

constexpr Field<Change> kept_change_fields[] = {
    {"change", integer, [](const Change& c) { return Cell(std::to_string(c.no)); }},
    {"at", ColumnType::time,
     [](const Change& c) { return c.at ? Cell(to_rfc3339(*c.at)) : Cell{}; }},
    {"kind", text, [](const Change& c) { return Cell(to_string(c.kind)); }},
    {"company", text, [](const Change& c) { return word(c.company); }},
    {"tariff", text, [](const Change& c) { return word(c.tariff); }},
    {"version", integer,
     [](const Change& c) { return c.version == 0 ? Cell{} : Cell(std::to_string(c.version)); }},
    {"domain", text, [](const Change& c) { return word(c.domain); }},
    {"from", month_or_day, [](const Change& c) { return word(c.from); }},
    {"through", month_or_day, [](const Change& c) { return word(c.through); }},
    {"was_through", month_or_day, [](const Change& c) { return word(c.was_through); }},
    {"sha256", text, [](const Change& c) { return word(c.sha256); }},
    {"actor", text, [](const Change& c) { return word(c.actor); }},
    {"reason", text, [](const Change& c) { return word(c.reason); }},
    {"closed_through", ColumnType::month,
     [](const Change& c) {
       return c.closed_through ? Cell(c.closed_through->to_string()) : Cell{};
     }},
    {"digest", text, [](const Change& c) { return Cell(c.digest); }},
    {"item", integer,
     [](const Change& c) { return c.item == 0 ? Cell{} : Cell(std::to_string(c.item)); }},
    {"amount", decimal, [](const Change& c) { return word(c.amount); }},
    {"text", text, [](const Change& c) { return word(c.text); }},
};

struct EffectEntry {
  const char* entry;
  std::optional<Month> month{};
  Cell company{};
  std::optional<Money> before{};
  std::optional<Money> after{};
  Cell notice{};
};

Cell money_cell(const std::optional<Money>& amount) {
  return amount ? Cell(amount->to_string()) : Cell{};
}

Cell difference_of(const EffectEntry& e) {
  if (!e.before || !e.after) return {};
  return (*e.after - *e.before).to_string();
}

Cell currency_of(const EffectEntry& e) {
  const std::optional<Money>& amount = e.before ? e.before : e.after;
  return amount ? Cell(std::string(amount->currency().code())) : Cell{};
}

constexpr Field<EffectEntry> effect_fields[] = {
    {"entry", text, [](const EffectEntry& e) { return Cell(e.entry); }},
    {"month", ColumnType::month,
     [](const EffectEntry& e) { return e.month ? Cell(e.month->to_string()) : Cell{}; }},
    {"company", text, [](const EffectEntry& e) { return e.company; }},
    {"before", money, [](const EffectEntry& e) { return money_cell(e.before); }},
    {"after", money, [](const EffectEntry& e) { return money_cell(e.after); }},
    {"difference", money, [](const EffectEntry& e) { return difference_of(e); }},
    {"currency", text, [](const EffectEntry& e) { return currency_of(e); }},
    {"notice", text, [](const EffectEntry& e) { return e.notice; }},
};

}  // namespace

Rows rows_of(std::vector<Change> changes) {
  return make_rows(std::move(changes), kept_change_fields);
}

Rows rows_of(const Effect& effect) {
  std::vector<EffectEntry> entries;
  for (const Effect::ChangedMonth& one : effect.months)
    entries.push_back({"month", one.month, one.company, one.before, one.after});
  entries.push_back({"total", effect.next, {}, effect.before, effect.after});
  for (const std::string& notice : effect.notices)
    entries.push_back({.entry = "notice", .notice = notice});
  return make_rows(std::move(entries), effect_fields);
}

}  // namespace porto
