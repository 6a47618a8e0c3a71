// The export to the vendor's accounting system: see porto/books.hpp.
#include "porto/books.hpp"

#include "books/export.hpp"
#include "ledger/implementation.hpp"

namespace porto {

using namespace internal;

BooksExport Ledger::export_books(Month month, const BooksOptions& options) {
  const auto make = [&] { return internal::export_books(*impl_->store, month, options); };
  const bool writes =
      impl_->read([&] { return internal::gives_numbers(*impl_->store, month, options); });
  ChangeOptions change;
  change.dry_run = options.dry_run;
  BooksExport made = writes ? impl_->change(change, nullptr, any_company, make) : impl_->read(make);
  // Of a dry run, whatever the format: numbers that were taken back may be another invoice's
  // tomorrow.
  if (options.dry_run) made.files.clear();
  return made;
}

}  // namespace porto
