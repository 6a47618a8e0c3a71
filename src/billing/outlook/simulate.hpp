// What months cost, and what their usage would cost with another tariff.
#pragma once

#include <string_view>

#include "billing/unrated.hpp"
#include "porto/calendar.hpp"
#include "porto/simulation.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Rates the usage of every subscription to the tariff that is replaced with the document; closed
/// months are compared with what was invoiced, open ones with a preview. Reads only, in the
/// caller's transaction. Errors: bad_tariff (mistakes, another currency, an unknown meter),
/// not_found (no such tariff to replace; each event is priced and the events are pruned),
/// invalid_argument (months the wrong way round). `failed` gets the companies that cannot be rated,
/// whose months are in no sum; without it their error is thrown.
Simulation simulate(Store& store, const Zone& zone, std::string_view toml,
                    std::string_view file_name, const SimulationOptions& options,
                    const OnUnrated& failed = {});

}  // namespace porto::internal
