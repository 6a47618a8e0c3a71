// The record of an import that was killed, brought up to what it stored.
#pragma once

#include <functional>
#include <vector>

#include "store/store.hpp"

namespace porto::internal::postgres {

/// What an import stored just before it was killed is not in its record yet. `numbers`: of all of
/// its events.
void complete_record(Store& store, ImportRecord& record, const std::vector<EventRange>& numbers,
                     const std::function<Month(Instant)>& month_of);

}  // namespace porto::internal::postgres
