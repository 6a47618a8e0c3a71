// Claims on sending domains, and the usage of unassigned domains.
#include <tuple>

#include "store/claims.hpp"
#include "store/errors.hpp"
#include "store/memory/implementation.hpp"

namespace porto::internal {

const SendingDomain* MemoryStore::claim_on(const std::string& domain, Day day) const {
  for (auto claim = state_.claims.lower_bound({domain, std::nullopt});
       claim != state_.claims.end() && claim->first.first == domain; ++claim)
    if (claim->second.covers(day)) return &claim->second;
  return nullptr;
}

void MemoryStore::check_free(const SendingDomain& claim) const {
  for (const auto& [key, known] : state_.claims)
    if (known.domain == claim.domain && known.from != claim.from && overlap(known, claim))
      throw store_error::claimed_already(known);
}

std::vector<CompanyMonth> MemoryStore::add_claim(const SendingDomain& claim) {
  MemoryState& state = writable();
  require_company(claim.company);
  check_order(claim);
  const auto known = state.claims.find({claim.domain, claim.from});
  if (known != state.claims.end()) throw store_error::claimed_already(known->second);
  check_free(claim);
  return late_after([&] { state.claims.insert({{claim.domain, claim.from}, claim}); });
}

std::vector<CompanyMonth> MemoryStore::end_claim(const SendingDomain& claim,
                                                 std::optional<Day> through) {
  const auto found = writable().claims.find({claim.domain, claim.from});
  if (found == state_.claims.end()) throw store_error::unknown_claim(claim);
  SendingDomain ended = found->second;
  ended.through = through;
  check_order(ended);
  check_free(ended);
  return late_after([&] { found->second = ended; });
}

std::vector<CompanyMonth> MemoryStore::remove_claim(const SendingDomain& claim) {
  const auto found = writable().claims.find({claim.domain, claim.from});
  if (found == state_.claims.end()) throw store_error::unknown_claim(claim);
  return late_after([&] { state_.claims.erase(found); });
}

std::vector<SendingDomain> MemoryStore::domains(const std::optional<std::string>& domain) {
  std::vector<SendingDomain> found = values(state_.claims);
  if (domain) std::erase_if(found, [&](const SendingDomain& one) { return one.domain != *domain; });
  return found;
}

std::vector<UnassignedUsage> MemoryStore::unassigned() {
  std::map<std::tuple<std::string, Month, std::string>, Total> sums;
  for (const auto& [key, total] : state_.domain_days) {
    const auto& [domain, day, meter] = key;
    if (total.events == 0 || claim_on(domain, day)) continue;
    Total& sum = sums[{domain, day.month(), meter}];
    sum.quantity += total.quantity;
    sum.events += total.events;
  }
  std::vector<UnassignedUsage> found;
  for (const auto& [key, sum] : sums) {
    const auto& [domain, month, meter] = key;
    const auto quantity = narrow(sum.quantity);
    if (!quantity) throw store_error::domain_overflow(domain, meter, sum.quantity);
    found.push_back({domain, month, meter, state_.meters.at(meter), *quantity, sum.events});
  }
  return found;
}

void MemoryStore::each_domain_day(const std::optional<Month>& month,
                                  const std::function<void(const DomainDay&)>& visit) {
  std::map<std::tuple<Day, std::string, std::string>, Total> by_day;
  for (const auto& [key, total] : state_.domain_days) {
    const auto& [domain, day, meter] = key;
    if (total.events != 0 && (!month || day.month() == *month))
      by_day[{day, domain, meter}] = total;
  }
  for (const auto& [key, total] : by_day) {
    const auto& [day, domain, meter] = key;
    visit({day, domain, meter, static_cast<std::int64_t>(total.quantity), total.events});
  }
}

}  // namespace porto::internal
