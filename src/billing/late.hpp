// Changes that reach into closed months, and what the ledger's policy says of them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace porto::internal {

/// Closed months of companies were changed by what the caller does in its write transaction: under
/// the policy `adjust` the next close will settle them, under `refuse` it is Error month_closed.
void settle_later(Store& store, std::span<const CompanyMonth> changed);

/// The closed months of a company from one month through another (not set: all there are).
std::vector<CompanyMonth> closed_months_of(Store& store, const std::string& company, Month from,
                                           std::optional<Month> through);

}  // namespace porto::internal
