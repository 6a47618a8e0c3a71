// The lists of simulations and of a ledger's status.
#pragma once

#include <vector>

#include "export/rows.hpp"
#include "porto/simulation.hpp"
#include "porto/status.hpp"

namespace porto {

/// month, company (absent: all), actual, simulated, difference, currency.
Rows rows_of(std::vector<SimulatedCost> costs);

/// How charges stand: month, company, tariff, charge, meter, used, included, used_percent, cost,
/// forecast_used, forecast_cost, currency.
Rows rows_of(std::vector<ChargeStatus> charges);

/// What waits to be done: what ("ready_to_close", "to_settle", "unbilled", "unassigned"), month,
/// company, domain, meter, quantity, events; absent where a thing has none.
Rows tasks_of(const LedgerStatus& status);

}  // namespace porto
