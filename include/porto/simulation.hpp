// Simulation: what months cost, and what their usage would cost with another tariff; nothing is
// written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/money.hpp"
#include "porto/progress.hpp"

namespace porto {

/// The rows of a simulation: costs are summed by these.
enum class SimulateBy : std::uint8_t { month_and_company, month, company, nothing };
/// "month-and-company", "month", "company", "nothing". Error invalid_argument for any other text.
SimulateBy parse_simulate_by(std::string_view name);

/// The months to simulate, and the tariff to replace.
struct SimulationOptions {
  /// The tariff whose subscriptions the document is tried on; empty: the one with the document's
  /// own id.
  std::string instead_of;
  Month from;
  Month through;  ///< included
  SimulateBy by = SimulateBy::month_and_company;
  OnProgress on_progress{};  ///< in months
};

/// What a simulated cost is compared with.
enum class CostBasis : std::uint8_t {
  invoiced,  ///< of a closed month: what all invoices have of its usage, later adjustments included
  preview,   ///< of an open month: what is due for its usage as it is known now
  mixed,     ///< a sum of both
};
const char* to_string(CostBasis basis) noexcept;

/// The cost with the tariff that companies are on, and with the other one instead.
struct SimulatedCost {
  std::optional<Month> month;          ///< not set: all of them
  std::optional<std::string> company;  ///< not set: all of them
  Money current;                       ///< see `basis`
  Money simulated;  ///< of the usage as it is known now with the other tariff, late usage included
  CostBasis basis = CostBasis::preview;
  Money difference() const { return simulated - current; }
  friend bool operator==(const SimulatedCost&, const SimulatedCost&) = default;
};

/// The costs, and what one must know to read them: companies on the tariff on some days of a month
/// that the other one does not prorate, closed months that have changed and are not settled.
struct Simulation {
  std::vector<SimulatedCost> costs{};  ///< by month, company
  std::vector<std::string> notices{};
};

}  // namespace porto
