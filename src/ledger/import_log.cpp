// The import log of a ledger: see porto/import_log.hpp.
#include "porto/import_log.hpp"

#include "billing/undo_import.hpp"
#include "ledger/implementation.hpp"

namespace porto {

using namespace internal;

std::vector<ImportRecord> Ledger::imports() const {
  return impl_->read([&] { return impl_->store->imports(); });
}

std::optional<ImportRecord> Ledger::import_record(std::int64_t no) const {
  return impl_->read([&] { return impl_->store->import(no); });
}

ImportUndo Ledger::undo_import(const ImportUndo& undo, const ChangeOptions& options,
                               Effect* effect) {
  return impl_->change(options, effect, any_company,
                       [&] { return internal::undo_import(*impl_->store, impl_->zone, undo); });
}

}  // namespace porto
