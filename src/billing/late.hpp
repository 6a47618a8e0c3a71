// Changes to closed months: settled by the next close or refused, as the ledger's policy says.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace porto::internal {

/// Call it with the closed months that the caller's write transaction changes. Under the policy
/// `adjust` they are marked for the next close to settle; under `refuse` Error month_closed. Error
/// month_closed too for a month that cannot be rated again, since the events it needs are pruned.
void settle_later(Store& store, std::span<const CompanyMonth> changed);

/// The closed months of a company from one month through another (not set: all there are).
std::vector<CompanyMonth> closed_months_of(Store& store, const std::string& company, Month from,
                                           std::optional<Month> through);

}  // namespace porto::internal
