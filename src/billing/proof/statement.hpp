// A company's month with everything its lines were computed from.
#pragma once

#include <string>

#include "porto/audit.hpp"
#include "porto/calendar.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Made in the caller's read transaction. Error not_found for an unknown company.
Statement statement(Store& store, const Zone& zone, Month month, const std::string& company);

}  // namespace porto::internal
