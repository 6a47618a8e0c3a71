// See unwritten_file.hpp. The interface is SQLite's: https://sqlite.org/vfs.html.
#include "store/sqlite/connection/unwritten_file.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <new>
#include <system_error>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

constexpr const char* vfs_name = "porto-unwritten";

// What tells a file from itself after a change. An empty file is as good as none: SQLite makes an
// empty -wal before anything is written. What cannot be looked at is never the same.
struct FileState {
  int error = 0;
  bool exists = false;
  dev_t device{};
  ino_t number{};
  off_t size{};
  timespec modified{};

  static FileState of(const char* path) noexcept {
    struct stat status {};
    if (::stat(path, &status) != 0)
      return {.error = errno == ENOENT || errno == ENOTDIR ? 0 : errno};
    if (status.st_size == 0) return {};
    return {0, true, status.st_dev, status.st_ino, status.st_size, status.st_mtim};
  }
  bool operator==(const FileState& other) const noexcept {
    return error == 0 && other.error == 0 && exists == other.exists && device == other.device &&
           number == other.number && size == other.size &&
           modified.tv_sec == other.modified.tv_sec && modified.tv_nsec == other.modified.tv_nsec;
  }
};

// A file as SQLite sees it; that of the system's VFS stands behind it in memory.
struct Unwritten {
  sqlite3_file base{};
  bool is_open = false;  // false: a -wal that is not there
  const char* path = nullptr;
  FileState state{};
  const char* wal = nullptr;  // of a database
  FileState wal_state{};

  sqlite3_file* real() noexcept { return reinterpret_cast<sqlite3_file*>(this + 1); }
  bool is_unchanged() const noexcept {
    return FileState::of(path) == state && (!wal || FileState::of(wal) == wal_state);
  }
};

Unwritten& of(sqlite3_file* file) noexcept { return *reinterpret_cast<Unwritten*>(file); }

int close_unwritten(sqlite3_file* file) {
  Unwritten& of_file = of(file);
  if (!of_file.is_open) return SQLITE_OK;
  of_file.is_open = false;
  return of_file.real()->pMethods->xClose(of_file.real());
}

int read_unwritten(sqlite3_file* file, void* bytes, int size, sqlite3_int64 from) {
  Unwritten& of_file = of(file);
  int result = SQLITE_IOERR_SHORT_READ;
  if (of_file.is_open)
    result = of_file.real()->pMethods->xRead(of_file.real(), bytes, size, from);
  else
    std::memset(bytes, 0, static_cast<std::size_t>(size));
  return of_file.is_unchanged() ? result : SQLITE_BUSY;
}

int refuse_write(sqlite3_file*, const void*, int, sqlite3_int64) { return SQLITE_READONLY; }
int refuse_truncate(sqlite3_file*, sqlite3_int64) { return SQLITE_READONLY; }
int sync_nothing(sqlite3_file*, int) { return SQLITE_OK; }

int size_of_unwritten(sqlite3_file* file, sqlite3_int64* size) {
  Unwritten& of_file = of(file);
  *size = 0;
  return of_file.is_open ? of_file.real()->pMethods->xFileSize(of_file.real(), size) : SQLITE_OK;
}

// Of an exclusive lock only the shared one is taken.
int lock_unwritten(sqlite3_file* file, int level) {
  Unwritten& of_file = of(file);
  if (!of_file.is_open) return SQLITE_OK;
  return of_file.real()->pMethods->xLock(of_file.real(), std::min(level, SQLITE_LOCK_SHARED));
}
int unlock_unwritten(sqlite3_file* file, int level) {
  Unwritten& of_file = of(file);
  if (!of_file.is_open) return SQLITE_OK;
  return of_file.real()->pMethods->xUnlock(of_file.real(), std::min(level, SQLITE_LOCK_SHARED));
}
int nobody_reserves(sqlite3_file*, int* reserved) {
  *reserved = 0;
  return SQLITE_OK;
}
// Only what went wrong last is of interest.
int control_unwritten(sqlite3_file* file, int what, void* argument) {
  Unwritten& of_file = of(file);
  if (what != SQLITE_FCNTL_LAST_ERRNO || !of_file.is_open) return SQLITE_NOTFOUND;
  return of_file.real()->pMethods->xFileControl(of_file.real(), what, argument);
}
int default_sector_size(sqlite3_file*) { return 0; }
int no_characteristics(sqlite3_file*) { return 0; }

// Version 1 has no shared memory: SQLite then keeps the index of a -wal in its own.
constexpr sqlite3_io_methods methods = {
    1,
    close_unwritten,
    read_unwritten,
    refuse_write,
    refuse_truncate,
    sync_nothing,
    size_of_unwritten,
    lock_unwritten,
    unlock_unwritten,
    nobody_reserves,
    control_unwritten,
    default_sector_size,
    no_characteristics,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
};

sqlite3_vfs* system_of(sqlite3_vfs* vfs) noexcept {
  return static_cast<sqlite3_vfs*>(vfs->pAppData);
}

int open_unwritten(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags,
                   int* out_flags) {
  sqlite3_vfs* system = system_of(vfs);
  constexpr int of_the_ledger = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL;
  if (!name || (flags & of_the_ledger) == 0)
    return system->xOpen(system, name, file, flags, out_flags);  // what SQLite sorts in
  Unwritten& opened = *new (file) Unwritten;
  opened.path = name;
  opened.state = FileState::of(name);
  if ((flags & SQLITE_OPEN_MAIN_DB) != 0) {
    opened.wal = sqlite3_filename_wal(name);
    opened.wal_state = FileState::of(opened.wal);
  }
  const int reading =
      (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
  if (opened.state.exists || opened.wal) {
    const int result = system->xOpen(system, name, opened.real(), reading, out_flags);
    if (result != SQLITE_OK) return result;
    opened.is_open = true;
  }
  // SQLite leaves the CHECKs out of the schema of a file that is read-only, and integrity_check
  // then has none to compare with; so this one is not said to be.
  if (out_flags) *out_flags = opened.wal ? flags : reading;
  opened.base.pMethods = &methods;
  return SQLITE_OK;
}

int refuse_delete(sqlite3_vfs*, const char*, int) { return SQLITE_READONLY; }
int access_by_system(sqlite3_vfs* vfs, const char* name, int flags, int* result) {
  return system_of(vfs)->xAccess(system_of(vfs), name, flags, result);
}
int full_path_by_system(sqlite3_vfs* vfs, const char* name, int size, char* path) {
  return system_of(vfs)->xFullPathname(system_of(vfs), name, size, path);
}

// The rest of the system's VFS does not look at which VFS it is called for.
sqlite3_vfs& unwritten_vfs() {
  static sqlite3_vfs vfs = [] {
    sqlite3_initialize();
    sqlite3_vfs* system = sqlite3_vfs_find(nullptr);
    sqlite3_vfs made = *system;
    made.szOsFile += static_cast<int>(sizeof(Unwritten));
    made.pNext = nullptr;
    made.zName = vfs_name;
    made.pAppData = system;
    made.xOpen = open_unwritten;
    made.xDelete = refuse_delete;
    made.xAccess = access_by_system;
    made.xFullPathname = full_path_by_system;
    return made;
  }();
  return vfs;
}

// It is registered while a file is being opened, and no longer: a library that is unloaded must
// leave nothing behind in SQLite.
std::mutex& registering() {
  static std::mutex mutex;
  return mutex;
}

bool is_there(const std::string& path) { return ::access(path.c_str(), F_OK) == 0; }

// Whoever has closed a ledger last has left both, and nothing in -wal.
bool may_be_in_use(const std::string& path) {
  const std::string wal = path + "-wal";
  const FileState state = FileState::of(wal.c_str());
  if (state.error != 0)
    throw Error(
        state.error == EACCES ? ErrorCode::read_only : ErrorCode::io,
        "cannot look at " + in_quotes(wal) + ": " + std::generic_category().message(state.error),
        {}, Cause{.system_errno = state.error});
  return state.exists && is_there(path + "-shm");
}

}  // namespace

UnwrittenFile::UnwrittenFile(const std::string& path) : in_use_(may_be_in_use(path)) {
  if (in_use_) return;
  registering().lock();
  sqlite3_vfs_register(&unwritten_vfs(), 0);
}

UnwrittenFile::~UnwrittenFile() {
  if (in_use_) return;
  sqlite3_vfs_unregister(&unwritten_vfs());
  registering().unlock();
}

const char* UnwrittenFile::vfs() const noexcept { return in_use_ ? nullptr : vfs_name; }

bool lacks_permission(const std::string& path) {
  const auto may = [](const std::string& name, int what) {
    return ::faccessat(AT_FDCWD, name.c_str(), what, AT_EACCESS) == 0;
  };
  if (!may(path, R_OK)) return true;
  if (!may(std::filesystem::absolute(path).parent_path().string(), W_OK)) return true;
  for (const char* suffix : {"-wal", "-shm"})
    if (is_there(path + suffix) && !may(path + suffix, R_OK | W_OK)) return true;
  return false;
}

std::string why_not_readable(const std::string& path) {
  if (::faccessat(AT_FDCWD, path.c_str(), R_OK, AT_EACCESS) != 0)
    return "the ledger " + in_quotes(path) +
           " cannot be read: give yourself read permission on the file";
  return "the ledger " + in_quotes(path) + " cannot be read: what was stored last is in " +
         in_quotes(path + "-wal") +
         ", which cannot be read here; copy the ledger, the file -wal and the file -shm together "
         "to a folder of yours, and read the copy";
}

}  // namespace porto::internal
