// See bill_with_tasks.hpp.
#include "billing/tasks/bill_with_tasks.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "billing/bill.hpp"
#include "billing/close.hpp"
#include "billing/tasks/tasks.hpp"
#include "store/errors.hpp"

namespace porto::internal {

Invoice invoice_with_tasks(Store& store, const Zone& zone, Month month,
                           const std::optional<std::string>& company, std::vector<Task>& tasks) {
  if (company && !store.has_company(*company)) throw store_error::unknown_company(*company);
  Biller biller(store, zone);
  Rated rated = biller.rated(month, company);
  tasks = tasks_of(store, rated.unrated);
  std::ranges::move(tasks_of_month(store, biller, month, company), std::back_inserter(tasks));
  return {.month = month,
          .state = biller.state_of(month),
          .lines = std::move(rated.lines),
          .unbilled = biller.unbilled(month, company)};
}

CloseResult close_with_tasks(Store& store, const Zone& zone, Month month, Instant now,
                             const CloseOptions& options) {
  Biller before(store, zone);
  std::vector<Task> tasks = tasks_of_month(store, before, month, {});
  CloseResult result = close_month(store, zone, month, now, options);
  std::ranges::move(tasks, std::back_inserter(result.tasks));
  return result;
}

}  // namespace porto::internal
