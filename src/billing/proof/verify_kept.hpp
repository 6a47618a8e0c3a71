// Verifying a ledger against digests that were kept elsewhere: whoever can change all of a file can
// compute all of its digests again, or put an older file in its place.
#pragma once

#include <span>
#include <vector>

#include "billing/proof/findings.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Error invalid_argument for a digest that is none, or of a record that there cannot be.
void check_expected(std::span<const KeptDigest> expected);

void verify_kept(Store& store, std::span<const ClosedMonth> closed_months,
                 std::span<const KeptDigest> expected, Findings& findings);

/// See VerifyReport::keep.
std::vector<KeptDigest> to_keep(Store& store, std::span<const ClosedMonth> closed_months);

}  // namespace porto::internal
