// See domain_owners.hpp.
#include "metering/domain_owners.hpp"

#include <algorithm>

namespace porto::internal {

std::string_view DomainOwners::owner(std::string_view domain, Day day) const {
  const auto first = std::ranges::lower_bound(claims_, domain, {}, &SendingDomain::domain);
  const auto last = std::ranges::upper_bound(claims_, domain, {}, &SendingDomain::domain);
  const auto claim = std::find_if(first, last, [&](const auto& c) { return c.covers(day); });
  return claim == last ? std::string_view() : claim->company;
}

}  // namespace porto::internal
