// See schema.hpp.
#include "store/sqlite/schema/schema.hpp"

#include <array>

#include "base/text.hpp"
#include "store/sqlite/schema/migrations.hpp"

namespace porto::internal {
namespace {

constexpr int application_id = 0x7072746F;  // "prto", as `file` and SQLite browsers show it

// Migration i brings a file from version i to i + 1.
constexpr std::array migrations = {migrate_to_1, migrate_to_2, migrate_to_3};

void migrate(Connection& connection) {
  for (auto version = connection.integer("PRAGMA user_version"); version < schema_version;
       ++version) {
    migrations.at(static_cast<std::size_t>(version))(connection);
    const std::string next = std::to_string(version + 1);
    connection.execute(("PRAGMA user_version = " + next).c_str());
  }
}

Error not_a_ledger(Connection& connection, std::int64_t id) {
  const std::string name = in_quotes(connection.path());
  if (id == 0 && connection.integer("SELECT count(*) FROM sqlite_schema") == 0) {
    return {ErrorCode::not_a_ledger,
            name +
                " is empty: either another process is making a ledger of it right now, or that "
                "was interrupted; then remove the file and run `porto init` again"};
  }
  return {ErrorCode::not_a_ledger, name + " is an SQLite database, but not a porto ledger"};
}

}  // namespace

const int schema_version = static_cast<int>(migrations.size());

void create_schema(Connection& connection, const LedgerOptions& options) {
  connection.execute("BEGIN IMMEDIATE");
  migrate(connection);
  connection.execute(("PRAGMA application_id = " + std::to_string(application_id)).c_str());
  connection
      .query(
          "INSERT INTO ledger (only_row, zone, currency, late, future_days, negative)"
          " VALUES (1, ?, ?, ?, ?, ?)",
          options.zone, options.currency, std::string_view(to_string(options.late)),
          options.future_days, static_cast<int>(options.negative))
      .run();
  connection.execute("COMMIT");
}

void check_schema(Connection& connection) {
  const std::int64_t id = connection.integer("PRAGMA application_id");
  if (id != application_id) throw not_a_ledger(connection, id);
  const std::int64_t version = connection.integer("PRAGMA user_version");
  if (version > schema_version) {
    throw Error(ErrorCode::newer_ledger,
                "the ledger " + in_quotes(connection.path()) + " has schema version " +
                    std::to_string(version) + ", this porto knows versions up to " +
                    std::to_string(schema_version) + ": use a newer porto");
  }
  if (version < 1) {
    throw Error(ErrorCode::corrupt, "the ledger " + in_quotes(connection.path()) +
                                        " has no schema version: restore it from a backup");
  }
}

void upgrade_schema(Connection& connection) {
  if (connection.integer("PRAGMA user_version") == schema_version) return;
  connection.execute("BEGIN IMMEDIATE");
  migrate(connection);
  connection.execute("COMMIT");
}

LedgerInfo read_info(Connection& connection) {
  Query row = connection.query("SELECT zone, currency, late, future_days, negative FROM ledger");
  if (!row.step()) {
    throw Error(ErrorCode::corrupt, "the ledger " + in_quotes(connection.path()) +
                                        " does not say its zone and currency: restore a backup");
  }
  const auto number = [&](int column) { return static_cast<int>(row.integer(column)); };
  return {.zone = row.text(0),
          .currency = row.text(1),
          .schema_version = static_cast<int>(connection.integer("PRAGMA user_version")),
          .late = parse_late_policy(row.view(2)),
          .future_days = row.optional(3, number),
          .negative = row.integer(4) != 0};
}

}  // namespace porto::internal
