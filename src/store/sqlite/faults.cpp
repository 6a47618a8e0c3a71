// The faults that SQLite itself finds in a ledger file, and those of its schema.
#include <SQLiteCpp/Exception.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <string_view>

#include "store/sqlite/implementation.hpp"
#include "store/sqlite/schema/schema.hpp"

namespace porto::internal {

namespace {

// Of "Page 23: unable to get the page. error code=8458"; 0: the fault has none.
int code_in(std::string_view fault) {
  constexpr std::string_view before = "error code=";
  int code = 0;
  if (const auto at = fault.find(before); at != fault.npos)
    std::from_chars(fault.data() + at + before.size(), fault.data() + fault.size(), code);
  return code;
}

// A page that the disk does not give, or that somebody writes to, is no fault of what is on it.
// SQLITE_BUSY, NOMEM, INTERRUPT, IOERR: https://sqlite.org/rescode.html.
constexpr std::array codes_of_reading = {5, 7, 9, 10};

void require_was_read(const Connection& connection, const std::string& fault) {
  const int code = code_in(fault);
  if (std::ranges::find(codes_of_reading, code & 0xFF) != codes_of_reading.end())
    throw connection.translate(SQLite::Exception(fault, code));
}

}  // namespace

std::vector<std::string> SqliteStore::faults() {
  std::vector<std::string> found;
  flushed();
  {
    Query row = connection_.query("PRAGMA integrity_check(100)");
    while (row.step()) {
      std::string fault = row.text(0);
      require_was_read(connection_, fault);
      if (fault != "ok") found.push_back(std::move(fault));
    }
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
