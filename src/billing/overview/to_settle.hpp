// What of a month is left to settle: companies whose usage or terms changed after a close.
#pragma once

#include <vector>

#include "billing/bill.hpp"
#include "porto/month_overview.hpp"
#include "porto/tasks.hpp"

namespace porto::internal {

/// Of a closed month its own changes; of the month that closes next those of all closed months,
/// which are among its lines. `rated`: what the month's invoice has. By month, company. The amounts
/// are those of the lines that the next close would add.
std::vector<MonthOverview::ToSettle> to_settle(Store& store, Biller& biller, Month month,
                                               const Rated& rated);

/// A task for each.
std::vector<Task> tasks_of(const std::vector<MonthOverview::ToSettle>& changes);

}  // namespace porto::internal
