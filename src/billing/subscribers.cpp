// See subscribers.hpp.
#include "billing/subscribers.hpp"

#include <optional>
#include <set>
#include <string>
#include <utility>

namespace porto::internal {
namespace {

std::set<std::string> customers_of(const std::vector<Subscription>& subscriptions, Month month) {
  std::set<std::string> customers;
  for (const Subscription& one : subscriptions)
    if (one.covers(month)) customers.insert(one.company);
  return customers;
}

// The month in which such a company is no customer; none: it is one in any case, or there is no
// such month.
std::optional<Month> month_without(Month month, MonthSubscriptions which) {
  if (which == MonthSubscriptions::joined && month != Month(1, 1)) return month.previous();
  if (which == MonthSubscriptions::left && month != Month(9999, 12)) return month.next();
  return {};
}

}  // namespace

std::vector<Subscription> subscriptions_of(Store& store, Month month, MonthSubscriptions which) {
  std::vector<Subscription> all = store.subscriptions();
  const std::optional<Month> without = month_without(month, which);
  const std::set<std::string> others =
      without ? customers_of(all, *without) : std::set<std::string>();
  std::erase_if(all, [&](const Subscription& one) {
    return !one.covers(month) || others.contains(one.company);
  });
  return all;
}

std::vector<Company> companies_without_subscription(Store& store, Month month) {
  const std::set<std::string> customers = customers_of(store.subscriptions(), month);
  std::vector<Company> companies = store.companies();
  std::erase_if(companies, [&](const Company& company) { return customers.contains(company.id); });
  return companies;
}

}  // namespace porto::internal
