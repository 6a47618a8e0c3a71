// See schema.hpp.
#include "store/sqlite/schema/schema.hpp"

#include <array>

#include "base/text.hpp"
#include "porto/ledger_options.hpp"
#include "store/sqlite/identity/kept_key.hpp"
#include "store/sqlite/schema/migration.hpp"
#include "store/sqlite/schema/steps.hpp"

namespace porto::internal {
namespace {

constexpr int application_id = 0x7072746F;  // "prto", as `file` and SQLite browsers show it

constexpr std::array steps = {migrate_to_1, migrate_to_2};

LatePolicy read_late_policy(std::string_view name) {
  for (const LatePolicy policy : {LatePolicy::adjust, LatePolicy::refuse})
    if (name == to_string(policy)) return policy;
  throw Error(ErrorCode::corrupt,
              "the ledger has a rule for late usage that porto does not know, " + in_quotes(name) +
                  ": restore a backup");
}

bool is_made_by_step(Connection& connection, const std::string& view) {
  Query row = connection.query("SELECT sql FROM sqlite_schema WHERE sql GLOB ?",
                               "CREATE VIEW " + view + " AS*");
  while (row.step())
    if (is_statement_of_step(row.view(0))) return true;
  return false;
}

// The code that SQLite runs when something is read: a view, or a virtual table, in the place of a
// table of porto could give anything, and without an end. The columns of sqlite_schema may say
// something else than its SQL, which is what counts. Triggers run when something is written, and
// verify tells those that are not porto's.
void require_tables(Connection& connection) {
  Query row = connection.query("PRAGMA table_list");
  while (row.step()) {
    const std::string name = lower_case(row.view(1));
    if (row.view(0) != "main" || row.view(2) == "table" || !is_name_of_step(name)) continue;
    if (!is_made_by_step(connection, name))
      throw Error(ErrorCode::corrupt, "the " + row.text(2) + " " + in_quotes(name) +
                                          " of the ledger " + in_quotes(connection.path()) +
                                          " is not what porto made: restore a backup");
  }
}

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
  connection.begin_writing();
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
  connection.commit();
}

void create_structure(Connection& connection, int version) {
  migrate(connection, MigrationSteps(steps).first(static_cast<std::size_t>(version)));
}

void check_schema(Connection& connection) {
  const std::int64_t id = connection.integer("PRAGMA application_id");
  if (id != application_id) throw not_a_ledger(connection, id);
  check_version(connection, steps);
  require_tables(connection);
}

void upgrade_schema(Connection& connection) { upgrade(connection, steps); }

namespace {

// Events have no other months, so that the ledger was made with one of them.
Month first_month_of(const Query& row) {
  const Month month = row.month(5);
  if (month < Month(1970, 1) || month > Month(2199, 12))
    throw Error(ErrorCode::corrupt, "the ledger holds " + month.to_string() +
                                        " where its first month belongs: restore a backup");
  return month;
}

}  // namespace

LedgerInfo read_info(Connection& connection) {
  Query row = connection.query(
      "SELECT zone, currency, late, future_days, negative, first_month FROM ledger");
  if (!row.step()) {
    throw Error(ErrorCode::corrupt, "the ledger " + in_quotes(connection.path()) +
                                        " does not say its zone and currency: restore a backup");
  }
  const auto future_days = [&](int column) { return row.number(column, 1, most_future_days); };
  return {.zone = row.text(0),
          .currency = row.text(1),
          .schema_version = static_cast<int>(connection.integer("PRAGMA user_version")),
          .late = read_late_policy(row.view(2)),
          .future_days = row.optional(3, future_days),
          .negative = row.number(4, 0, 1) != 0,
          .first_month = first_month_of(row)};
}

}  // namespace porto::internal
