// The schema of a ledger on a server: making it, and knowing it again.
#pragma once

#include "porto/ledger_options.hpp"
#include "store/identity_key.hpp"
#include "store/postgres/connection/connection.hpp"
#include "store/postgres/schema/migration.hpp"

namespace porto::internal::postgres {

/// Makes the tables in a transaction that is open for writing. Errors ledger_exists, read_only.
void create_schema(Connection& connection, const LedgerOptions& options,
                   const IdentityKey& identity_key);

/// What a ledger is, as its row says.
struct StoredInfo {
  LedgerInfo info;
  std::string ledger_id;
  IdentityKey identity_key;
  int lanes = 0;  ///< how many there are
};
/// In a transaction. Errors not_found (no such ledger), not_a_ledger, newer_ledger, conflict (it is
/// of an older version).
StoredInfo read_info(Connection& connection, MigrationSteps steps = migration_steps());
/// In a transaction. Errors not_found (no such ledger), not_a_ledger.
void require_ledger(Connection& connection);

/// Error invalid_argument where the server or the session would lose what was said to be stored.
void check_durability(Connection& connection);

}  // namespace porto::internal::postgres
