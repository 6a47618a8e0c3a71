// The export of a closed month in one of the formats.
#pragma once

#include "porto/books.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Whether an export gives numbers, and so needs a write transaction. A read transaction is open.
/// Errors as below, of the options and the month.
bool gives_numbers(Store& store, Month month, const BooksOptions& options);

/// See Ledger::export_books. A transaction is open, which writes if numbers are to be given.
BooksExport export_books(Store& store, Month month, const BooksOptions& options);

}  // namespace porto::internal
