// The running month: usage, cost so far and forecast.
#pragma once

#include <optional>
#include <string>

#include "porto/calendar.hpp"
#include "porto/status.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// The state of a ledger at `now`, of all companies or of one. Reads only, in the caller's
/// transaction. Errors: not_found (company; the month's events were pruned and some are later than
/// `now`), those of rate().
LedgerStatus status(Store& store, const Zone& zone, Instant now,
                    const std::optional<std::string>& company);

}  // namespace porto::internal
