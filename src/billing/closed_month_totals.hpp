// The list of closed months: what was invoiced in each.
#pragma once

#include <vector>

#include "porto/invoice.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// By month.
std::vector<ClosedMonthTotal> closed_month_totals(Store& store);

}  // namespace porto::internal
