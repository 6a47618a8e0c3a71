// Ledgers in SQLite files: the store that porto ships. Several processes, and several threads with
// a store each, may use one file.
#pragma once

#include <memory>
#include <string>

#include "store/store.hpp"

namespace porto::internal {

/// Makes a ledger file, mode 0600; leaves nothing behind if that fails. The zone and the currency
/// are written as given. The path ":memory:" makes a ledger that goes with the object.
/// Errors ledger_exists, not_found (the folder), read_only, full, io.
std::unique_ptr<Store> create_sqlite_store(const std::string& path, const LedgerOptions& options,
                                           const OpenOptions& open = {});

/// Opens a ledger file; a file of an older version is brought up to date, unless it is only to be
/// read. Errors not_found, not_a_ledger, newer_ledger, read_only, corrupt, busy, io.
std::unique_ptr<Store> open_sqlite_store(const std::string& path, const OpenOptions& options = {});

}  // namespace porto::internal
