// See owners.hpp.
#include "store/spread/owners.hpp"

#include <algorithm>

namespace porto::internal::spread {

Owners::Owners(const std::vector<SendingDomain>& claims) {
  for (const SendingDomain& claim : claims) by_domain_[claim.domain].push_back(claim);
}

std::string_view Owners::of(std::string_view domain, Day day) const {
  const auto claims = by_domain_.find(domain);
  if (claims == by_domain_.end()) return {};
  for (const SendingDomain& claim : claims->second)
    if (claim.covers(day)) return claim.company;
  return {};
}

std::vector<std::string> Owners::domains_of(std::string_view company) const {
  std::vector<std::string> domains;
  for (const auto& [domain, claims] : by_domain_)
    if (std::ranges::any_of(claims, [&](const auto& claim) { return claim.company == company; }))
      domains.push_back(domain);
  return domains;
}

}  // namespace porto::internal::spread
