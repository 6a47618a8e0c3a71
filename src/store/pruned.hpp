// Which months are pruned: pruning takes the events of a closed month, and of all months before it,
// those before the first closed one too.
#pragma once

#include <optional>
#include <span>

#include "porto/calendar.hpp"
#include "porto/invoice.hpp"

namespace porto::internal {

/// The last month whose events were removed, of all closed months in order; none if none was.
inline std::optional<Month> pruned_through(std::span<const ClosedMonth> closed_months) {
  std::optional<Month> through;
  for (const ClosedMonth& closed : closed_months)
    if (closed.pruned_at) through = closed.month;
  return through;
}

inline bool is_pruned(std::span<const ClosedMonth> closed_months, Month month) {
  const std::optional<Month> through = pruned_through(closed_months);
  return through && month <= *through;
}

}  // namespace porto::internal
