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
    {"month", ColumnType::month,
     [](Cost c) { return c.month ? Cell(c.month->to_string()) : Cell(); }},
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

// A charge with the number of decimals of its meter.
struct ChargeInMeter {
  ChargeStatus charge;
  int decimals;
};
using Charge = const ChargeInMeter&;
constexpr Field<ChargeInMeter> charge_fields[] = {
    {"month", ColumnType::month, [](Charge c) { return Cell(c.charge.month.to_string()); }},
    {"company", text, [](Charge c) { return Cell(c.charge.company); }},
    {"tariff", text, [](Charge c) { return Cell(c.charge.tariff); }},
    {"charge", text,
     [](Charge c) { return c.charge.charge.empty() ? Cell() : Cell(c.charge.charge); }},
    {"meter", text,
     [](Charge c) { return c.charge.meter.empty() ? Cell() : Cell(c.charge.meter); }},
    {"used", quantity, [](Charge c) { return Cell(c.charge.used.to_string()); },
     [](Charge c) { return c.decimals; }},
    {"included", decimal, [](Charge c) { return number(c.charge.included); }},
    {"used_percent", decimal, [](Charge c) { return number(c.charge.used_percent); }},
    {"cost", money, [](Charge c) { return Cell(c.charge.cost.to_string()); }},
    {"forecast_used", quantity, [](Charge c) { return number(c.charge.forecast_used); },
     [](Charge c) { return c.decimals; }},
    {"forecast_cost", money,
     [](Charge c) {
       return c.charge.forecast_cost ? Cell(c.charge.forecast_cost->to_string()) : Cell();
     }},
    {"currency", text, [](Charge c) { return Cell(c.charge.cost.currency().code()); }},
};

using Sum = const ChargesTotal&;
constexpr Field<ChargesTotal> charges_total_fields[] = {
    {"month", ColumnType::month, [](Sum s) { return Cell(s.month.to_string()); }},
    {"company", text, [](Sum s) { return Cell(s.company); }},
    {"cost", money, [](Sum s) { return Cell(s.cost.to_string()); }},
    {"forecast_cost", money,
     [](Sum s) { return s.forecast_cost ? Cell(s.forecast_cost->to_string()) : Cell(); }},
    {"currency", text, [](Sum s) { return Cell(s.cost.currency().code()); }},
};

Cell some(const std::string& text) { return text.empty() ? Cell() : Cell(text); }

// A task with the number of decimals of its meter.
struct TaskInMeter {
  Task task;
  int decimals;
};
using Waiting = const TaskInMeter&;
constexpr Field<TaskInMeter> task_fields[] = {
    {"what", text, [](Waiting t) { return Cell(to_string(t.task.what)); }},
    {"month", ColumnType::month, [](Waiting t) { return Cell(t.task.month.to_string()); }},
    {"company", text, [](Waiting t) { return some(t.task.company); }},
    {"domain", text, [](Waiting t) { return some(t.task.domain); }},
    {"meter", text, [](Waiting t) { return some(t.task.meter); }},
    {"quantity", quantity, [](Waiting t) { return number(t.task.quantity); },
     [](Waiting t) { return t.decimals; }},
    {"events", integer,
     [](Waiting t) { return t.task.events == 0 ? Cell() : Cell(std::to_string(t.task.events)); }},
    {"tariff", text, [](Waiting t) { return some(t.task.tariff); }},
    {"source", text, [](Waiting t) { return some(t.task.source); }},
    {"event_id", text, [](Waiting t) { return some(t.task.event_id); }},
    {"occurred_at", time,
     [](Waiting t) { return t.task.occurred_at ? Cell(to_rfc3339(*t.task.occurred_at)) : Cell(); }},
    {"error", text,
     [](Waiting t) { return t.task.error ? Cell(to_string(*t.task.error)) : Cell(); }},
    {"reason", text, [](Waiting t) { return some(t.task.reason); }},
};

}  // namespace

Rows rows_of(std::vector<SimulatedCost> costs) { return make_rows(std::move(costs), cost_fields); }

Rows rows_of(std::vector<ChargesTotal> totals) {
  return make_rows(std::move(totals), charges_total_fields);
}

Rows notices_of(const Simulation& simulation) {
  return make_rows(simulation.notices, notice_fields);
}

Rows rows_of(std::vector<ChargeStatus> charges, const std::vector<Meter>& meters) {
  std::vector<ChargeInMeter> shown;
  for (ChargeStatus& charge : charges) {
    const int decimals = decimals_of(meters, charge.meter);
    shown.push_back({std::move(charge), decimals});
  }
  return make_rows(std::move(shown), charge_fields);
}

Rows rows_of(std::vector<Task> tasks, const std::vector<Meter>& meters) {
  std::vector<TaskInMeter> shown;
  for (Task& task : tasks) {
    const int decimals = decimals_of(meters, task.meter);
    shown.push_back({std::move(task), decimals});
  }
  return make_rows(std::move(shown), task_fields);
}

}  // namespace porto
