// Copies of whole ledgers, and the versions of their tables: see porto/copying.hpp.
#include "porto/copying.hpp"

#include "copying/copy.hpp"
#include "store/opening/open_store.hpp"

namespace porto {

CopyResult copy_ledger(const std::string& from, const std::string& to, const CopyOptions& options) {
  return internal::copy_ledger(from, to, options);
}

MigrateResult migrate_ledger(const std::string& path, const OpenOptions& options) {
  OpenOptions writing = options;
  writing.read_only = false;
  const internal::Migrated done = internal::migrate_store(path, writing);
  return {done.from, done.to};
}

}  // namespace porto
