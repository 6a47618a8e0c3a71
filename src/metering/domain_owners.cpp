// See domain_owners.hpp.
#include "metering/domain_owners.hpp"

#include <algorithm>

#include "base/sorted.hpp"

namespace porto::internal {

std::string_view DomainOwners::owner(std::string_view domain, Day day) const {
  const auto own = of_key(std::span(claims_), domain, &SendingDomain::domain);
  const auto claim = std::ranges::find_if(own, [&](const auto& one) { return one.covers(day); });
  return claim == own.end() ? std::string_view() : claim->company;
}

}  // namespace porto::internal
