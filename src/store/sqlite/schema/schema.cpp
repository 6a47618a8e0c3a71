// See schema.hpp.
#include "store/sqlite/schema/schema.hpp"

#include <array>

#include "base/text.hpp"
#include "store/sqlite/identity/identity_key.hpp"
#include "store/sqlite/schema/migration.hpp"
#include "store/sqlite/schema/steps.hpp"

namespace porto::internal {
namespace {

constexpr int application_id = 0x7072746F;  // "prto", as `file` and SQLite browsers show it

constexpr std::array steps = {migrate_to_1};

Error not_a_ledger(Connection& connection, std::int64_t id) {
  const std::string name = in_quotes(connection.path());
  if (id == 0 && connection.integer("SELECT count(*) FROM sqlite_schema") == 0) {
    return {ErrorCode::not_a_ledger,
            name +
                " is an SQLite database without tables, not a porto ledger; if it is a copy, its "
                "last part stayed behind: copy " +
                in_quotes(connection.path() + "-wal") + " too, or better a `porto backup`"};
  }
  return {ErrorCode::not_a_ledger, name + " is an SQLite database, but not a porto ledger"};
}

}  // namespace

void create_schema(Connection& connection, const LedgerOptions& options) {
  connection.execute("BEGIN IMMEDIATE");
  migrate(connection, steps);
  connection.execute(("PRAGMA application_id = " + std::to_string(application_id)).c_str());
  connection
      .query(
          "INSERT INTO ledger (only_row, zone, currency, late, future_days, negative, first_month)"
          " VALUES (1, ?, ?, ?, ?, ?, ?)",
          options.zone, options.currency, std::string_view(to_string(options.late)),
          options.future_days, static_cast<int>(options.negative), options.first_month)
      .run();
  create_identity_key(connection);
  connection.execute("COMMIT");
}

void create_structure(Connection& connection, int version) {
  migrate(connection, MigrationSteps(steps).first(static_cast<std::size_t>(version)));
}

void check_schema(Connection& connection) {
  const std::int64_t id = connection.integer("PRAGMA application_id");
  if (id != application_id) throw not_a_ledger(connection, id);
  check_version(connection, steps);
}

void upgrade_schema(Connection& connection) { upgrade(connection, steps); }

namespace {

LatePolicy stored_policy(const Connection& connection, std::string_view name) {
  try {
    return parse_late_policy(name);
  } catch (const Error& error) {
    throw Error(ErrorCode::corrupt, "the ledger " + in_quotes(connection.path()) +
                                        " is damaged: " + error.what() + "; restore a backup");
  }
}

}  // namespace

LedgerInfo read_info(Connection& connection) {
  Query row = connection.query(
      "SELECT zone, currency, late, future_days, negative, first_month FROM ledger");
  if (!row.step()) {
    throw Error(ErrorCode::corrupt, "the ledger " + in_quotes(connection.path()) +
                                        " does not say its zone and currency: restore a backup");
  }
  const auto number = [&](int column) { return static_cast<int>(row.integer(column)); };
  return {.zone = row.text(0),
          .currency = row.text(1),
          .schema_version = static_cast<int>(connection.integer("PRAGMA user_version")),
          .late = stored_policy(connection, row.view(2)),
          .future_days = row.optional(3, number),
          .negative = row.integer(4) != 0,
          .first_month = row.month(5)};
}

}  // namespace porto::internal
