// See wal.hpp. The functions are SQLite's: https://sqlite.org/c3ref/wal_hook.html.
#include "store/sqlite/connection/wal.hpp"

namespace porto::internal {
namespace {

constexpr int usual_pages = 1000;  // of SQLite's own checkpoints

int after_commit(void* files, sqlite3* database, const char* name, int pages) {
  if (pages >= usual_pages && static_cast<const LedgerFiles*>(files)->are_the_same())
    sqlite3_wal_checkpoint_v2(database, name, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  return SQLITE_OK;  // the commit holds, whatever became of the checkpoint
}

}  // namespace

void leave_wal_at_close(sqlite3* database) noexcept {
  sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  int keep = 1;
  sqlite3_file_control(database, "main", SQLITE_FCNTL_PERSIST_WAL, &keep);
}

void write_through(sqlite3* database, const LedgerFiles& files) noexcept {
  sqlite3_wal_hook(database, after_commit, const_cast<LedgerFiles*>(&files));
}

// Whoever gets the exclusive lock of the file is the last one, as for SQLite. An attempt that fails
// half way keeps others from opening, so it is taken back in any case.
void empty_wal_if_last(sqlite3* database) noexcept {
  sqlite3_file* file = nullptr;
  if (sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
      !file || !file->pMethods)
    return;
  sqlite3_busy_timeout(database, 0);
  if (file->pMethods->xLock(file, SQLITE_LOCK_EXCLUSIVE) == SQLITE_OK)
    sqlite3_wal_checkpoint_v2(database, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  file->pMethods->xUnlock(file, SQLITE_LOCK_SHARED);
}

}  // namespace porto::internal
