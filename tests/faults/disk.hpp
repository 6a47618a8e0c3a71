// A disk that a test has in its hand: an SQLite VFS between porto and the usual one, through which
// every call goes that SQLite makes of a file.
#pragma once

#include <sqlite3.h>

#include <functional>

namespace porto::testing {

/// What becomes of SQLite's calls: at first, what the usual VFS makes of them. `real` does it; the
/// result is SQLite's. A path is "" where SQLite has a file of its own for what it sorts.
class Disk {
 public:
  using Real = std::function<int()>;

  /// Is the default VFS from now on, to the end of the process: porto's own keeps hold of it.
  Disk();
  virtual ~Disk() = default;
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  virtual int open(const char*, const Real& real) { return real(); }
  virtual int remove(const char*, const Real& real) { return real(); }
  virtual int read(const char*, const Real& real) { return real(); }
  struct Bytes {
    const void* data;
    int size;
    sqlite3_int64 at;
  };
  /// `real` writes the first so many of the bytes.
  virtual int write(const char*, const Bytes& bytes, const std::function<int(int)>& real) {
    return real(bytes.size);
  }
  virtual int truncate(const char*, sqlite3_int64, const Real& real) { return real(); }
  virtual int sync(const char*, const Real& real) { return real(); }
  virtual int lock(const char*, const Real& real) { return real(); }
  /// What the last failure of a file was, for SQLITE_FCNTL_LAST_ERRNO; 0: as the usual VFS knows.
  virtual int last_errno() const { return 0; }
  /// Of -shm: mapping it, and its locks.
  virtual int map_shared(const char*, const Real& real) { return real(); }
  virtual int lock_shared(const char*, const Real& real) { return real(); }
};

}  // namespace porto::testing
