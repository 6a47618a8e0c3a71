// See coverage.hpp.
#include "billing/coverage.hpp"

#include <bit>

#include "base/sorted.hpp"

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
  if (company) subscriptions = of_key(subscriptions, *company, &Subscription::company);
  std::vector<Coverage> found;
  for (const Subscription& one : subscriptions) {
    const MonthDays days = days_of(one, month);
    if (days == 0) continue;
    if (found.empty() || found.back().company != one.company || found.back().tariff != one.tariff)
      found.push_back({one.company, one.tariff, month});
    found.back().days |= days;
  }
  return found;
}

}  // namespace porto::internal
