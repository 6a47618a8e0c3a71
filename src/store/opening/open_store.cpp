// See open_store.hpp.
#include "store/opening/open_store.hpp"

#include "base/server_url.hpp"
#include "store/opening/module.hpp"
#include "store/sqlite/restoring.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace porto::internal {

std::unique_ptr<Store> create_store(const std::string& path, const LedgerOptions& options,
                                    const OpenOptions& open) {
  if (is_server_url(path)) return ask_module({path, open, &options}).store;
  return create_sqlite_store(path, options, open);
}

std::unique_ptr<Store> open_store(const std::string& path, const OpenOptions& options) {
  if (is_server_url(path)) return ask_module({path, options}).store;
  return open_sqlite_store(path, options);
}

std::unique_ptr<Restoring> restore_store(const std::string& path, const CopiedLedger& ledger,
                                         const OpenOptions& open) {
  if (is_server_url(path))
    return ask_module({.url = path, .open = open, .restore = &ledger}).restoring;
  return restore_sqlite_store(path, ledger);
}

// Opening a file for writing brings it up to date.
Migrated migrate_store(const std::string& path, const OpenOptions& open) {
  if (is_server_url(path)) return ask_module({.url = path, .open = open, .migrate = true}).migrated;
  Migrated done;
  OpenOptions reading = open;
  reading.read_only = true;
  done.from = open_sqlite_store(path, reading)->info().schema_version;
  done.to = open_sqlite_store(path, open)->info().schema_version;
  return done;
}

}  // namespace porto::internal
