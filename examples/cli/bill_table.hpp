// A month's bill as a table for people: fewer columns than the data, grouped by company, totals.
#pragma once

#include <cstddef>
#include <string>

#include "month_bill.hpp"

namespace porto_cli {

struct BillLook {
  /// Characters in a line of the terminal, where what the title says is left out of the columns; 0:
  /// no terminal, all columns.
  std::size_t room = 0;
  bool bold = false;  ///< totals
};

/// `state` says in a word what the lines are: "preview", "closed", ...
std::string bill_table(const MonthBill& bill, const std::string& state, const BillLook& look);

}  // namespace porto_cli
