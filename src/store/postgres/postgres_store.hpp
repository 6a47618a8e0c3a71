// A ledger on a PostgreSQL server, behind the port: many writers at once, as exact as a file.
// docs/decisions/0042-a-ledger-on-a-server.md has why it is as it is.
#pragma once

#include <memory>
#include <string>

#include "porto/ledger_options.hpp"
#include "store/migrated.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Makes the tables of a ledger in a database that is there. Errors ledger_exists, not_found (the
/// database), io, read_only (the user may not).
std::unique_ptr<Store> create_postgres_store(const std::string& url, const LedgerOptions& options,
                                             const OpenOptions& open);
/// Opens one. It changes nothing of the tables: of an older version they are Error conflict, which
/// says how to migrate them. Errors not_found, not_a_ledger, newer_ledger, io.
std::unique_ptr<Store> open_postgres_store(const std::string& url, const OpenOptions& open);
/// Brings the tables to the version of this porto. Errors not_found, read_only (they are another
/// user's), newer_ledger, busy.
Migrated migrate_postgres_store(const std::string& url, const OpenOptions& open);

}  // namespace porto::internal
