// Bringing the tables of a ledger on a server to the version of this porto, by numbered steps. The
// row of `ledger` has the version. Opening never does it: the tables are of their owner, and others
// use them.
#pragma once

#include <span>
#include <string>

#include "store/migrated.hpp"
#include "store/postgres/connection/connection.hpp"

namespace porto::internal::postgres {

/// Changes the tables, in the caller's write transaction.
using MigrationStep = void (*)(Connection&);
/// steps[i] brings the tables from version i + 1 to i + 2; version 1 is how they began. A step is
/// never edited once it is released.
using MigrationSteps = std::span<const MigrationStep>;

/// The steps of this porto.
MigrationSteps migration_steps();
/// The version that the last step gives.
int newest_version(MigrationSteps steps = migration_steps());

/// Takes the steps that new tables of version 1 lack, in the caller's write transaction.
void take_all_steps(Connection& connection, MigrationSteps steps = migration_steps());
/// Takes the steps that a ledger lacks, all or none, while nobody else writes to it. Errors
/// not_found (no ledger), read_only (the user does not own the tables), newer_ledger, busy.
Migrated migrate(Connection& connection, MigrationSteps steps = migration_steps());

/// Errors newer_ledger, conflict (an older one, which is to be migrated first), corrupt.
void check_version(int version, const std::string& ledger,
                   MigrationSteps steps = migration_steps());

}  // namespace porto::internal::postgres
