// A disk that becomes full at any moment: an error that says so, and a ledger as it was before.
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>

#include "unit/store/fixture.hpp"

namespace porto::testing {
namespace {

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

constexpr int unlimited = 1'000'000;

std::vector<DatedEvent> many_events(std::vector<std::string>& ids) {
  std::vector<DatedEvent> events;
  for (int i = 0; i < 2000; ++i) ids.push_back("event-" + std::to_string(i));
  for (const std::string& id : ids) events.push_back(event(id, 3, "b"));
  return events;
}

}  // namespace

TEST_CASE("a full disk while events are stored: nothing is, until there is room") {
  const SmallDisk disk;
  SmallDisk::set_writes_left(unlimited);
  const TempDir dir;
  const std::string path = dir.path("ledger.db");
  {
    const auto store = create_sqlite_store(path, options);
    append(*store, {event("1", 5)});
  }
  std::vector<std::string> ids;
  const auto events = many_events(ids);
  const std::vector<MonthUsage> before = {{{2025, 6}, "a", "messages", 0, 5, 1}};
  int writes = 0;
  for (bool done = false; !done; ++writes) {
    CAPTURE(writes);
    SmallDisk::set_writes_left(unlimited);
    const auto store = open_sqlite_store(path);
    CHECK(store->usage({}) == before);
    SmallDisk::set_writes_left(writes);
    try {
      append(*store, events);
      done = true;
    } catch (const Error& error) {
      CHECK_MESSAGE(error.code() == ErrorCode::full, error.what());
      CHECK(store->usage({}) == before);
      CHECK(store->companies().size() == 1);
    }
  }
  CHECK(writes > 10);
  SmallDisk::set_writes_left(unlimited);
  CHECK(open_sqlite_store(path)->usage({.month = {}, .company = "b"}).at(0).quantity == 6000);
}

TEST_CASE("a store that met a full disk goes on once there is room") {
  const SmallDisk disk;
  SmallDisk::set_writes_left(unlimited);
  const TempDir dir;
  const auto store = create_sqlite_store(dir.path("ledger.db"), options);
  SmallDisk::set_writes_left(1);
  CHECK(code_of([&] { append(*store, {event("1")}); }) == ErrorCode::full);
  SmallDisk::set_writes_left(unlimited);
  CHECK(append(*store, {event("1")}).outcomes == std::vector{Outcome::stored});
}

TEST_CASE("a full disk while a ledger is made: no file is left") {
  const SmallDisk disk;
  const TempDir dir;
  const std::string path = dir.path("ledger.db");
  int writes = 0;
  for (bool done = false; !done; ++writes) {
    CAPTURE(writes);
    SmallDisk::set_writes_left(writes);
    try {
      create_sqlite_store(path, options);
      done = true;
    } catch (const Error& error) {
      CHECK_MESSAGE(error.code() == ErrorCode::full, error.what());
      CHECK(std::filesystem::is_empty(dir.path("")));
    }
  }
  CHECK(writes > 5);
  SmallDisk::set_writes_left(unlimited);
  CHECK(open_sqlite_store(path)->info().currency == "SEK");
}

}  // namespace porto::testing
