// See failure.hpp.
#include "store/sqlite/connection/failure.hpp"

#include <SQLiteCpp/Exception.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "base/text.hpp"

namespace porto::internal {
namespace {

bool folder_is_writable(const std::string& path) {
  const std::string folder = std::filesystem::absolute(path).parent_path().string();
  return faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) == 0;
}

Error full_failure(const std::string& name) {
  return {ErrorCode::full, "there is no room left for the ledger " + name +
                               ": nothing was changed; free disk space and try again"};
}

// A constraint of the schema. The rules above the store leave no way to get here but a race or a
// bug, so SQLite's own text is the message.
Error constraint_failure(int extended_code, const std::string& what) {
  switch (extended_code) {
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_ROWID:
      return {ErrorCode::conflict, "the ledger has this already: " + what};
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return {ErrorCode::not_found, "the ledger lacks what this refers to: " + what};
    default:
      return {ErrorCode::internal, "the ledger refuses this: " + what};
  }
}

Error io_failure(int extended_code, int system_errno, const std::string& name,
                 const std::string& what) {
  if (system_errno == ENOSPC || system_errno == EDQUOT || system_errno == EFBIG) {
    return full_failure(name);
  }
  if (extended_code == SQLITE_IOERR_NOMEM) return {ErrorCode::out_of_memory, what};
  return {ErrorCode::io, "reading or writing the ledger " + name + " failed: " + what};
}

}  // namespace

// A disk that cannot be read is for SQLite the same as one that holds something wrong
// (SQLITE_IOERR_CORRUPTFS), and of a commit that fails it keeps no number; its files know better.
// What they know is the last failure, which may be long ago: damage is only told as one of reading.
// (A connection that has met one of those before may tell real damage so.)
int system_errno_of(sqlite3* database, int code) noexcept {
  const bool is_damage = (code & 0xFF) == SQLITE_CORRUPT;
  const int known = is_damage ? 0 : sqlite3_system_errno(database);
  if (known != 0 || (!is_damage && (code & 0xFF) != SQLITE_IOERR)) return known;
  for (const int which : {SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER}) {
    sqlite3_file* file = nullptr;
    int error = 0;
    if (sqlite3_file_control(database, "main", which, &file) == SQLITE_OK && file && file->pMethods)
      file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &error);
    if (is_damage ? error == EIO : error != 0) return error;
  }
  return 0;
}

Error read_only_failure(const std::string& path) {
  return {ErrorCode::read_only,
          "the ledger " + in_quotes(path) +
              " cannot be written: give yourself write permission on the file and its folder, or "
              "copy the ledger to a folder of yours"};
}

namespace {

// What it means, without the numbers behind it.
Error meaning_of(const SQLite::Exception& exception, int system_errno, const std::string& path) {
  const std::string name = in_quotes(path);
  const std::string what = exception.what();
  const int extended_code = exception.getExtendedErrorCode();
  switch (exception.getErrorCode() & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::busy,
              "another process is writing to the ledger " + name + ": try again when it is done"};
    case SQLITE_FULL:
      return full_failure(name);
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return read_only_failure(path);
    case SQLITE_CANTOPEN:
      if (!folder_is_writable(path)) return read_only_failure(path);
      return io_failure(extended_code, system_errno, name, what);
    case SQLITE_IOERR:
      return io_failure(extended_code, system_errno, name, what);
    case SQLITE_CORRUPT:
      if (system_errno != 0)
        return io_failure(extended_code, system_errno, name,
                          std::generic_category().message(system_errno));
      return {ErrorCode::corrupt,
              "the ledger " + name + " is damaged (" + what + "): restore it from a backup"};
    case SQLITE_ERROR:
    case SQLITE_MISMATCH:
      // porto's statements are right for porto's tables.
      return {ErrorCode::corrupt, "the tables of the ledger " + name +
                                      " are not as porto makes them (" + what +
                                      "): verify it, or restore a backup"};
    case SQLITE_PROTOCOL:
      return {ErrorCode::io, "the file system gives no locks on the ledger " + name + " (" + what +
                                 "): is it on a network disk? Keep it on a local one"};
    case SQLITE_NOTADB:
      return {ErrorCode::not_a_ledger, name + " is not a porto ledger"};
    case SQLITE_NOMEM:
      return {ErrorCode::out_of_memory, "there is not enough memory"};
    case SQLITE_INTERRUPT:
      return {ErrorCode::cancelled, "the work was stopped"};
    case SQLITE_CONSTRAINT:
      return constraint_failure(extended_code, what);
    default:
      return {ErrorCode::internal, "SQLite: " + what};
  }
}

}  // namespace

// SQLite keeps the system's number of the last failure that had one, whatever fails later.
Cause cause_of(const SQLite::Exception& exception, int system_errno) noexcept {
  const int code = exception.getErrorCode() & 0xFF;
  const bool is_of_system =
      code == SQLITE_IOERR || code == SQLITE_CANTOPEN || code == SQLITE_CORRUPT;
  // Either is -1 where SQLiteCpp has none.
  const int extended_code = std::max(exception.getExtendedErrorCode(), exception.getErrorCode());
  return {is_of_system ? system_errno : 0, std::max(extended_code, 0)};
}

Error with_cause(const Error& error, const Cause& cause) {
  return {error.code(), error.what(), error.where(), cause};
}

Error failure(const SQLite::Exception& exception, int system_errno, const std::string& path) {
  return with_cause(meaning_of(exception, system_errno, path), cause_of(exception, system_errno));
}

}  // namespace porto::internal
