// Closing a month: its lines are written once and never change.
#pragma once

#include "porto/calendar.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Freezes a month in the caller's write transaction, which a dry run rolls back; a month that is
/// closed already gives its frozen invoice. `now` decides whether it is over in the ledger's zone.
/// Of tasks the result has those of companies that were left out. Errors: see Ledger::close.
CloseResult close_month(Store& store, const Zone& zone, Month month, Instant now,
                        const CloseOptions& options = {});

}  // namespace porto::internal
