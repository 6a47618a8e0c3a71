// Which company has a domain on a day, by the claims that the head has.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "porto/usage.hpp"

namespace porto::internal::spread {

class Owners {
 public:
  explicit Owners(const std::vector<SendingDomain>& claims);

  bool empty() const noexcept { return by_domain_.empty(); }
  /// Empty: no company has it.
  std::string_view of(std::string_view domain, Day day) const;
  /// The domains that a company has on some day.
  std::vector<std::string> domains_of(std::string_view company) const;

 private:
  std::map<std::string, std::vector<SendingDomain>, std::less<>> by_domain_{};
};

}  // namespace porto::internal::spread
