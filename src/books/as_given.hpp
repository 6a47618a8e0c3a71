// What an invoice says under its number is what was sent. It is kept when the number is given, and
// a later export that would say something else is refused.
#pragma once

#include <vector>

#include "books/lacking.hpp"
#include "books/month_invoices.hpp"
#include "books/numbers.hpp"

namespace porto::internal {

/// Adds to `lacking` the invoices whose kind, amount or VAT is not what it was when they got their
/// numbers: a books file that has changed taxes the lines of the month otherwise.
void check_as_given(const std::vector<MonthInvoice>& invoices, const MonthNumbers& numbers,
                    Lacking& lacking);

/// Stores the new numbers with what the invoices say. A write transaction is open if there are any.
/// Errors as Store::add_invoice_number.
void keep_new_numbers(Store& store, const std::vector<MonthInvoice>& invoices);

}  // namespace porto::internal
