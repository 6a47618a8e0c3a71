// See claims.hpp.
#include "store/sqlite/claims.hpp"

namespace porto::internal {
namespace {

constexpr const char* claim_sql =
    "SELECT ifnull(from_day, 0), ifnull(through_day, 99999999), company.no FROM sending_domain"
    " JOIN company ON company.id = sending_domain.company WHERE domain = ?";

}  // namespace

std::int64_t Claims::owner(std::string_view domain, std::int64_t day) {
  const auto [entry, is_first] = claims_.try_emplace(std::string(domain));
  if (is_first) {
    Query row = connection_.query(claim_sql, domain);
    while (row.step()) entry->second.push_back({row.integer(0), row.integer(1), row.integer(2)});
  }
  for (const Claim& claim : entry->second)
    if (claim.from <= day && day <= claim.through) return claim.company_no;
  return 0;
}

}  // namespace porto::internal
