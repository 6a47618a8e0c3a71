// The list of stored events, and of what was voided.
#pragma once

#include <functional>

#include "porto/calendar.hpp"
#include "porto/usage.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Calls `visit` with each event: see Ledger::each_event.
void list_events(Store& store, const Zone& zone, const EventListOptions& options,
                 const std::function<void(const StoredEvent&)>& visit);

}  // namespace porto::internal
