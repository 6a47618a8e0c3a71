// Bringing a file to the newest schema version by numbered steps. SQLite's user_version holds the
// version of a file; a database without tables has 0.
#pragma once

#include <span>

#include "store/sqlite/connection/connection.hpp"

namespace porto::internal {

/// Changes the tables, in the caller's write transaction.
using MigrationStep = void (*)(Connection&);

/// steps[i] brings a file from version i to i + 1, so that their number is the newest version.
using MigrationSteps = std::span<const MigrationStep>;

/// Takes the steps that the file lacks, in order, in the caller's write transaction.
void migrate(Connection& connection, MigrationSteps steps);
/// The same in a transaction of its own. A step that throws leaves the file as it was.
void upgrade(Connection& connection, MigrationSteps steps);
/// Error newer_ledger if there are fewer steps than the file has taken, corrupt if it has none.
void check_version(Connection& connection, MigrationSteps steps);

}  // namespace porto::internal
