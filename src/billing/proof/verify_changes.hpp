// Verifying the changes of what is billed: their chain of digests, and that subscriptions, claims
// of domains and tariffs are what they give, so that none is there, or gone, without one.
#pragma once

#include "billing/proof/findings.hpp"
#include "store/store.hpp"

namespace porto::internal {

void verify_changes(Store& store, Findings& findings);

}  // namespace porto::internal
