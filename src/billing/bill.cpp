// See bill.hpp.
#include "billing/bill.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "billing/catalogue.hpp"
#include "billing/lines.hpp"
#include "porto/error.hpp"

namespace porto {
namespace {

using UsageByCompany = std::map<std::string, std::vector<MonthUsage>, std::less<>>;

UsageByCompany usage_by_company(Store& store, Month month,
                                const std::optional<std::string>& company) {
  UsageByCompany usage;
  for (MonthUsage& total : store.usage({.month = month, .company = company}))
    usage[total.company].push_back(std::move(total));
  return usage;
}

Usage usage_of(const UsageByCompany& all, const std::string& company) {
  Usage usage;
  if (const auto found = all.find(company); found != all.end())
    for (const MonthUsage& total : found->second)
      usage.meters.push_back({total.meter, total.amount(), {}});
  return usage;
}

// A failure to rate must name the company too.
void add_lines_of(std::vector<InvoiceLine>& lines, const Tariff& tariff, const Usage& usage,
                  Month month, const std::string& company) {
  try {
    add_lines(lines, tariff, usage, month, company);
  } catch (const Error& error) {
    throw Error(
        error.code(),
        "company " + in_quotes(company) + ", tariff " + in_quotes(tariff.id) + ": " + error.what(),
        error.where());
  }
}

}  // namespace

std::vector<InvoiceLine> bill(Store& store, Month month,
                              const std::optional<std::string>& company) {
  const UsageByCompany usage = usage_by_company(store, month, company);
  Catalogue catalogue(store);
  std::vector<InvoiceLine> lines;
  for (const Subscription& subscription : store.subscriptions()) {  // by company, tariff, from
    if (!subscription.covers(month) || (company && subscription.company != *company)) continue;
    const Tariff& tariff = catalogue.tariff_for(subscription.tariff, month);
    add_lines_of(lines, tariff, usage_of(usage, subscription.company), month, subscription.company);
  }
  return lines;
}

std::vector<MonthUsage> unbilled(Store& store, Month month,
                                 const std::optional<std::string>& company) {
  Catalogue catalogue(store);
  std::set<std::pair<std::string, std::string>> priced;  // company, meter
  for (const Subscription& subscription : store.subscriptions()) {
    if (!subscription.covers(month)) continue;
    for (const Charge& charge : catalogue.tariff_for(subscription.tariff, month).charges)
      priced.emplace(subscription.company, charge.meter);
  }
  std::vector<MonthUsage> totals = store.usage({.month = month, .company = company});
  std::erase_if(totals, [&](const MonthUsage& total) {
    return priced.contains({total.company, total.meter});
  });
  return totals;
}

Invoice invoice(Store& store, Month month, const std::optional<std::string>& company) {
  if (company && !store.has_company(*company))
    throw Error(ErrorCode::not_found, "no company " + in_quotes(*company));
  const std::vector<Period> periods = store.periods();
  const bool closed = std::any_of(periods.begin(), periods.end(),
                                  [&](const Period& period) { return period.month == month; });
  return {.month = month,
          .closed = closed,
          .lines = closed ? store.lines({.month = month, .company = company})
                          : bill(store, month, company),
          .unbilled = unbilled(store, month, company)};
}

}  // namespace porto
