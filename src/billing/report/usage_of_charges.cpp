// See usage_of_charges.hpp.
#include "billing/report/usage_of_charges.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "billing/company_usage.hpp"
#include "billing/coverage.hpp"
#include "store/pruned.hpp"

namespace porto::internal {
namespace {

using TariffAndCharge = std::pair<std::string, std::string>;
using PricedDays = std::map<TariffAndCharge, MonthDays>;

// The days on which each tariff and charge prices a meter.
PricedDays days_of_charges(Catalogue& catalogue, std::span<const Coverage> coverages,
                           const MonthUsage& total, const ChargeKeys& keys) {
  PricedDays days;
  for (const Coverage& coverage : coverages) {
    if (keys.only_tariff && coverage.tariff != *keys.only_tariff) continue;
    for (const Charge& charge : catalogue.tariff_for(coverage.tariff, total.month).charges)
      if (charge.meter == total.meter)
        days[{keys.tariff ? coverage.tariff : "", keys.charge ? charge.id : ""}] |= coverage.days;
  }
  return days;
}

MonthDays days_of_all(const PricedDays& priced) {
  MonthDays days = 0;
  for (const auto& [key, of_charge] : priced) days |= of_charge;
  return days;
}

bool is_shared(const PricedDays& priced, const TariffAndCharge& key, MonthDays days) {
  return std::ranges::any_of(
      priced, [&](const auto& other) { return other.first != key && (other.second & days) != 0; });
}

// Coverages are by company: those of one that comes after the ones before.
class ByCompany {
 public:
  explicit ByCompany(std::span<const Coverage> coverages) : rest_(coverages) {}
  std::span<const Coverage> of(const std::string& company) {
    while (!rest_.empty() && rest_.front().company < company) rest_ = rest_.subspan(1);
    std::size_t count = 0;
    while (count < rest_.size() && rest_[count].company == company) ++count;
    return rest_.first(count);
  }

 private:
  std::span<const Coverage> rest_;
};

}  // namespace

void UsageOfCharges::each(Month month, const std::optional<std::string>& company,
                          const ChargeKeys& keys,
                          const std::function<void(const ChargedUsage&)>& visit) {
  const std::vector<MonthUsage> totals = biller_.totals(month, company);
  const std::vector<Coverage> coverages = covered(biller_.subscriptions(), month, company);
  EventNeeds needs;
  for (const Coverage& coverage : coverages)
    if (!coverage.whole()) needs.by_day.insert(coverage.company);
  std::optional<CompanyUsage> by_day;
  if (!needs.empty()) by_day.emplace(totals, store_, zone_, month, company, needs);
  const bool pruned = is_pruned(biller_.closed_months(), month);

  ByCompany companies(coverages);
  for (const MonthUsage& total : totals) {
    PricedDays priced =
        days_of_charges(biller_.catalogue(), companies.of(total.company), total, keys);
    const MonthDays rest = all_days(month) & ~days_of_all(priced);
    if (rest != 0 && !keys.only_tariff) priced[{}] = rest;
    for (const auto& [key, days] : priced) {
      ChargedUsage part{key.first, key.second, total, is_shared(priced, key, days), true};
      if (days != all_days(month)) {
        part.known = !pruned || by_day->knows_days(total);
        if (part.known) part.usage = by_day->part(total, days);
        if (part.known && part.usage.events == 0) continue;
      }
      visit(part);
    }
  }
}

}  // namespace porto::internal
