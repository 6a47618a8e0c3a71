// The numbers of invoices. A ledger of the first schema that was opened for reading alone has none.
#include <algorithm>

#include "store/errors.hpp"
#include "store/sqlite/implementation.hpp"

namespace porto::internal {

void SqliteStore::add_invoice_number(const InvoiceNumber& number) {
  Connection& connection = writable();
  if (!has_company(number.company)) throw store_error::unknown_company(number.company);
  if (!connection.query("SELECT 1 FROM period WHERE month = ?", number.month).step())
    throw store_error::not_closed(number.month);
  Query taken = connection.query(
      "SELECT 1 FROM invoice_number WHERE (month = ?1 AND company = ?2) OR number = ?3"
      " OR (series = ?4 AND no >= ?5)",
      number.month, number.company, number.number, number.series, number.no);
  Query before =
      connection.query("SELECT max(no) FROM invoice_number WHERE series = ?", number.series);
  const auto last =
      before.step() ? before.optional(0, [&](int at) { return before.integer(at); }) : std::nullopt;
  if (taken.step() || (last && *last + 1 != number.no)) throw store_error::number_not_free(number);
  connection
      .query(
          "INSERT INTO invoice_number (month, company, series, no, number, issued, due)"
          " VALUES (?, ?, ?, ?, ?, ?, ?)",
          number.month, number.company, number.series, number.no, number.number, number.issued,
          number.due)
      .run();
}

std::vector<InvoiceNumber> SqliteStore::invoice_numbers() {
  std::vector<InvoiceNumber> found;
  if (info().schema_version < 2) return found;
  Query row = connection_.query(
      "SELECT month, company, series, no, number, issued, due FROM invoice_number"
      " ORDER BY month, company");
  while (row.step())
    found.push_back({row.month(0), row.text(1), row.text(2), row.integer(3), row.text(4),
                     row.day(5), row.day(6)});
  return found;
}

}  // namespace porto::internal
