// Removing the events of months that are closed and settled.
#pragma once

#include "porto/audit.hpp"
#include "porto/calendar.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Removes the events of all months before `before` in the caller's write transaction. Errors: see
/// Ledger::prune.
PruneResult prune(Store& store, const Zone& zone, Month before, Instant now,
                  const PruneOptions& options = {});

}  // namespace porto::internal
