// Which company has a sending domain on a day, for many events.
#pragma once

#include <string_view>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/usage.hpp"
#include "store/store.hpp"

namespace porto::internal {

class DomainOwners {
 public:
  explicit DomainOwners(std::vector<SendingDomain> claims) : claims_(std::move(claims)) {}

  /// Empty if it belongs to nobody.
  std::string_view owner(std::string_view domain, Day day) const;
  /// Of an event: the company that it names, or that has its domain.
  std::string_view owner(const DatedEvent& dated) const {
    const std::string_view company = dated.event.company;
    return company.empty() ? owner(dated.event.domain, *dated.day) : company;
  }

 private:
  std::vector<SendingDomain> claims_;  // by domain
};

}  // namespace porto::internal
