// What failures of SQLite are to a caller: who acts.
#include "store/sqlite/connection/failure.hpp"

#include <SQLiteCpp/Exception.h>
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <cerrno>
#include <fstream>

#include "base/interrupt.hpp"
#include "store/sqlite/connection/connection.hpp"
#include "support/no_room.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

namespace porto {

using namespace internal;
namespace failure_test {
namespace {

ErrorCode code_of(int sqlite, int system = 0) {
  return failure(SQLite::Exception("what", sqlite), system, "ledger.db").code();
}

TEST_CASE("each failure of SQLite is of somebody") {
  CHECK(code_of(SQLITE_BUSY) == ErrorCode::busy);
  CHECK(code_of(SQLITE_FULL) == ErrorCode::full);
  CHECK(code_of(SQLITE_IOERR) == ErrorCode::io);
  CHECK(code_of(SQLITE_IOERR, ENOSPC) == ErrorCode::full);
  CHECK(code_of(SQLITE_NOMEM) == ErrorCode::out_of_memory);
  CHECK(code_of(SQLITE_CORRUPT) == ErrorCode::corrupt);
  CHECK(code_of(SQLITE_INTERRUPT) == ErrorCode::cancelled);
  CHECK(code_of(SQLITE_PROTOCOL) == ErrorCode::io);    // no locks: a network disk
  CHECK(code_of(SQLITE_ERROR) == ErrorCode::corrupt);  // porto's SQL on other tables
  CHECK(code_of(SQLITE_MISUSE) == ErrorCode::internal);
}

Cause cause_of_failure(int sqlite, int system) {
  return failure(SQLite::Exception("what", sqlite), system, "ledger.db").cause();
}

TEST_CASE("a failure has the numbers behind it, the system's only where it is of this failure") {
  CHECK(cause_of_failure(SQLITE_IOERR, EIO) == Cause{EIO, SQLITE_IOERR});
  CHECK(cause_of_failure(SQLITE_CANTOPEN, EMFILE) == Cause{EMFILE, SQLITE_CANTOPEN});
  CHECK(cause_of_failure(SQLITE_FULL, EIO) == Cause{0, SQLITE_FULL});
  CHECK(cause_of_failure(SQLITE_BUSY, EIO) == Cause{0, SQLITE_BUSY});
  CHECK(Error(ErrorCode::internal, "what").cause() == Cause{});
}

TEST_CASE("a statement that was interrupted while it was made is no damage of the file") {
  Interrupt interrupt;
  ConnectionOptions options;
  options.interrupt = &interrupt;
  Connection connection(Connection::in_memory, options);
  const auto fails = [&] {
    return testing::thrown([&] { connection.execute("SELECT * FROM nothing"); }).code;
  };
  CHECK(fails() == ErrorCode::corrupt);
  interrupt.set();
  CHECK(fails() == ErrorCode::cancelled);
  interrupt.forget();
  CHECK(fails() == ErrorCode::corrupt);
}

TEST_CASE("damage is damage also to a connection whose disk has been full") {
  constexpr int page = 16'384;
  const testing::TempDir dir;
  const std::string path = dir.write("l.db", "");
  Connection connection(path);
  connection.configure();
  connection.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  connection.empty_wal();
  const auto code = [&](const char* sql) {
    return testing::thrown([&] { connection.execute(sql); }).code;
  };
  {
    const testing::NoRoom no_room;
    CHECK(code("INSERT INTO t VALUES (2)") == ErrorCode::full);
  }
  std::fstream(path, std::ios::binary | std::ios::in | std::ios::out).seekp(page)
      << std::string(page, 'x');
  connection.execute("PRAGMA shrink_memory");
  CHECK(code("SELECT a FROM t") == ErrorCode::corrupt);
}

TEST_CASE("temporary tables are in memory: no file in a folder that the environment names") {
  Connection connection(Connection::in_memory);
  connection.configure();
  CHECK(connection.integer("PRAGMA temp_store") == 2);
}

}  // namespace
}  // namespace failure_test

}  // namespace porto
