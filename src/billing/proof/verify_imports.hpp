// Verifying the import log: records against their digests and the events they stored, undos against
// their chain.
#pragma once

#include "billing/proof/findings.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Reads the records, the batches and the voids; no events.
void verify_imports(Store& store, Findings& findings);

}  // namespace porto::internal
