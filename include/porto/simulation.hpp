// What another tariff would have meant: history rated again, and nothing written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "porto/calendar.hpp"
#include "porto/money.hpp"

namespace porto {

/// What a simulation is summed by.
enum class SimulateBy : std::uint8_t { month_and_company, month, company, nothing };
/// "month-and-company", "month", "company", "nothing". Error invalid_argument for any other text.
SimulateBy parse_simulate_by(std::string_view name);

/// What to simulate.
struct SimulationOptions {
  /// The tariff whose subscriptions the document is tried on; empty: the one with the document's
  /// own id.
  std::string instead_of;
  Month from;
  Month through;  ///< included
  SimulateBy by = SimulateBy::month_and_company;
};

/// What companies pay with the tariff they are on, and what they would with the other one instead.
struct SimulatedCost {
  std::optional<Month> month;          ///< not set: all of them
  std::optional<std::string> company;  ///< not set: all of them
  Money actual;                        ///< of the usage as it is known now, late usage included
  Money simulated;                     ///< of the same usage with the other tariff
  Money difference() const { return simulated - actual; }
  friend bool operator==(const SimulatedCost&, const SimulatedCost&) = default;
};

}  // namespace porto
