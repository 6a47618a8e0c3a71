// See missing_usage.hpp.
#include "billing/tasks/missing_usage.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace porto::internal {
namespace {

bool prices_usage(const Tariff& tariff) {
  return std::ranges::any_of(tariff.charges,
                             [](const Charge& charge) { return !charge.meter.empty(); });
}

// The companies whose usage a tariff prices in a month.
std::set<std::string> metered(Biller& biller, Month month,
                              const std::optional<std::string>& company) {
  std::set<std::string> companies;
  for (const Coverage& coverage : covered(biller.subscriptions(), month, company))
    if (prices_usage(biller.catalogue().tariff_for(coverage.tariff, month)))
      companies.insert(coverage.company);
  return companies;
}

}  // namespace

void add_missing_usage(std::vector<Task>& tasks, Store& store, Biller& biller, Month month,
                       const std::optional<std::string>& company) {
  const std::set<std::string> companies = metered(biller, month, company);
  if (companies.empty()) return;
  std::set<std::string_view> with_usage;
  const std::vector<MonthUsage>& totals = biller.totals(month, company);
  for (const MonthUsage& total : totals) with_usage.insert(total.company);
  if (!company && with_usage.empty()) {
    tasks.push_back({.what = TaskKind::no_usage, .month = month});
    return;
  }
  if (month <= store.info().first_month) return;
  // Of a company one task, with the first meter that it used.
  std::string_view last;
  const std::vector<MonthUsage> before =
      store.usage({.month = month.previous(), .company = company});
  for (const MonthUsage& total : before) {
    if (total.company == last || with_usage.contains(total.company) ||
        !companies.contains(total.company))
      continue;
    last = total.company;
    tasks.push_back({.what = TaskKind::usage_missing,
                     .month = month,
                     .company = total.company,
                     .meter = total.meter,
                     .quantity = total.amount(),
                     .events = total.events});
  }
}

}  // namespace porto::internal
