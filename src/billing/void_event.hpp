// Voids: the event stays and a void is added to it, so that it no longer counts.
#pragma once

#include <string>

#include "porto/audit.hpp"
#include "porto/calendar.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Voids an event in the caller's write transaction; of an event that was corrected, its last
/// correction. Errors: not_found (no such event), invalid_argument (no actor, no reason, a time
/// before the event was stored), month_closed under the policy `refuse`.
VoidResult void_event(Store& store, const Zone& zone, const Void& what);

/// Voids an event and stores one in its place that differs in quantity alone; its id is that of the
/// event that was corrected first and "/correction-1", or the next number that is free. Errors as
/// void_event; conflict if the event was voided or corrected otherwise; invalid_argument for a
/// quantity that the ledger refuses.
CorrectResult correct_event(Store& store, const Zone& zone, const Void& what,
                            std::int64_t quantity);

}  // namespace porto::internal
