// What a month is billed: companies with their lines and totals, and the usage that nobody is
// billed for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "capi.hpp"
#include "total.hpp"

namespace porto_cli {

struct BillLine {
  std::string number;
  std::string text;
  std::string quantity;
  std::string unit_price;  ///< "12 per 1000" where the price is of more than one unit
  std::string net_amount;
};

struct CompanyBill {
  std::string company;
  std::string name;  ///< may be empty
  std::vector<BillLine> lines;
  Total total;
};

struct UnbilledUsage {
  std::string company;
  std::string meter;
  std::string quantity;
  std::string events;
};

struct MonthBill {
  std::int32_t month = 0;
  std::string closed_at;     ///< empty: the month is open
  std::string first_closed;  ///< the first month that was closed, if this one is before it
  std::string only_kind;     ///< of lines that are shown; empty: all
  std::vector<CompanyBill> companies;
  Total total;
  std::vector<UnbilledUsage> unbilled;
};

/// What a month's bill says of itself, without its companies.
MonthBill read_month_bill(porto_ledger* ledger, std::int32_t month, const Rows& unbilled);
/// Adds the companies of a bill, their lines and the totals.
void add_companies(MonthBill& bill, porto_ledger* ledger, const Rows& lines);

}  // namespace porto_cli
