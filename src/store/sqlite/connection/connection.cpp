// See connection.hpp.
#include "store/sqlite/connection/connection.hpp"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <filesystem>
#include <memory>

#include "base/text.hpp"
#include "store/sqlite/connection/failure.hpp"
#include "store/sqlite/connection/sqlite_library.hpp"
#include "store/sqlite/connection/unwritten_file.hpp"
#include "store/sqlite/connection/wal.hpp"

namespace porto::internal {
namespace {

constexpr const char* settings = R"(
  PRAGMA page_size = 16384;        -- fewer pages to rewrite for each batch than with 4096
  PRAGMA journal_mode = WAL;       -- readers and a writer do not wait for each other
  PRAGMA synchronous = FULL;       -- what is committed survives a power loss
  PRAGMA foreign_keys = ON;
  PRAGMA trusted_schema = OFF;     -- a file from elsewhere cannot make us run functions
  PRAGMA cell_size_check = ON;     -- damage is found early
  PRAGMA secure_delete = OFF;      -- events are only appended; Debian's SQLite has it on
  PRAGMA temp_store = MEMORY;      -- nothing of a ledger in a folder that the environment names
  PRAGMA cache_size = -16384;      -- KiB
  PRAGMA journal_size_limit = 67108864;
)";

constexpr const char* settings_for_reading = R"(
  PRAGMA query_only = ON;
  PRAGMA trusted_schema = OFF;
  PRAGMA cell_size_check = ON;
  PRAGMA temp_store = MEMORY;
  PRAGMA cache_size = -16384;
)";

// SQLite takes "file:x" for a URI and ":memory:" for no file; an absolute path is always a path.
std::string file_name(const std::string& path) {
  return path == Connection::in_memory ? path : std::filesystem::absolute(path).string();
}

// What a failure of a connection says. In reading, no write permission is missing, and who writes
// ends it.
Error failure_in(Purpose purpose, const SQLite::Exception& exception, int system_errno,
                 const std::string& path) {
  if (purpose == Purpose::writing) return failure(exception, system_errno, path);
  switch (exception.getErrorCode() & 0xFF) {
    case SQLITE_CANTOPEN:
      if (!lacks_permission(path)) return failure(exception, system_errno, path);
      [[fallthrough]];
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return with_cause({ErrorCode::read_only, why_not_readable(path)},
                        cause_of(exception, system_errno));
    case SQLITE_BUSY:
      return with_cause(
          {ErrorCode::busy, "another process has begun to write to the ledger " + in_quotes(path) +
                                " while it was read: try again when it is done"},
          cause_of(exception, system_errno));
    default:
      return failure(exception, system_errno, path);
  }
}

SQLite::Exception is_locked() { return {"database is locked", SQLITE_BUSY}; }

// Links are followed as SQLite does: -wal and -shm stand beside the file itself. It is opened for
// writing where that is allowed, and nothing is written: of a file that is read-only SQLite does
// not know the CHECKs.
SQLite::Database open_to_read(const std::string& path) {
  const std::string name = std::filesystem::weakly_canonical(path).string();
  const UnwrittenFile file(name);
  SQLite::Database database(name, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, 0,
                            file.in_use() ? "" : file.vfs());
  if (!file.in_use()) database.exec("PRAGMA locking_mode = EXCLUSIVE");
  return database;
}

SQLite::Database open_to_write(const std::string& path, LastingLocks& locks, Patience& patience) {
  const std::string name = file_name(path);
  for (int asked = 0; !locks.hold_file(name); ++asked)
    if (!patience.ask_again(asked)) throw is_locked();
  return SQLite::Database(name, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX);
}

SQLite::Database open_database(const std::string& path, Purpose purpose, LastingLocks& locks,
                               Patience& patience) {
  require_fit_sqlite();
  try {
    return purpose == Purpose::writing ? open_to_write(path, locks, patience) : open_to_read(path);
  } catch (const SQLite::Exception& exception) {
    throw failure_in(purpose, exception, 0, path);
  }
}

}  // namespace

Connection::Connection(const std::string& path, const ConnectionOptions& options)
    : path_(options.shown.empty() ? path : options.shown),
      purpose_(options.purpose),
      locks_(file_name(path)),
      patience_(options.busy_timeout_ms, options.interrupt),
      database_(open_database(path, purpose_, locks_, patience_)) {
  patience_.attach_to(handle());
  sqlite3_extended_result_codes(handle(), 1);
  leave_wal_at_close(handle());
  if (purpose_ == Purpose::reading) return;
  // SQLite opens a file that it may not write for reading. In WAL mode even a reader writes, and
  // would leave files behind that stop the next writer, so that is not a state to be in.
  if (sqlite3_db_readonly(handle(), "main") == 1) throw read_only_failure(path_);
}

Connection::~Connection() {
  const bool is_written = files_ && purpose_ == Purpose::writing;
  if (!is_written || in_transaction() || !files_->are_the_same() || !locks_.let_go()) return;
  empty_wal_if_last(handle());
  locks_.hold_again();
}

void Connection::configure() {
  sqlite3_db_config(handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  execute(purpose_ == Purpose::reading ? settings_for_reading : settings);
  roll_back_ = &prepared("ROLLBACK");
  note_files();
}

void Connection::configure_new() {
  execute("PRAGMA synchronous = OFF");
  configure();
  execute("PRAGMA synchronous = OFF");
}

// The file has been read by now, so that SQLite has opened all three.
void Connection::note_files() {
  const char* name = sqlite3_db_filename(handle(), "main");
  if (!name || *name == '\0') return;  // in memory
  integer("SELECT count(*) FROM sqlite_schema");
  files_.emplace(name, path_);
  if (purpose_ == Purpose::reading) return;
  locks_.hold(name);
  require_same_files("nothing was changed");  // they are there
  write_through(handle(), *files_);
}

void Connection::require_same_files(const char* what) const {
  if (!files_) return;
  if (purpose_ == Purpose::writing)
    files_->require_the_same(what);
  else
    files_->require_the_same_ledger(what);
}

void Connection::empty_wal() {
  const int code =
      sqlite3_wal_checkpoint_v2(handle(), "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  if (code != SQLITE_OK) throw translate(SQLite::Exception(handle(), code));
}

SQLite::Statement& Connection::prepared(const std::string& sql) try {
  return statements_.try_emplace(sql, database_, sql).first->second;
} catch (const SQLite::Exception& exception) {
  throw translate(exception);
}

void Connection::interrupt() noexcept { sqlite3_interrupt(handle()); }

void Connection::execute(const char* sql) try {
  check_interrupt();
  database_.exec(sql);
} catch (const SQLite::Exception& exception) {
  throw translate(exception);
}

std::int64_t Connection::integer(const std::string& sql) {
  Query rows = query(sql);
  return rows.step() ? rows.integer(0) : 0;
}

void Connection::backup_from(Connection& other, const OnProgress& on_progress) {
  constexpr int pages_of_step = 256;
  using Backup = std::unique_ptr<sqlite3_backup, decltype(&sqlite3_backup_finish)>;
  Backup backup(sqlite3_backup_init(handle(), "main", other.handle(), "main"),
                sqlite3_backup_finish);
  if (!backup) throw translate(SQLite::Exception(handle(), sqlite3_errcode(handle())));
  int code = SQLITE_OK;
  while (code == SQLITE_OK && !other.patience_.interrupted()) {
    code = sqlite3_backup_step(backup.get(), pages_of_step);
    const int pages = sqlite3_backup_pagecount(backup.get());
    const int left = sqlite3_backup_remaining(backup.get());
    if (on_progress)
      on_progress(static_cast<std::uint64_t>(pages - left), static_cast<std::uint64_t>(pages));
  }
  // Says nothing of a copy that is half done.
  const int finished = sqlite3_backup_finish(backup.release());
  if (code == SQLITE_OK) other.check_interrupt();
  if (code != SQLITE_DONE) throw translate(SQLite::Exception(handle(), code));
  if (finished != SQLITE_OK) throw translate(SQLite::Exception(handle(), finished));
}

bool Connection::knows_checks() const noexcept {
  return sqlite3_db_readonly(handle(), "main") == 0;
}

bool Connection::in_transaction() const noexcept { return sqlite3_get_autocommit(handle()) == 0; }

void Connection::begin_writing() {
  for (int asked = 0; !locks_.lock_writers(); ++asked)
    if (!patience_.ask_again(asked)) throw translate(is_locked());
  try {
    execute("BEGIN IMMEDIATE");
  } catch (...) {
    locks_.unlock_writers();
    throw;
  }
}

void Connection::commit() {
  execute("COMMIT");
  locks_.unlock_writers();
}

// An interrupt that comes now would leave the transaction open.
void Connection::roll_back() noexcept {
  while (in_transaction()) {
    const int code = roll_back_ ? roll_back_->tryExecuteStep() : database_.tryExec("ROLLBACK");
    if (roll_back_) roll_back_->tryReset();
    if (code != SQLITE_INTERRUPT) break;
  }
  locks_.unlock_writers();
}

Error Connection::translate(const SQLite::Exception& exception) const {
  // Waiting was ended, or a statement; SQLite calls one that it was making (SELECT ... FROM feed)
  // an error of the SQL.
  const int code = exception.getErrorCode() & 0xFF;
  if (patience_.interrupted() &&
      (code == SQLITE_BUSY || code == SQLITE_INTERRUPT || code == SQLITE_ERROR))
    return Interrupt::failure();
  return failure_in(purpose_, exception, system_errno_of(handle(), exception.getErrorCode()),
                    path_);
}

}  // namespace porto::internal
