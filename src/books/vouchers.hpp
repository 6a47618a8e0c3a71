// A month as vouchers: a SIE 4I file.
#pragma once

#include <vector>

#include "books/month_invoices.hpp"
#include "porto/books.hpp"

namespace porto::internal {

/// A voucher for each invoice: receivables, revenue by account and cost centre, VAT by rate. Adds
/// the file, the list of invoices and what there is to say. The date of the file
/// is that of the invoices: it is the same at any later time.
void add_invoice_vouchers(const std::vector<MonthInvoice>& invoices, const BooksSettings& settings,
                          Lacking& lacking, BooksExport& into);

/// One voucher of the last day of the month, accrued income and revenue by account and cost
/// centre; and its opposite on the day after, if the books file does not say otherwise.
void add_accrual(const std::vector<CompanyLines>& companies, const Postings& postings,
                 const BooksSettings& settings, Lacking& lacking, BooksExport& into);

}  // namespace porto::internal
