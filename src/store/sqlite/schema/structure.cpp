// The tables, indexes, triggers and views of a ledger file against those that this porto makes.
// Triggers and checks keep slips of an SQLite shell out of the past; whoever means to change it
// takes them away first.
#include "store/structure.hpp"

#include "store/sqlite/schema/plain_sql.hpp"
#include "store/sqlite/schema/schema.hpp"

namespace porto::internal {
namespace {

// The tables of ANALYZE's statistics are nobody's structure; a trigger of such a name runs. What
// SQLite makes by itself, the index of a UNIQUE column, has no SQL.
Parts parts_of(Connection& connection) {
  Parts parts;
  Query row = connection.query(
      "SELECT type, name, ifnull(sql, 'of table ' || tbl_name) FROM sqlite_schema"
      " WHERE NOT (type = 'table' AND name GLOB 'sqlite_stat[0-9]')");
  while (row.step()) parts[row.text(0) + " " + row.text(1)] = plain_sql(row.view(2));
  return parts;
}

}  // namespace

Structure structure_of(Connection& connection) {
  Connection fresh(Connection::in_memory);
  create_structure(fresh, static_cast<int>(connection.integer("PRAGMA user_version")));
  Structure structure = compare_structure(parts_of(connection), parts_of(fresh));
  structure.checks_values = connection.knows_checks();
  return structure;
}

}  // namespace porto::internal
