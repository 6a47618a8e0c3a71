// Locks that stay when a process closes a descriptor of the file, as a second SQLite in it does.
#include "store/sqlite/connection/lasting_locks.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "porto/error.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

namespace porto::testing {

using namespace internal;
namespace {

constexpr off_t first_byte_of_readers = 0x40000002;
constexpr off_t byte_of_use = 128;

// Opens and closes it, and with that ends all locks that SQLite has on it in this process.
void lose_locks(const std::string& path) { ::close(::open(path.c_str(), O_RDWR)); }

// Whether another process could have the byte for itself, as SQLite locks it.
bool is_free_for_others(const std::string& path, off_t byte) {
  const pid_t child = fork();
  if (child == 0) {
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = byte;
    lock.l_len = 1;
    _exit(fcntl(::open(path.c_str(), O_RDWR), F_SETLK, &lock) == 0 ? 1 : 0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return status != 0;
}

std::string make_ledger(const TempDir& dir) {
  const std::string path = dir.path("l.porto");
  create_sqlite_store(path, {});
  return path;
}

}  // namespace

TEST_CASE("a ledger that is open stays in use whatever else in the process closes its files") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  {
    const auto ledger = open_sqlite_store(path);
    { const auto second = open_sqlite_store(path); }
    for (const char* suffix : {"", "-wal", "-shm"}) lose_locks(path + suffix);
    CHECK_FALSE(is_free_for_others(path, first_byte_of_readers));
    CHECK_FALSE(is_free_for_others(path + "-shm", byte_of_use));
  }
  CHECK(is_free_for_others(path, first_byte_of_readers));
  CHECK(is_free_for_others(path + "-shm", byte_of_use));
  CHECK(std::filesystem::file_size(path + "-wal") == 0);
}

TEST_CASE("one connection writes at a time, also of one process") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  const auto open = open_sqlite_store(path);  // so that -shm is there
  LastingLocks first(path), second(path);
  for (LastingLocks* locks : {&first, &second}) {
    CHECK(locks->hold_file(path));
    locks->hold(path);
  }
  CHECK(first.lock_writers());
  lose_locks(path + "-wal");
  CHECK_FALSE(second.lock_writers());
  CHECK_FALSE(second.let_go());
  first.unlock_writers();
  CHECK(second.lock_writers());
  CHECK_FALSE(first.lock_writers());
  CHECK_FALSE(second.let_go());  // others of this process have the file open
}

TEST_CASE("who has the file for itself is waited for") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  const int other = ::open(path.c_str(), O_RDWR);
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = first_byte_of_readers;
  lock.l_len = 1;
  REQUIRE(fcntl(other, F_OFD_SETLK, &lock) == 0);
  const Thrown error = thrown([&] { open_sqlite_store(path, {.busy_timeout_ms = 5}); });
  CHECK(error.code == ErrorCode::busy);
  ::close(other);
  CHECK_FALSE(thrown([&] { open_sqlite_store(path, {.busy_timeout_ms = 0}); }).code);
}

TEST_CASE("a file that is not there, or has no -wal yet, is not held") {
  const TempDir dir;
  LastingLocks none(dir.path("none"));
  CHECK(none.hold_file(dir.path("none")));
  none.hold(dir.path("none"));
  CHECK(none.lock_writers());
  CHECK_FALSE(none.let_go());
  const std::string path = dir.write("plain", std::string(100, 'x'));
  LastingLocks plain(path);
  CHECK(plain.hold_file(path));
  CHECK(is_free_for_others(path, first_byte_of_readers));
}

}  // namespace porto::testing
