// See export.hpp.
#include "books/export.hpp"

#include "books/closed_month.hpp"
#include "books/month_invoices.hpp"
#include "books/order_rows.hpp"
#include "books/postings.hpp"
#include "books/settings.hpp"
#include "books/ubl.hpp"
#include "books/vouchers.hpp"

namespace porto::internal {
namespace {

bool has_numbers(const BooksOptions& options, const BooksSettings& settings) {
  return options.format == BooksFormat::ubl ||
         (options.format == BooksFormat::sie && !settings.vouchers.accrues);
}

// The date of a SIE file is that of the call, of which an export is given no other.
Day date_of_file(const BooksOptions& options, Month month) {
  return options.issued ? *options.issued : month.last_day();
}

void add_numbered(Store& store, const std::vector<CompanyLines>& companies,
                  const Postings& postings, const BooksSettings& settings,
                  const BooksOptions& options, BooksExport& made) {
  const MonthNumbers numbers(store, made.month, companies, settings, options.issued);
  Lacking lacking(settings.file_name);
  const std::vector<MonthInvoice> invoices =
      invoices_of(companies, postings, settings, numbers, lacking);
  if (options.format == BooksFormat::ubl)
    add_ubl(invoices, settings, lacking, made);
  else
    add_invoice_vouchers(invoices, settings, date_of_file(options, made.month), lacking, made);
}

}  // namespace

bool gives_numbers(Store& store, Month month, const BooksOptions& options) {
  const BooksSettings settings = read_books(options.books, options.file_name);
  return has_numbers(options, settings) && !have_numbers(store, month, closed_lines(store, month));
}

BooksExport export_books(Store& store, Month month, const BooksOptions& options) {
  const BooksSettings settings = read_books(options.books, options.file_name);
  const std::vector<CompanyLines> companies = closed_lines(store, month);
  const Postings postings(store, settings.defaults);
  BooksExport made{month};
  if (options.format == BooksFormat::rows) {
    add_order_rows(companies, postings, settings, made);
  } else if (has_numbers(options, settings)) {
    add_numbered(store, companies, postings, settings, options, made);
  } else {
    Lacking lacking(settings.file_name);
    add_accrual(companies, postings, settings, date_of_file(options, month), lacking, made);
  }
  return made;
}

}  // namespace porto::internal
