// Invoices and closes, with the tasks of their month.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "porto/invoice.hpp"
#include "porto/tasks.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// The month's invoice, without the companies that cannot be rated; `tasks` gets them, and what
/// else there is to know. Reads only, in the caller's transaction. Error not_found (company).
Invoice invoice_with_tasks(Store& store, const Zone& zone, Month month,
                           const std::optional<std::string>& company, std::vector<Task>& tasks);

/// close_month(), with the tasks of the month as they were before it.
CloseResult close_with_tasks(Store& store, const Zone& zone, Month month, Instant now,
                             const CloseOptions& options);

}  // namespace porto::internal
