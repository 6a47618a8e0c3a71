// What usage looks like a mistake though it may be right: nobody is billed for it, or it is far
// more than a company used the month before. An import stores it and says so.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "porto/calendar.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// More than this many times the month before is doubtful.
inline constexpr int doubtful_growth = 20;

/// A notice for each kind, with how many there are and the first of them; none in a ledger without
/// subscriptions, where nothing is billed yet. Within the caller's transaction.
std::vector<std::string> doubtful_usage(Store& store, const Zone& zone,
                                        const std::set<Month>& months);

}  // namespace porto::internal
