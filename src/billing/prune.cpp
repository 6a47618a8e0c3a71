// See prune.hpp.
#include "billing/prune.hpp"

#include "base/text.hpp"
#include "billing/bill.hpp"
#include "porto/error.hpp"

namespace porto::internal {

PruneResult prune(Store& store, const Zone& zone, Month before, Instant now,
                  const PruneOptions& options) {
  const Month through = before.previous();
  const std::optional<Month> closed = last_closed(store);
  if (!closed || *closed < through)
    throw Error(ErrorCode::month_open,
                "the events before " + before.to_string() + " are still needed: " +
                    (closed ? "months are closed through " + closed->to_string()
                            : std::string("no month is closed yet")) +
                    "; close " + through.to_string() + " first, or prune less");
  for (const CompanyMonth& changed : store.changed())
    if (changed.month <= through)
      throw Error(ErrorCode::conflict,
                  changed.month.to_string() + " of company " + in_quotes(changed.company) +
                      " has changed since it was closed, and no invoice has settled that yet; "
                      "close " +
                      closed->next().to_string() + " first, or prune before " +
                      changed.month.to_string());
  for (const Month changed : store.changed_domains())
    if (changed <= through)
      throw Error(ErrorCode::conflict,
                  "usage of sending domains of " + changed.to_string() +
                      " has changed since it was closed, and no later close has recorded that yet; "
                      "close " +
                      closed->next().to_string() + " first, or prune before " +
                      changed.to_string());
  if (store.closed_months().front().month > through)
    throw Error(ErrorCode::invalid_argument,
                "there is nothing to prune before " + before.to_string() +
                    ": the first closed month is " +
                    store.closed_months().front().month.to_string(),
                "before");
  const auto month_of = [&](Instant time) { return zone.month_of(time); };
  return {through, store.prune(through, zone.start(before), now, month_of, options.on_progress)};
}

}  // namespace porto::internal
