// See claims.hpp.
#include "store/sqlite/claims.hpp"

#include <algorithm>

namespace porto::internal {
namespace {

constexpr const char* claim_sql =
    "SELECT ifnull(from_day, 0), ifnull(through_day, 99999999), company.no FROM sending_domain"
    " JOIN company ON company.id = sending_domain.company WHERE domain = ?";

constexpr std::size_t most_by_number = std::size_t{1} << 20;

}  // namespace

// Numbers are those of a file, which may say anything.
Claims::OfDomain& Claims::of(std::int64_t domain_no) {
  const auto index = static_cast<std::size_t>(domain_no);
  if (index >= most_by_number) return beyond_[domain_no];
  if (index >= claims_.size()) claims_.resize(std::max(index + 1, 2 * claims_.size()));
  return claims_[index];
}

std::int64_t Claims::owner(std::int64_t domain_no, std::string_view domain, std::int64_t day) {
  OfDomain& of_domain = of(domain_no);
  if (!of_domain) {
    of_domain.emplace();
    Query row = connection_.query(claim_sql, domain);
    while (row.step()) of_domain->push_back({row.integer(0), row.integer(1), row.integer(2)});
  }
  for (const Claim& claim : *of_domain)
    if (claim.from <= day && day <= claim.through) return claim.company_no;
  return 0;
}

}  // namespace porto::internal
