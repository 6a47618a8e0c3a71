// Which store a ledger is in, by its path: a file, or a server. Above this, nobody asks.
#pragma once

#include <memory>
#include <string>

#include "porto/ledger_options.hpp"
#include "store/copied.hpp"
#include "store/migrated.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Makes a ledger: a file, or with the URL of a server (postgresql://...) its tables there.
/// ":memory:" makes one that goes with the object. Errors as those of the store; see module.hpp for
/// a server's.
std::unique_ptr<Store> create_store(const std::string& path, const LedgerOptions& options,
                                    const OpenOptions& open = {});

/// Opens one that is there.
std::unique_ptr<Store> open_store(const std::string& path, const OpenOptions& options = {});

/// Makes one that gets the rows of another.
std::unique_ptr<Restoring> restore_store(const std::string& path, const CopiedLedger& ledger,
                                         const OpenOptions& open = {});

/// Brings the tables of a ledger to the version of this porto.
Migrated migrate_store(const std::string& path, const OpenOptions& open = {});

}  // namespace porto::internal
