// Verifying what was metered: events against the digests of their batches, totals against events.
#pragma once

#include <optional>

#include "billing/proof/findings.hpp"
#include "porto/audit.hpp"
#include "porto/calendar.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Reads all events once. `pruned_through`: the last month whose events may be gone.
void verify_events(Store& store, const Zone& zone, const VerifyOptions& options,
                   std::optional<Month> pruned_through, Findings& findings);

/// The chain of voids, and that each is of the event it names.
void verify_voids(Store& store, Findings& findings);

}  // namespace porto::internal
