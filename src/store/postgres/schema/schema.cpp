// See schema.hpp.
#include "store/postgres/schema/schema.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "store/postgres/schema/rules.hpp"
#include "store/postgres/schema/tables.hpp"
#include "store/postgres/schema/views.hpp"

namespace porto::internal::postgres {
namespace {

constexpr int lanes = 16;
constexpr int first_version = 1;

Error no_ledger(const Location& location) {
  return {ErrorCode::not_found, "there is no ledger " + location.shown +
                                    ": make it (porto init), or mend the name in the URL"};
}

bool schema_exists(Connection& connection) {
  return !connection
              .query("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1",
                     connection.location().ledger)
              .empty();
}

bool has_ledger(Connection& connection) {
  return !connection
              .query(
                  "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = $1"
                  " AND tablename = 'ledger'",
                  connection.location().ledger)
              .empty();
}

void check_encoding(Connection& connection) {
  const Rows rows = connection.query("SELECT current_setting('server_encoding')");
  if (rows[0].view(0) != "UTF8")
    throw Error(ErrorCode::invalid_argument,
                "the database of the ledger " + connection.location().shown + " is encoded in " +
                    rows[0].text(0) + ": create one with ENCODING 'UTF8'",
                "path");
}

void insert_ledger(Connection& connection, const LedgerOptions& options,
                   const IdentityKey& identity_key, int first_lane) {
  constexpr std::size_t id_bytes = 16;
  connection.query(
      "INSERT INTO ledger (only_row, schema_version, ledger_id, zone, currency, late, future_days,"
      " negative, first_month, identity_key)"
      " VALUES (1, $1, encode($2, 'hex'), $3, $4, $5, $6, $7, $8, $9)",
      first_version, Bytes{random_bytes(id_bytes)}, options.zone, options.currency,
      to_string(options.late), options.future_days, options.negative, options.first_month,
      Bytes{identity_key.bytes()});
  connection.query(
      "INSERT INTO lane (lane, last_batch, last_seq)"
      " SELECT one, one::bigint << 40, one::bigint << 40"
      " FROM generate_series($1, $1 + $2 - 1) AS one",
      first_lane, lanes);
}

}  // namespace

void create_schema(Connection& connection, const LedgerOptions& options,
                   const IdentityKey& identity_key, const ServerOfLedger& server) {
  const Location& location = connection.location();
  check_encoding(connection);
  if (has_ledger(connection))
    throw Error(ErrorCode::ledger_exists, "there is a ledger " + location.shown + " already");
  // The owner of a database may have made the schema for a user who may not.
  if (!schema_exists(connection)) connection.execute("CREATE SCHEMA \"" + location.ledger + '"');
  for (const char* statements : {control_tables, usage_tables, rules, views})
    connection.execute(statements);
  insert_ledger(connection, options, identity_key, server.no * lanes);
  take_all_steps(connection);
  if (server.no != 0)
    connection.query("UPDATE ledger SET server = $1, ledger_id = $2", server.no,
                     id_of_server(server.ledger_id, server.no));
}

void add_server(Connection& connection, int no, const std::string& url) {
  connection.query("INSERT INTO server (no, url) VALUES ($1, $2)", no, url);
}

std::string id_of_server(const std::string& ledger_id, int no) {
  return ledger_id + ':' + std::to_string(no);
}

void require_ledger(Connection& connection) {
  if (!has_ledger(connection)) throw no_ledger(connection.location());
  if (connection.query("SELECT 1 FROM ledger").size() != 1)
    throw Error(ErrorCode::not_a_ledger,
                connection.location().shown + " has tables of a ledger, and is none");
}

StoredInfo read_info(Connection& connection, MigrationSteps steps) {
  require_ledger(connection);
  const int version = connection.query("SELECT schema_version FROM ledger")[0].number(0);
  check_version(version, connection.location().shown, steps);
  const Rows rows = connection.query(
      "SELECT schema_version, zone, currency, late, future_days, negative, first_month,"
      " identity_key, (SELECT count(*) FROM lane), ledger_id, server,"
      " (SELECT coalesce(min(lane), 0)::integer FROM lane) FROM ledger");
  std::vector<std::string> servers;
  for (const Row row : connection.query("SELECT url FROM server ORDER BY no"))
    servers.push_back(row.text(0));
  const Row row = rows[0];
  return {{.zone = row.text(1),
           .currency = row.text(2),
           .schema_version = version,
           .late = parse_late_policy(row.view(3)),
           .future_days = row.optional(4, [&](int column) { return row.number(column); }),
           .negative = row.boolean(5),
           .first_month = row.month(6)},
          row.text(9),
          IdentityKey(row.view(7)),
          row.number(8, 1, INT16_MAX),
          row.number(11, 0, INT16_MAX),
          row.number(10),
          std::move(servers)};
}

void check_durability(Connection& connection) {
  const Rows rows = connection.query(
      "SELECT current_setting('synchronous_commit'), current_setting('fsync'),"
      " current_setting('full_page_writes')");
  const std::string_view commit = rows[0].view(0);
  if (commit == "off")
    throw Error(ErrorCode::invalid_argument,
                "with synchronous_commit = off the server tells that usage is stored before it is"
                " on disk, so that it may be lost: set it to on for this user or database",
                "synchronous_commit");
}

}  // namespace porto::internal::postgres
