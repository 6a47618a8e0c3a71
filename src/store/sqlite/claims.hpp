// The owners of sending domains, from a ledger file. Made for one batch or one walk through the
// file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/sqlite/connection/connection.hpp"

namespace porto::internal {

class Claims {
 public:
  explicit Claims(Connection& connection) : connection_(connection) {}

  /// The number of the company that has a domain on a day; 0 if none has.
  std::int64_t owner(std::string_view domain, std::int64_t day);

 private:
  struct Claim {
    std::int64_t from;
    std::int64_t through;
    std::int64_t company_no;
  };
  Connection& connection_;
  std::unordered_map<std::string, std::vector<Claim>> claims_;  // by domain, read when asked for
};

}  // namespace porto::internal
