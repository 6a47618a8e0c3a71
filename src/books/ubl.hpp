// Peppol BIS Billing 3: an invoice or a credit note as UBL 2.1.
#pragma once

#include <string>

#include "books/lacking.hpp"
#include "books/month_invoices.hpp"
#include "books/settings.hpp"

namespace porto::internal {

/// Adds what the rules of EN 16931 and Peppol demand of an invoice and the books file or the ledger
/// does not say.
void check_ubl(const MonthInvoice& invoice, const BooksSettings& settings, Lacking& lacking);

/// The document. check_ubl() has found nothing.
std::string ubl_of(const MonthInvoice& invoice, const BooksSettings& settings);

/// "E-1001.xml", from the number of the invoice.
std::string ubl_file_name(const InvoiceNumber& number);

/// A file for each invoice, the list of them, and what there is to say.
void add_ubl(const std::vector<MonthInvoice>& invoices, const BooksSettings& settings,
             Lacking& lacking, BooksExport& into);

}  // namespace porto::internal
