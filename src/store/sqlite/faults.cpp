// The faults that SQLite itself finds in a ledger file, and those of its schema.
#include <algorithm>
#include <iterator>

#include "store/sqlite/implementation.hpp"
#include "store/sqlite/schema/schema.hpp"

namespace porto::internal {

std::vector<std::string> SqliteStore::faults() {
  std::vector<std::string> found;
  flushed();
  {
    Query row = connection_.query("PRAGMA integrity_check(100)");
    while (row.step())
      if (std::string fault = row.text(0); fault != "ok") found.push_back(std::move(fault));
  }
  Query row = connection_.query("PRAGMA foreign_key_check");
  while (row.step()) {
    const std::string which = row.is_null(1) ? "a row" : "row " + row.text(1);
    found.push_back(which + " of table " + row.text(0) + " names what table " + row.text(2) +
                    " does not have");
  }
  std::ranges::move(identity_.faults(), std::back_inserter(found));
  return found;
}

Structure SqliteStore::structure() { return structure_of(flushed()); }

}  // namespace porto::internal
