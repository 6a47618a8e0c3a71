// Metered totals against what somebody else counted.
#pragma once

#include <string>

#include "porto/reconcile.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Compares the usage of a meter with a file of counts. Reads only, in the caller's transaction.
/// Errors: see Ledger::reconcile.
Reconciliation reconcile(Store& store, const Zone& zone, const ImportInput& input,
                         const ReconcileOptions& options);

}  // namespace porto::internal
