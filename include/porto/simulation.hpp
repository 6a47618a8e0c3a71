// Simulation: past usage rated with another tariff; nothing is written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "porto/calendar.hpp"
#include "porto/money.hpp"

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
};

/// The cost with the tariff that companies are on, and with the other one instead.
struct SimulatedCost {
  std::optional<Month> month;          ///< not set: all of them
  std::optional<std::string> company;  ///< not set: all of them
  Money actual;                        ///< of the usage as it is known now, late usage included
  Money simulated;                     ///< of the same usage with the other tariff
  Money difference() const { return simulated - actual; }
  friend bool operator==(const SimulatedCost&, const SimulatedCost&) = default;
};

}  // namespace porto
