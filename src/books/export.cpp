// See export.hpp.
#include "books/export.hpp"

#include <string>
#include <utility>

#include "base/text.hpp"
#include "books/as_given.hpp"
#include "books/closed_month.hpp"
#include "books/month_invoices.hpp"
#include "books/order_rows.hpp"
#include "books/postings.hpp"
#include "books/settings.hpp"
#include "books/ubl.hpp"
#include "books/vouchers.hpp"
#include "porto/error.hpp"
#include "porto/tariff.hpp"

namespace porto::internal {
namespace {

bool has_numbers(const BooksOptions& options, const BooksSettings& settings) {
  return options.format == BooksFormat::ubl ||
         (options.format == BooksFormat::sie && !settings.vouchers.accrues);
}

void refuse_issued(const BooksOptions& options, const char* why) {
  if (options.issued)
    throw Error(ErrorCode::invalid_argument, std::string(why) + ": leave out the date", "issued");
}

void add_numbered(Store& store, const std::vector<CompanyLines>& companies,
                  const Postings& postings, const BooksSettings& settings,
                  const BooksOptions& options, BooksExport& made) {
  const MonthNumbers numbers(store, made.month, companies, settings, options);
  Lacking lacking(settings.file_name);
  const std::vector<MonthInvoice> invoices =
      invoices_of(companies, postings, settings, numbers, lacking);
  if (options.format == BooksFormat::ubl)
    add_ubl(invoices, settings, lacking, made);
  else
    add_invoice_vouchers(invoices, settings, lacking, made);
  check_as_given(invoices, numbers, lacking);
  lacking.refuse();
  keep_new_numbers(store, invoices);
  for (auto notice : {numbers.notice_of(options.issued), numbers.notice_of_months()})
    if (notice) made.notices.push_back(std::move(*notice));
}

// A buyer whose id is misspelt would be another company's, which then lacks its VAT and address.
void check_buyers(Store& store, const BooksSettings& settings) {
  std::vector<std::string> known;
  std::string message;
  for (const Buyer& buyer : settings.buyers) {
    if (store.has_company(buyer.company)) continue;
    if (known.empty())
      for (const Company& company : store.companies()) known.push_back(company.id);
    const std::string_view meant =
        nearest(buyer.company, std::vector<std::string_view>(known.begin(), known.end()));
    const Mistake mistake{Mistake::Severity::error, buyer.company_at.line, buyer.company_at.column,
                          "the ledger has no company " + in_quotes(buyer.company),
                          meant.empty() ? "write the id of one, or take the [[buyer]] out"
                                        : "did you mean " + in_quotes(meant) + "?"};
    message += (message.empty() ? "" : "\n") + mistake.to_string(settings.file_name);
  }
  if (!message.empty()) throw Error(ErrorCode::bad_input, message, settings.file_name);
}

}  // namespace

bool gives_numbers(Store& store, Month month, const BooksOptions& options) {
  const BooksSettings settings = read_books(options.books, options.file_name);
  return has_numbers(options, settings) && !have_numbers(store, month, closed_lines(store, month));
}

BooksExport export_books(Store& store, Month month, const BooksOptions& options) {
  const BooksSettings settings = read_books(options.books, options.file_name);
  check_buyers(store, settings);
  const std::vector<CompanyLines> companies = closed_lines(store, month);
  const Postings postings(store, settings.defaults);
  BooksExport made{month};
  if (options.format == BooksFormat::rows) {
    refuse_issued(options, "order rows have no date; the accounting system gives it");
    add_order_rows(companies, postings, settings, made);
  } else if (has_numbers(options, settings)) {
    add_numbered(store, companies, postings, settings, options, made);
  } else {
    refuse_issued(options, "an accrual is of the last day of its month");
    Lacking lacking(settings.file_name);
    add_accrual(companies, postings, settings, lacking, made);
  }
  return made;
}

}  // namespace porto::internal
