// The owners of sending domains, from a ledger file. Made for one batch or one walk through the
// file.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/sqlite/connection/connection.hpp"

namespace porto::internal {

class Claims {
 public:
  explicit Claims(Connection& connection) : connection_(connection) {}

  /// The number of the company that has a domain on a day; 0 if none has. `domain_no` is its number
  /// in the file, or the one that it will get.
  std::int64_t owner(std::int64_t domain_no, std::string_view domain, std::int64_t day);

 private:
  struct Claim {
    std::int64_t from;
    std::int64_t through;
    std::int64_t company_no;
  };
  using OfDomain = std::optional<std::vector<Claim>>;  // read when asked for
  OfDomain& of(std::int64_t domain_no);

  Connection& connection_;
  std::vector<OfDomain> claims_;                       // by domain_no
  std::unordered_map<std::int64_t, OfDomain> beyond_;  // of numbers that few ledgers have
};

}  // namespace porto::internal
