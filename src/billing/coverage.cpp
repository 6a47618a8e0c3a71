// See coverage.hpp.
#include "billing/coverage.hpp"

#include <algorithm>
#include <bit>

namespace porto::internal {
namespace {

// The days from the first of a month through a day of it.
MonthDays days_through(int day) { return day_bit(day) | (day_bit(day) - 1); }

}  // namespace

MonthDays all_days(Month month) { return days_through(month.days()); }

MonthDays days_of(const Subscription& subscription, Month month) {
  if (!subscription.covers(month)) return 0;
  MonthDays days = all_days(month);
  if (subscription.through && subscription.through->month() == month)
    days &= days_through(subscription.through->day());
  if (subscription.from.month() == month) days &= ~(day_bit(subscription.from.day()) - 1);
  return days;
}

int count_of(MonthDays days) { return std::popcount(days); }

Share Coverage::share() const {
  if (whole()) return {};
  return {.days = count_of(days), .of = month.days()};
}

std::vector<Coverage> covered(std::span<const Subscription> subscriptions, Month month,
                              const std::optional<std::string>& company) {
  auto begin = subscriptions.begin();
  auto end = subscriptions.end();
  if (company) {
    begin = std::ranges::lower_bound(subscriptions, *company, {}, &Subscription::company);
    end = std::ranges::upper_bound(subscriptions, *company, {}, &Subscription::company);
  }
  std::vector<Coverage> found;
  for (; begin != end; ++begin) {
    const MonthDays days = days_of(*begin, month);
    if (days == 0) continue;
    if (found.empty() || found.back().company != begin->company ||
        found.back().tariff != begin->tariff)
      found.push_back({begin->company, begin->tariff, month});
    found.back().days |= days;
  }
  return found;
}

}  // namespace porto::internal
