// Why there are adjustments on an invoice: what changed the closed months of companies since the
// close before.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "porto/adjustments.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Of the invoice of a month, closed or next to close; of others there are none. By company, usage
/// month. Reads only, in the caller's transaction. Error not_found (company).
std::vector<AdjustedMonth> adjusted_months(Store& store, const Zone& zone, Month month,
                                           const std::optional<std::string>& company);

}  // namespace porto::internal
