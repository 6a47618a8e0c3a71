// A MonthFilter as SQL.
#pragma once

#include <string>

#include "porto/usage.hpp"

namespace porto {

/// The WHERE clause; ?1 is the month, ?2 the company. Both are to be bound, set or not: a condition
/// only where there is one lets SQLite use the index.
inline std::string where(const MonthFilter& filter, const std::string& company_column) {
  return " WHERE " + std::string(filter.month ? "month = ?1" : "?1 IS NULL") + " AND " +
         (filter.company ? company_column + " = ?2" : "?2 IS NULL");
}

}  // namespace porto
