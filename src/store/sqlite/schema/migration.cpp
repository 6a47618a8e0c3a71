// See migration.hpp.
#include "store/sqlite/schema/migration.hpp"

#include "base/text.hpp"

namespace porto::internal {
namespace {

std::int64_t version_of(Connection& connection) {
  return connection.integer("PRAGMA user_version");
}

std::int64_t newest(MigrationSteps steps) { return static_cast<std::int64_t>(steps.size()); }

}  // namespace

void migrate(Connection& connection, MigrationSteps steps) {
  for (auto version = version_of(connection); version < newest(steps); ++version) {
    steps[static_cast<std::size_t>(version)](connection);
    connection.execute(("PRAGMA user_version = " + std::to_string(version + 1)).c_str());
  }
}

void upgrade(Connection& connection, MigrationSteps steps) try {
  if (version_of(connection) == newest(steps)) return;
  connection.begin_writing();
  migrate(connection, steps);
  connection.commit();
} catch (...) {
  connection.roll_back();
  throw;
}

void check_version(Connection& connection, MigrationSteps steps) {
  const std::int64_t version = version_of(connection);
  const std::string ledger = "the ledger " + in_quotes(connection.path());
  if (version > newest(steps)) {
    throw Error(ErrorCode::newer_ledger, ledger + " has schema version " + std::to_string(version) +
                                             ", this porto knows versions up to " +
                                             std::to_string(newest(steps)) + ": use a newer porto");
  }
  if (version < 1) {
    throw Error(ErrorCode::corrupt, ledger + " has no schema version: restore it from a backup");
  }
}

}  // namespace porto::internal
