// Checks that everything in a ledger agrees with everything else in it.
#pragma once

#include "porto/audit.hpp"
#include "porto/calendar.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Verifies a ledger in the caller's read transaction. Events are read once, in order, and never
/// kept: memory grows with totals and months, not with events. A difference is a finding;
/// Errors are those of the machine (io, busy, out of memory), and what on_progress throws.
VerifyReport verify(Store& store, const Zone& zone, const VerifyOptions& options);

}  // namespace porto::internal
