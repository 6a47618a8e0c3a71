// The work that waits: of a month before it is billed, and of the whole ledger.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "billing/bill.hpp"
#include "billing/unrated.hpp"
#include "porto/tasks.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// What there is to know of a month's invoice besides companies that cannot be rated: usage that is
/// missing, that nobody is billed for, or that two tariffs price; of one company: without what is
/// of none. On the month that closes next also of changed closed months, which it settles. Once the
/// month is closed, only usage that nobody is billed for, and whom the close left out. By kind.
/// Reads only, in the caller's transaction.
std::vector<Task> tasks_of_month(Store& store, Biller& biller, Month month,
                                 const std::optional<std::string>& company);

/// A task for each company that cannot be rated.
std::vector<Task> tasks_of(Store& store, const std::vector<Unrated>& unrated);

/// All that waits at `now`, by kind, then month: of months that are over or running, of changed
/// closed months, and usage of all months that nobody is billed for.
std::vector<Task> open_tasks(Store& store, const Zone& zone, Biller& biller, Instant now,
                             const std::optional<std::string>& company);

}  // namespace porto::internal
