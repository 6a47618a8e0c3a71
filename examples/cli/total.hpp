// Totals of invoice lines, as the library adds them up. A ledger has one currency.
#pragma once

#include <map>
#include <string>

#include "capi.hpp"

namespace porto_cli {

struct Total {
  std::string amount = "0";  ///< "860.00"
  std::string currency;
};

struct Totals {
  std::map<std::string, Total> companies;
  Total all;
};

Totals read_totals(const Rows& lines);

}  // namespace porto_cli
