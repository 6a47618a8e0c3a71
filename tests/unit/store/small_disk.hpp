// A disk that becomes full.
#pragma once

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <algorithm>
#include <iterator>

namespace porto::testing {

using namespace internal;

// While it lives, SQLite's files can be written to a number of times before the disk is full. An
// SQLite VFS: the usual one, but for the write function of the files it opens.
class SmallDisk {
 public:
  SmallDisk() {
    usual_ = sqlite3_vfs_find(nullptr);
    vfs_ = *usual_;
    vfs_.zName = "small-disk";
    vfs_.xOpen = open;
    REQUIRE(sqlite3_vfs_register(&vfs_, 1) == SQLITE_OK);
  }
  ~SmallDisk() {
    sqlite3_vfs_unregister(&vfs_);
    sqlite3_vfs_register(usual_, 1);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  static constexpr int unlimited = 1'000'000;
  static void set_writes_left(int writes) { writes_left_ = writes; }

 private:
  static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
    const int code = usual_->xOpen(usual_, name, file, flags, out);
    if (code != SQLITE_OK || !file->pMethods) return code;
    Methods& methods = *std::find_if(std::begin(methods_), std::end(methods_), [&](Methods& m) {
      return !m.usual || m.usual == file->pMethods;
    });
    methods.usual = file->pMethods;
    methods.small = *file->pMethods;
    methods.small.xWrite = write;
    usual_write_ = file->pMethods->xWrite;
    file->pMethods = &methods.small;
    return code;
  }

  static int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
    if (writes_left_ == 0) return SQLITE_FULL;
    --writes_left_;
    return usual_write_(file, bytes, count, offset);
  }

  // SQLite has a set of functions for each kind of file, all with the same write.
  struct Methods {
    const sqlite3_io_methods* usual;
    sqlite3_io_methods small;
  };
  static inline sqlite3_vfs* usual_;
  static inline sqlite3_vfs vfs_;
  static inline Methods methods_[4];
  static inline int (*usual_write_)(sqlite3_file*, const void*, int, sqlite3_int64);
  static inline int writes_left_;
};

}  // namespace porto::testing
