// A month's bill as a table for people: fewer columns than the data, grouped by company, totals.
#pragma once

#include <string>

#include "month_bill.hpp"

namespace porto_cli {

/// `state` says in a word what the lines are: "preview", "closed", ...
std::string bill_table(const MonthBill& bill, const std::string& state);

}  // namespace porto_cli
