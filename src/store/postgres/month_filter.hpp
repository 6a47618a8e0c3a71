// Month totals of SQL: a MonthFilter as a condition, and rows as totals.
#pragma once

#include <string>

#include "porto/usage.hpp"
#include "store/postgres/connection/rows.hpp"

namespace porto::internal::postgres {

/// "month = $1", or a condition that is true; both have the parameter. A condition only where there
/// is one lets the server use the index.
inline std::string equals(const std::string& column, int parameter, bool is_set,
                          const std::string& type) {
  const std::string value = "$" + std::to_string(parameter);
  return is_set ? column + " = " + value : value + "::" + type + " IS NULL";
}

/// The WHERE clause; $1 is the month, $2 the company. Both are to be given, set or not.
inline std::string where(const MonthFilter& filter, const std::string& month_column,
                         const std::string& company_column) {
  return " WHERE " + equals(month_column, 1, filter.month.has_value(), "integer") + " AND " +
         equals(company_column, 2, filter.company.has_value(), "text");
}

/// The number of decimals of a meter. Error corrupt.
inline int read_decimals(const Row& row, int column) {
  return row.number(column, 0, most_meter_decimals);
}

}  // namespace porto::internal::postgres
