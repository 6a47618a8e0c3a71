// See sqlite_library.hpp.
#include "store/sqlite/connection/sqlite_library.hpp"

#include <sqlite3.h>

#include <string>
#include <string_view>

#include "porto/error.hpp"

namespace porto::internal {
namespace {

[[noreturn]] void refuse(const std::string& why) {
  throw Error(ErrorCode::invalid_argument,
              "the SQLite in this process (" + std::string(sqlite3_sourceid()) + ") " + why +
                  ": porto needs the system's; a program that has one of its own "
                  "must not export it, or must be linked without it");
}

// Whose sources they are, as SQLite names them. The last four characters say whether a distribution
// has changed them, as it does to mend a fault.
std::string_view sources(std::string_view source_id) {
  return source_id.substr(0, source_id.size() < 4 ? 0 : source_id.size() - 4);
}

}  // namespace

void require_fit_sqlite() {
  if (sqlite3_libversion_number() < SQLITE_VERSION_NUMBER)
    refuse(std::string("is version ") + sqlite3_libversion() + ", older than " SQLITE_VERSION +
           ", with which porto was built");
  if (sqlite3_libversion_number() == SQLITE_VERSION_NUMBER &&
      sources(sqlite3_sourceid()) != sources(SQLITE_SOURCE_ID))
    refuse("says that it is version " SQLITE_VERSION
           ", but was not built from its sources (" SQLITE_SOURCE_ID ")");
  if (sqlite3_threadsafe() == 0) refuse("was built without locks for threads");
}

}  // namespace porto::internal
