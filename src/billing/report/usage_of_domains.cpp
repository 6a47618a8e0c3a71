// See usage_of_domains.hpp.
#include "billing/report/usage_of_domains.hpp"

#include <map>
#include <tuple>
#include <utility>

#include "base/text.hpp"
#include "porto/error.hpp"
#include "store/wide.hpp"

namespace porto::internal {
namespace {

struct DomainSum {
  Wide quantity = 0;
  Wide events = 0;
};
// By company, domain, meter.
using DomainSums = std::map<std::tuple<std::string, std::string, std::string>, DomainSum>;

// Whose a domain is on a day.
class DomainOwners {
 public:
  explicit DomainOwners(Store& store) {
    for (SendingDomain& claim : store.domains()) {
      std::vector<SendingDomain>& of_domain = claims_[claim.domain];
      of_domain.push_back(std::move(claim));
    }
  }
  /// Empty: nobody's.
  std::string of(const std::string& domain, Day day) const {
    const auto found = claims_.find(domain);
    if (found == claims_.end()) return {};
    for (const SendingDomain& claim : found->second)
      if (claim.covers(day)) return claim.company;
    return {};
  }

 private:
  std::map<std::string, std::vector<SendingDomain>> claims_;
};

std::int64_t fitting_usage(Wide sum, const std::string& domain) {
  if (const std::optional<std::int64_t> fits = narrow(sum)) return *fits;
  throw Error(ErrorCode::overflow,
              "the usage of domain " + in_quotes(domain) + " does not fit in 64 bits");
}

}  // namespace

std::vector<DomainUsage> usage_of_domains(Store& store, Biller& biller, Month month,
                                          const std::optional<std::string>& company) {
  DomainSums sums;
  const DomainOwners owners(store);
  store.each_domain_day(month, [&](const DomainDay& day) {
    std::string owner = owners.of(day.domain, day.day);
    if (company && owner != *company) return;
    DomainSum& sum = sums[{owner, day.domain, day.meter}];
    sum.quantity += day.quantity;
    sum.events += day.events;
  });
  // A company's own usage is what its domains leave of its total.
  std::map<std::pair<std::string, std::string>, DomainSum> of_domains;  // by company, meter
  for (const auto& [key, sum] : sums) {
    DomainSum& of_company = of_domains[{std::get<0>(key), std::get<2>(key)}];
    of_company.quantity += sum.quantity;
    of_company.events += sum.events;
  }
  for (const MonthUsage& total : biller.totals(month, company)) {
    const DomainSum taken = of_domains[{total.company, total.meter}];
    const DomainSum own{Wide{total.quantity} - taken.quantity, Wide{total.events} - taken.events};
    if (own.events != 0 || own.quantity != 0) sums[{total.company, "", total.meter}] = own;
  }
  std::map<std::string, int> decimals;
  for (const Meter& meter : store.meters()) decimals[meter.id] = meter.decimals;
  std::vector<DomainUsage> usage;
  for (const auto& [key, sum] : sums) {
    const auto& [owner, domain, meter] = key;
    if (sum.events == 0 && sum.quantity == 0) continue;  // all of it was voided
    usage.push_back({domain,
                     {month, owner, meter, decimals[meter], fitting_usage(sum.quantity, domain),
                      fitting_usage(sum.events, domain)}});
  }
  return usage;
}

}  // namespace porto::internal
