// Tables of companies: see porto/company_import.hpp.
#include "billing/priced_twice.hpp"
#include "customers/import_companies.hpp"
#include "ledger/implementation.hpp"

namespace porto {

using namespace internal;

CompanyImportReport Ledger::import_companies(const ImportInput& input,
                                             const CompanyImportOptions& options,
                                             const ChangeOptions& change, Effect* effect) {
  const Impl::Call call(*impl_);
  CompanyMistakes mistakes(input.name);
  // Before the transaction, so that nobody waits for a pipe.
  const CompanyFile file =
      read_company_file(input, options.file, {{}, &impl_->store->interrupted()}, mistakes);
  std::vector<Subscription> added;
  return impl_->change_within(
      change, effect, any_company,
      [&] {
        return internal::import_companies(*impl_->store, file, options.all, change, mistakes,
                                          added);
      },
      [&] { return told_priced_twice(*impl_->store, added); });
}

std::vector<CompanyRow> Ledger::company_rows() const {
  return impl_->read([&] { return internal::company_rows(*impl_->store); });
}

}  // namespace porto
