// The numbers of invoices. A ledger of the first schema that was opened for reading alone has none.
#include <algorithm>

#include "store/errors.hpp"
#include "store/sqlite/implementation.hpp"

namespace porto::internal {
namespace {

constexpr std::string_view credit_note = "credit_note";

std::string_view kind_of(const GivenNumber& given) {
  return given.is_credit_note ? credit_note : "invoice";
}

}  // namespace

void SqliteStore::add_invoice_number(const GivenNumber& given) {
  const InvoiceNumber& number = given.number;
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
          "INSERT INTO invoice_number (month, company, series, no, number, issued, due, kind,"
          " net_minor, vat_minor, taxes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          number.month, number.company, number.series, number.no, number.number, number.issued,
          number.due, kind_of(given), given.net_amount.minor(), given.vat.minor(), given.taxes)
      .run();
}

std::vector<GivenNumber> SqliteStore::invoice_numbers() {
  std::vector<GivenNumber> found;
  if (info().schema_version < 2) return found;
  const Currency currency(info().currency);
  Query row = connection_.query(
      "SELECT month, company, series, no, number, issued, due, kind, net_minor, vat_minor, taxes"
      " FROM invoice_number ORDER BY month, company");
  while (row.step())
    found.push_back({{row.month(0), row.text(1), row.text(2), row.integer(3), row.text(4),
                      row.day(5), row.day(6)},
                     row.view(7) == credit_note,
                     Money(row.integer(8), currency),
                     Money(row.integer(9), currency),
                     row.text(10)});
  return found;
}

}  // namespace porto::internal
