// What a conflict is about: the fields in which an event differs from the stored one.
#pragma once

#include <string>

#include "porto/usage.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// The reason for an event whose identity is stored with other content.
std::string conflict_reason(Store& store, const UsageEvent& event);

}  // namespace porto::internal
