// The lists of simulations and of how a ledger stands.
#include "export/fields.hpp"

namespace porto {

using namespace internal;

namespace {

using enum ColumnType;

Cell number(const std::optional<Decimal>& value) {
  return value ? Cell(value->to_string()) : Cell();
}

using Cost = const SimulatedCost&;
constexpr Field<SimulatedCost> cost_fields[] = {
    {"month", text, [](Cost c) { return c.month ? Cell(c.month->to_string()) : Cell(); }},
    {"company", text, [](Cost c) { return Cell(c.company); }},
    {"current", money, [](Cost c) { return Cell(c.current.to_string()); }},
    {"simulated", money, [](Cost c) { return Cell(c.simulated.to_string()); }},
    {"difference", money, [](Cost c) { return Cell(c.difference().to_string()); }},
    {"basis", text, [](Cost c) { return Cell(to_string(c.basis)); }},
    {"currency", text, [](Cost c) { return Cell(c.current.currency().code()); }},
};

constexpr Field<std::string> notice_fields[] = {
    {"notice", text, [](const std::string& notice) { return Cell(notice); }},
};

using Charge = const ChargeStatus&;
constexpr Field<ChargeStatus> charge_fields[] = {
    {"month", text, [](Charge c) { return Cell(c.month.to_string()); }},
    {"company", text, [](Charge c) { return Cell(c.company); }},
    {"tariff", text, [](Charge c) { return Cell(c.tariff); }},
    {"charge", text, [](Charge c) { return c.charge.empty() ? Cell() : Cell(c.charge); }},
    {"meter", text, [](Charge c) { return c.meter.empty() ? Cell() : Cell(c.meter); }},
    {"used", decimal, [](Charge c) { return Cell(c.used.to_string()); }},
    {"included", decimal, [](Charge c) { return number(c.included); }},
    {"used_percent", decimal, [](Charge c) { return number(c.used_percent); }},
    {"cost", money, [](Charge c) { return Cell(c.cost.to_string()); }},
    {"forecast_used", decimal, [](Charge c) { return number(c.forecast_used); }},
    {"forecast_cost", money,
     [](Charge c) { return c.forecast_cost ? Cell(c.forecast_cost->to_string()) : Cell(); }},
    {"currency", text, [](Charge c) { return Cell(c.cost.currency().code()); }},
};

Cell some(const std::string& text) { return text.empty() ? Cell() : Cell(text); }

constexpr Field<Task> task_fields[] = {
    {"what", text, [](const Task& t) { return Cell(to_string(t.what)); }},
    {"month", text, [](const Task& t) { return Cell(t.month.to_string()); }},
    {"company", text, [](const Task& t) { return some(t.company); }},
    {"domain", text, [](const Task& t) { return some(t.domain); }},
    {"meter", text, [](const Task& t) { return some(t.meter); }},
    {"quantity", decimal, [](const Task& t) { return number(t.quantity); }},
    {"events", integer,
     [](const Task& t) { return t.events == 0 ? Cell() : Cell(std::to_string(t.events)); }},
    {"tariff", text, [](const Task& t) { return some(t.tariff); }},
    {"source", text, [](const Task& t) { return some(t.source); }},
    {"event_id", text, [](const Task& t) { return some(t.event_id); }},
    {"occurred_at", time,
     [](const Task& t) { return t.occurred_at ? Cell(to_rfc3339(*t.occurred_at)) : Cell(); }},
    {"error", text, [](const Task& t) { return t.error ? Cell(to_string(*t.error)) : Cell(); }},
    {"reason", text, [](const Task& t) { return some(t.reason); }},
};

}  // namespace

Rows rows_of(std::vector<SimulatedCost> costs) { return make_rows(std::move(costs), cost_fields); }

Rows notices_of(const Simulation& simulation) {
  return make_rows(simulation.notices, notice_fields);
}

Rows rows_of(std::vector<ChargeStatus> charges) {
  return make_rows(std::move(charges), charge_fields);
}

Rows rows_of(std::vector<Task> tasks) { return make_rows(std::move(tasks), task_fields); }

}  // namespace porto
