// Rules of claims on sending domains that both stores share.
#pragma once

#include "porto/error.hpp"
#include "porto/usage.hpp"

namespace porto::internal {

/// True if there is a day that both cover.
inline bool overlap(const SendingDomain& a, const SendingDomain& b) {
  return (!a.through || !b.from || *b.from <= *a.through) &&
         (!b.through || !a.from || *a.from <= *b.through);
}

/// Error internal for a claim that ends before it begins: the rules above the store refuse it.
inline void check_order(const SendingDomain& claim) {
  if (claim.from && claim.through && *claim.through < *claim.from)
    throw Error(ErrorCode::internal, "a claim cannot end before it begins");
}

}  // namespace porto::internal
