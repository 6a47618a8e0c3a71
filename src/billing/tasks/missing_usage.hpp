// Usage that a month should have and has not: most often a file was not imported.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "billing/bill.hpp"
#include "porto/tasks.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Adds a task for a month without usage of any company, though a tariff prices usage in it; or one
/// for each company that is on such a tariff, had usage in the month before, and has none. Of one
/// company: only the latter.
void add_missing_usage(std::vector<Task>& tasks, Store& store, Biller& biller, Month month,
                       const std::optional<std::string>& company);

}  // namespace porto::internal
