// Closing a month: its lines are written once and never change.
#pragma once

#include <optional>

#include "porto/calendar.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Freezes a month in the caller's write transaction; a month that is closed already gives its
/// frozen lines. `now` decides whether it is over in the ledger's zone. Errors: see Ledger::close.
Invoice close_month(Store& store, const Zone& zone, Month month, Instant now);

/// The month that closes next: the one after the last closed, or the first with usage or a
/// subscription. None while there is nothing to bill.
std::optional<Month> next_to_close(Store& store);

}  // namespace porto::internal
