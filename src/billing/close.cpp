// See close.hpp.
#include "billing/close.hpp"

#include <algorithm>
#include <optional>

#include "billing/bill.hpp"
#include "porto/error.hpp"

namespace porto {
namespace {

// The first month there is anything to bill for: the chain of closed months begins there.
std::optional<Month> first_month(Store& store) {
  std::optional<Month> first = store.first_usage_month();
  for (const Subscription& subscription : store.subscriptions())
    if (!first || subscription.from < *first) first = subscription.from;
  return first;
}

void check_turn(Store& store, const std::vector<Period>& periods, Month month) {
  const std::optional<Month> next =
      periods.empty() ? first_month(store) : std::optional(periods.back().month.next());
  if (!next || month < *next)
    throw Error(ErrorCode::invalid_argument,
                "there is nothing to close in " + month.to_string() + ": the ledger " +
                    (next ? "begins in " + next->to_string()
                          : std::string("has no usage and no subscriptions yet")));
  if (month > *next)
    throw Error(ErrorCode::month_open, next->to_string() +
                                           " is still open; close months in order, " +
                                           next->to_string() + " first");
}

void check_over(const Zone& zone, Month month, Instant now) {
  const Instant end = zone.end(month);
  if (now < end)
    throw Error(ErrorCode::month_open, month.to_string() + " is not over until " + to_rfc3339(end) +
                                           " (midnight in " + zone.name() + "); close it then");
}

}  // namespace

Invoice close_month(Store& store, const Zone& zone, Month month, Instant now) {
  const std::vector<Period> periods = store.periods();
  const bool closed = std::any_of(periods.begin(), periods.end(),
                                  [&](const Period& period) { return period.month == month; });
  if (!closed) {
    check_turn(store, periods, month);
    check_over(zone, month, now);
    store.add_period({month, now}, bill(store, month, {}));
  }
  return invoice(store, month, {});
}

}  // namespace porto
