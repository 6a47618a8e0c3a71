// What a conflict is about: the fields in which an event differs from the stored one.
#pragma once

#include "base/refusal.hpp"
#include "porto/usage.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Why an event is not stored whose identity is stored with other content.
Refusal why_conflict(Store& store, const UsageEvent& event);

}  // namespace porto::internal
