// Which months take new events: those that are open and, where late usage is settled by the next
// close, those that are closed and not pruned.
#pragma once

#include <optional>
#include <span>

#include "porto/calendar.hpp"
#include "porto/invoice.hpp"
#include "porto/ledger_options.hpp"
#include "store/pruned.hpp"

namespace porto::internal {

/// Everything up to the last closed month is closed, and up to the last pruned one without its
/// events, the months before the first closed one too: nothing can be closed there any more.
struct Admission {
  LatePolicy late = LatePolicy::adjust;
  std::optional<Month> closed_through{};
  std::optional<Month> pruned_through{};

  bool is_closed(Month month) const { return closed_through && month <= *closed_through; }
  bool is_pruned(Month month) const { return pruned_through && month <= *pruned_through; }
  bool takes(Month month) const {
    return !is_closed(month) || (late == LatePolicy::adjust && !is_pruned(month));
  }
};

inline Admission admission_of(LatePolicy late, std::span<const ClosedMonth> closed) {
  Admission admission{.late = late, .pruned_through = pruned_through(closed)};
  if (!closed.empty()) admission.closed_through = closed.back().month;
  return admission;
}

}  // namespace porto::internal
