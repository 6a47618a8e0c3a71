// The numbers of invoices.
#include "store/errors.hpp"
#include "store/postgres/implementation.hpp"

namespace porto::internal::postgres {
namespace {

constexpr std::string_view credit_note = "credit_note";

std::string_view kind_of(const GivenNumber& given) {
  return given.is_credit_note ? credit_note : "invoice";
}

// Upper and lower case make no other number, since files are named after it.
constexpr const char* is_taken_sql =
    "SELECT 1 FROM invoice_number WHERE (month = $1 AND company = $2)"
    " OR lower(number COLLATE \"C\") = lower($3::text COLLATE \"C\") OR (series = $4 AND no >= $5)"
    " LIMIT 1";

}  // namespace

void PostgresStore::add_invoice_number(const GivenNumber& given) {
  const InvoiceNumber& number = given.number;
  Connection& connection = writable();
  if (!has_company(number.company)) throw store_error::unknown_company(number.company);
  if (connection.query("SELECT 1 FROM period WHERE month = $1", number.month).empty())
    throw store_error::not_closed(number.month);
  const bool is_taken = !connection
                             .query(is_taken_sql, number.month, number.company, number.number,
                                    number.series, number.no)
                             .empty();
  const Rows last =
      connection.query("SELECT max(no) FROM invoice_number WHERE series = $1", number.series);
  const bool goes_on = last[0].is_null(0) || last[0].integer(0) + 1 == number.no;
  if (is_taken || !goes_on) throw store_error::number_not_free(number);
  connection.query(
      "INSERT INTO invoice_number (month, company, series, no, number, issued, due, kind,"
      " net_minor, vat_minor, taxes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      number.month, number.company, number.series, number.no, number.number, number.issued,
      number.due, kind_of(given), given.net_amount.minor(), given.vat.minor(), given.taxes);
}

std::vector<GivenNumber> PostgresStore::invoice_numbers() {
  std::vector<GivenNumber> found;
  const Currency currency(info().currency);
  for (const Row row :
       read("SELECT month, company, series, no, number, issued, due, kind, net_minor, vat_minor,"
            " taxes FROM invoice_number ORDER BY month, company"))
    found.push_back({{row.month(0), row.text(1), row.text(2), row.integer(3), row.text(4),
                      row.day(5), row.day(6)},
                     row.view(7) == credit_note,
                     Money(row.integer(8), currency),
                     Money(row.integer(9), currency),
                     row.text(10)});
  return found;
}

}  // namespace porto::internal::postgres
