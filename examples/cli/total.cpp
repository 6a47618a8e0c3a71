// From the rows of the C ABI to sums: see total.hpp.
#include "total.hpp"

namespace porto_cli {

Totals read_totals(const Rows& lines) {
  Totals totals;
  const Rows rows = fetch(porto_invoice_totals, lines.get());
  while (next(rows)) {
    const Total total{std::string(text(rows, "net_amount")), std::string(text(rows, "currency"))};
    const std::string_view company = text(rows, "company");
    if (company.empty())
      totals.all = total;
    else
      totals.companies.emplace(company, total);
  }
  return totals;
}

}  // namespace porto_cli
