// A month at a glance, out of reports, tasks and price curves. See porto/month_overview.hpp.
#pragma once

#include <string>

#include "porto/month_overview.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// The language that most tariffs of a store have; "en" without any.
std::string main_language(Store& store);

/// Reads only, in the caller's transaction. `language`: "sv" or "en"; empty: main_language().
/// Errors: invalid_argument (language), overflow.
MonthOverview month_overview(Store& store, const Zone& zone, Month month,
                             const std::string& language);

}  // namespace porto::internal
