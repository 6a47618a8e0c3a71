// The tables, indexes, triggers and views of a ledger file against those that this porto makes.
// Triggers and checks keep slips of an SQLite shell out of the past; whoever means to change it
// takes them away first.
#include <algorithm>
#include <map>

#include "store/sqlite/schema/plain_sql.hpp"
#include "store/sqlite/schema/schema.hpp"

namespace porto::internal {
namespace {

using Parts = std::map<std::string, std::string>;  // "trigger x" to its SQL

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

// Whole statements are long: a few words from where they differ, or from the beginning.
std::string from(const std::string& sql, std::size_t begin) {
  constexpr std::size_t most = 80;
  const std::string part = sql.substr(begin, most);
  return (begin > 0 ? "... " : "") + part + (begin + most < sql.size() ? " ..." : "");
}

std::size_t where_they_differ(const std::string& one, const std::string& other) {
  const auto [first, second] = std::ranges::mismatch(one, other);
  const auto at = static_cast<std::size_t>(first - one.begin());
  const std::size_t blank = at == 0 ? std::string::npos : one.rfind(' ', at - 1);
  return blank == std::string::npos ? 0 : blank + 1;  // where their last common word begins
}

}  // namespace

Structure structure_of(Connection& connection) {
  Connection fresh(Connection::in_memory);
  create_structure(fresh, static_cast<int>(connection.integer("PRAGMA user_version")));
  const Parts expected = parts_of(fresh);
  const Parts stored = parts_of(connection);
  Structure structure{expected.size(), {}, connection.knows_checks()};
  for (const auto& [name, sql] : expected) {
    const auto found = stored.find(name);
    if (found == stored.end()) {
      structure.faults.push_back({name, "not there", from(sql, 0)});
    } else if (found->second != sql) {
      const std::size_t at = where_they_differ(found->second, sql);
      structure.faults.push_back({name, from(found->second, at), from(sql, at)});
    }
  }
  for (const auto& [name, sql] : stored)
    if (!expected.contains(name))
      structure.faults.push_back({name, from(sql, 0), "nothing of that name"});
  return structure;
}

}  // namespace porto::internal
