// Verifying the sums of sending domains of closed months: as the last close that recorded them
// found them, unless they are marked as changed since. Where events are pruned nothing else proves
// them.
#pragma once

#include <span>

#include "billing/proof/findings.hpp"
#include "store/store.hpp"

namespace porto::internal {

void verify_domains(Store& store, std::span<const ClosedMonth> closed_months, Findings& findings);

}  // namespace porto::internal
