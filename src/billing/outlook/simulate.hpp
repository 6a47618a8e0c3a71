// Past usage rated with another tariff.
#pragma once

#include <string_view>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/simulation.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Rates the usage of every subscription to the tariff that is replaced with both; by month,
/// company. Reads only, in the caller's transaction. Errors: bad_tariff (mistakes, another
/// currency, an unknown meter), not_found (no such tariff to replace; each event is priced and the
/// events are pruned), invalid_argument (months the wrong way round), those of rate(), naming the
/// month, company and tariff.
std::vector<SimulatedCost> simulate(Store& store, const Zone& zone, std::string_view toml,
                                    std::string_view file_name, const SimulationOptions& options);

}  // namespace porto::internal
