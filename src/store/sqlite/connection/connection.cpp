// See connection.hpp.
#include "store/sqlite/connection/connection.hpp"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <filesystem>

#include "base/text.hpp"
#include "store/sqlite/connection/failure.hpp"

namespace porto::internal {
namespace {

// How long a writer waits for another one before it gives up with Error busy.
constexpr int busy_timeout_ms = 10'000;

constexpr const char* settings = R"(
  PRAGMA page_size = 16384;        -- fewer pages to rewrite for each batch than with 4096
  PRAGMA journal_mode = WAL;       -- readers and a writer do not wait for each other
  PRAGMA synchronous = FULL;       -- what is committed survives a power loss
  PRAGMA foreign_keys = ON;
  PRAGMA trusted_schema = OFF;     -- a file from elsewhere cannot make us run functions
  PRAGMA cell_size_check = ON;     -- damage is found early
  PRAGMA secure_delete = OFF;      -- events are only appended; Debian's SQLite has it on
  PRAGMA cache_size = -16384;      -- KiB
  PRAGMA journal_size_limit = 67108864;
)";

// SQLite takes "file:x" for a URI and ":memory:" for no file; an absolute path is always a path.
std::string file_name(const std::string& path) {
  return path == Connection::in_memory ? path : std::filesystem::absolute(path).string();
}

SQLite::Database open_database(const std::string& path) {
  try {
    return SQLite::Database(file_name(path), SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX,
                            busy_timeout_ms);
  } catch (const SQLite::Exception& exception) {
    throw failure(exception, 0, path);
  }
}

}  // namespace

Connection::Connection(const std::string& path) : path_(path), database_(open_database(path)) {
  sqlite3_extended_result_codes(handle(), 1);
  // SQLite opens a file that it may not write for reading. In WAL mode even a reader writes, and
  // would leave files behind that stop the next writer, so that is not a state to be in.
  if (sqlite3_db_readonly(handle(), "main") == 1) throw read_only_failure(path);
}

void Connection::configure() {
  sqlite3_db_config(handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  execute(settings);
}

SQLite::Statement& Connection::prepared(const std::string& sql) try {
  return statements_.try_emplace(sql, database_, sql).first->second;
} catch (const SQLite::Exception& exception) {
  throw translate(exception);
}

void Connection::execute(const char* sql) try {
  database_.exec(sql);
} catch (const SQLite::Exception& exception) {
  throw translate(exception);
}

std::int64_t Connection::integer(const std::string& sql) {
  Query rows = query(sql);
  return rows.step() ? rows.integer(0) : 0;
}

void Connection::backup_from(const Connection& other) {
  sqlite3_backup* backup = sqlite3_backup_init(handle(), "main", other.handle(), "main");
  // All pages in one step, under one lock for reading: no writer is kept waiting in WAL mode.
  if (backup) sqlite3_backup_step(backup, -1);
  if (!backup || sqlite3_backup_finish(backup) != SQLITE_OK)
    throw translate(SQLite::Exception(handle(), sqlite3_errcode(handle())));
}

bool Connection::in_transaction() const noexcept { return sqlite3_get_autocommit(handle()) == 0; }

void Connection::roll_back() noexcept {
  if (in_transaction()) database_.tryExec("ROLLBACK");
}

Error Connection::translate(const SQLite::Exception& exception) const {
  return failure(exception, sqlite3_system_errno(handle()), path_);
}

}  // namespace porto::internal
