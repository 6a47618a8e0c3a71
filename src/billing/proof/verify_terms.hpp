// Verifying that subscriptions and claims of domains can stand beside each other, as porto's own
// commands make sure of: two that overlap bill the same usage twice, one that names nothing bills
// none.
#pragma once

#include "billing/proof/findings.hpp"
#include "store/store.hpp"

namespace porto::internal {

void verify_terms(Store& store, Findings& findings);

}  // namespace porto::internal
