// Metered totals against monthly counts of somebody else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "porto/import.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Compares the totals of a meter with a file of monthly counts, in the months that the file has
/// counts of that meter for; by month, company. Reads only, in the caller's transaction. Errors:
/// see Ledger::reconcile.
std::vector<Reconciled> reconcile(Store& store, const std::string& path, std::string_view meter,
                                  const ImportOptions& options);

}  // namespace porto::internal
