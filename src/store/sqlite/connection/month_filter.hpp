// Month totals of SQL: a MonthFilter as a condition, and rows as totals.
#pragma once

#include <string>

#include "porto/usage.hpp"
#include "store/sqlite/connection/connection.hpp"

namespace porto::internal {

/// The WHERE clause; ?1 is the month, ?2 the company. Both are to be bound, set or not: a condition
/// only where there is one lets SQLite use the index.
inline std::string where(const MonthFilter& filter, const std::string& company_column) {
  return " WHERE " + std::string(filter.month ? "month = ?1" : "?1 IS NULL") + " AND " +
         (filter.company ? company_column + " = ?2" : "?2 IS NULL");
}

/// The number of decimals of a meter. Error corrupt.
inline int read_decimals(const Query& row, int column) {
  return row.number(column, 0, most_meter_decimals);
}

/// From the columns month, company, meter, decimals, quantity, events.
inline MonthUsage read_usage(const Query& row) {
  return {row.month(0),          row.text(1),    row.text(2),
          read_decimals(row, 3), row.integer(4), row.integer(5)};
}

}  // namespace porto::internal
