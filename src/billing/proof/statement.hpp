// A company's month with everything its lines were computed from.
#pragma once

#include <functional>
#include <string>

#include "porto/audit.hpp"
#include "porto/calendar.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Made in the caller's read transaction. Error not_found for an unknown company.
Statement statement(Store& store, const Zone& zone, Month month, const std::string& company);

/// Calls `visit` with the statement of each company that has lines or usage in the month, by id. In
/// the caller's transaction. `visit` must not use the store; it may throw to stop.
void each_statement(Store& store, const Zone& zone, Month month,
                    const std::function<void(const Statement&)>& visit);

}  // namespace porto::internal
