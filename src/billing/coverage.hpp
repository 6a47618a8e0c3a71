// The days of a month on which a company is on a tariff: what a subscription of some days pays for.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "porto/invoice.hpp"
#include "porto/tariff.hpp"

namespace porto::internal {

/// Days of one month: bit 0 is the first.
using MonthDays = std::uint32_t;

constexpr MonthDays day_bit(int day) { return MonthDays{1} << (day - 1); }
MonthDays all_days(Month month);
/// The days of a month that a subscription covers.
MonthDays days_of(const Subscription& subscription, Month month);
int count_of(MonthDays days);

/// A company is on a tariff on some days of a month, or on all: its subscriptions to the tariff,
/// taken together.
struct Coverage {
  std::string company;
  std::string tariff;
  Month month;
  MonthDays days = 0;

  bool whole() const { return days == all_days(month); }
  /// Of the whole month: 1 of 1.
  Share share() const;
};

/// What subscriptions, by company and tariff, cover of a month, in their order; of one company or
/// all.
std::vector<Coverage> covered(std::span<const Subscription> subscriptions, Month month,
                              const std::optional<std::string>& company = {});

}  // namespace porto::internal
