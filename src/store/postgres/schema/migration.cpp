// See migration.hpp.
#include "store/postgres/schema/migration.hpp"

#include "porto/error.hpp"
#include "store/postgres/schema/schema.hpp"
#include "store/postgres/schema/servers.hpp"

namespace porto::internal::postgres {
namespace {

int version_of(Connection& connection) {
  return connection.query("SELECT schema_version FROM ledger")[0].number(0);
}

// The tables are changed by who owns them, whatever else a user may do with them.
void require_owner(Connection& connection) {
  const Rows rows = connection.query(
      "SELECT pg_has_role(relowner, 'USAGE'), pg_get_userbyid(relowner)::text, current_user::text"
      " FROM pg_catalog.pg_class WHERE oid = 'ledger'::regclass");
  const Row row = rows[0];
  if (row.boolean(0)) return;
  throw Error(ErrorCode::read_only, "the tables of the ledger " + connection.location().shown +
                                        " belong to the role " + row.text(1) +
                                        ", and only that one may change them; this is " +
                                        row.text(2) + ": run porto migrate as " + row.text(1));
}

void take_steps(Connection& connection, int from, MigrationSteps steps) {
  for (int version = from; version < newest_version(steps); ++version) {
    steps[static_cast<std::size_t>(version - 1)](connection);
    connection.query("UPDATE ledger SET schema_version = $1", version + 1);
  }
}

// Who changes the ledger holds its row, and who records a lane: both wait, and then nobody is
// between two statements.
void lock_everybody_out(Connection& connection) {
  connection.query("SELECT 1 FROM ledger FOR UPDATE");
  connection.execute("LOCK TABLE lane IN EXCLUSIVE MODE");
}

}  // namespace

MigrationSteps migration_steps() {
  static constexpr MigrationStep steps[] = {add_servers};
  return steps;
}

int newest_version(MigrationSteps steps) { return static_cast<int>(steps.size()) + 1; }

void take_all_steps(Connection& connection, MigrationSteps steps) {
  take_steps(connection, 1, steps);
}

Migrated migrate(Connection& connection, MigrationSteps steps) try {
  connection.begin(Begin::write);
  require_ledger(connection);
  Migrated done{version_of(connection), newest_version(steps)};
  if (done.from < 1 || done.from > done.to)
    check_version(done.from, connection.location().shown, steps);
  if (done.from < done.to) {
    require_owner(connection);
    lock_everybody_out(connection);
    done.from = version_of(connection);  // another may have done it meanwhile
    take_steps(connection, done.from, steps);
  }
  connection.commit();
  return done;
} catch (...) {
  connection.roll_back();
  throw;
}

void check_version(int version, const std::string& ledger, MigrationSteps steps) {
  const int newest = newest_version(steps);
  const std::string is = "the ledger " + ledger + " is of version " + std::to_string(version);
  if (version > newest)
    throw Error(ErrorCode::newer_ledger, is + ", and this porto knows versions up to " +
                                             std::to_string(newest) + ": use a newer porto");
  if (version < 1)
    throw Error(ErrorCode::corrupt, is + ", which there is not: restore it from a backup");
  if (version < newest)
    throw Error(ErrorCode::conflict, is + ", and this porto is of version " +
                                         std::to_string(newest) +
                                         ": run porto migrate as the owner of its tables");
}

}  // namespace porto::internal::postgres
