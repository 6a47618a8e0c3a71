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

/// A claim's days as numbers, 20240229: since ever, and until further notice, are further than any.
inline constexpr int before_all_days = 0;
inline constexpr int after_all_days = 99'999'999;
inline int first_day(const SendingDomain& claim) {
  return claim.from ? claim.from->number() : before_all_days;
}
inline int last_day(const std::optional<Day>& through) {
  return through ? through->number() : after_all_days;
}

}  // namespace porto::internal
