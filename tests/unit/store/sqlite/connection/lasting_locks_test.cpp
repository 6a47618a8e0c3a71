// Locks that stay when a process closes a descriptor of the file, as a second SQLite in it does;
// and what becomes of them when several connections close at once, and when the process forks.
#include "store/sqlite/connection/lasting_locks.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <thread>

#include "porto/error.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

namespace porto::testing::lasting_locks_test {

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

// A process that does `work`; at the end it is killed if it has not ended.
class Process {
 public:
  explicit Process(const std::function<void()>& work) : id_(fork()) {
    if (id_ != 0) return;
    try {
      work();
    } catch (...) {
      _exit(1);
    }
    _exit(0);
  }
  ~Process() { kill(); }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void kill() {
    ::kill(id_, SIGKILL);
    wait();
  }
  /// Its exit status.
  int wait() {
    if (!status_) {
      int status = 0;
      waitpid(id_, &status, 0);
      status_ = status;
    }
    return *status_;
  }

 private:
  pid_t id_;
  std::optional<int> status_;
};

// Numbers that processes share: how far they are.
class Stage {
 public:
  Stage()
      : at_(new (mmap(nullptr, sizeof(std::atomic<int>), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0)) std::atomic<int>(0)) {}
  ~Stage() { munmap(at_, sizeof *at_); }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  void step() const { ++*at_; }
  /// Ends with `stage`, or after ten seconds.
  void wait_for(int stage) const {
    for (int i = 0; i < 1'000'000 && at_->load() < stage; ++i)
      i < 1000 ? std::this_thread::yield()
               : std::this_thread::sleep_for(std::chrono::microseconds(10));
  }

 private:
  std::atomic<int>* at_;
};

std::string make_ledger(const TempDir& dir) {
  const std::string path = dir.path("l.porto");
  create_sqlite_store(path, {});
  return path;
}

// Which writes.
std::unique_ptr<Store> open_and_write(const std::string& path, const std::string& company) {
  auto store = open_sqlite_store(path);
  const auto transaction = store->begin(Store::Access::write);
  store->put_company({.id = company, .name = company});
  transaction->commit();
  return store;
}

bool wal_is_empty(const std::string& path) {
  return std::filesystem::file_size(path + "-wal") == 0;
}

constexpr int rounds = 25;

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

TEST_CASE("what only reads keeps its locks when the last one of its process that writes closes") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  {
    const auto reading = open_sqlite_store(path, {.read_only = true});
    open_sqlite_store(path).reset();
    CHECK_FALSE(is_free_for_others(path, first_byte_of_readers));
  }
  CHECK(is_free_for_others(path, first_byte_of_readers));
  {
    auto writing = open_and_write(path, "a");
    const auto reading =
        open_sqlite_store(path, {.read_only = true});  // side by side: -wal is full
    writing.reset();
    CHECK_FALSE(wal_is_empty(path));
    CHECK_FALSE(is_free_for_others(path, first_byte_of_readers));
    CHECK_FALSE(is_free_for_others(path + "-shm", byte_of_use));
  }
  CHECK(is_free_for_others(path, first_byte_of_readers));
  CHECK(is_free_for_others(path + "-shm", byte_of_use));
}

TEST_CASE("locks are on the -shm that is there, also where another was while something read") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  const auto reading = open_sqlite_store(path, {.read_only = true});
  open_sqlite_store(path).reset();
  std::filesystem::remove(path + "-shm");
  const auto writing = open_sqlite_store(path);
  lose_locks(path + "-shm");
  CHECK_FALSE(is_free_for_others(path + "-shm", byte_of_use));
}

TEST_CASE("of connections of a process that close at once one is the last, and empties -wal") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  for (int round = 0; round < rounds; ++round) {
    auto first = open_and_write(path, "a" + std::to_string(round));
    auto second = open_sqlite_store(path);
    const Stage stage;
    const auto close = [&](std::unique_ptr<Store>& store) {
      stage.step();
      stage.wait_for(2);
      store.reset();
    };
    std::thread other(close, std::ref(first));
    close(second);
    other.join();
    CHECK(wal_is_empty(path));
  }
}

TEST_CASE("of processes that close a ledger at once one is the last, and empties -wal") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  for (int round = 0; round < rounds; ++round) {
    const Stage stage;
    const auto close_with_other = [&](const char* company) {
      const auto store = open_and_write(path, company + std::to_string(round));
      stage.step();
      stage.wait_for(2);
    };
    Process first([&] { close_with_other("a"); });
    Process second([&] { close_with_other("b"); });
    CHECK(first.wait() == 0);
    CHECK(second.wait() == 0);
    CHECK(wal_is_empty(path));
  }
}

TEST_CASE("a child of a fork keeps no lock of a process that was killed") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  const Stage stage;
  Process parent([&] {
    const auto store = open_and_write(path, "a");
    const auto transaction = store->begin(Store::Access::write);
    const Process child([&] {
      stage.step();
      stage.wait_for(2);
    });
    stage.wait_for(2);
  });
  stage.wait_for(1);
  parent.kill();
  CHECK(is_free_for_others(path, first_byte_of_readers));
  CHECK(is_free_for_others(path + "-shm", byte_of_use));
  open_and_write(path, "b").reset();
  CHECK(wal_is_empty(path));
  stage.step();  // the child ends
}

TEST_CASE("a child of a fork that opens the ledger anew has locks of its own") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  const Stage stage;
  Process parent([&] {
    auto store = open_sqlite_store(path);
    const Process child([&] {
      const auto anew = open_sqlite_store(path);
      stage.step();
      stage.wait_for(3);
    });
    stage.wait_for(1);
    store.reset();
    stage.step();
    stage.wait_for(3);
  });
  stage.wait_for(2);
  CHECK_FALSE(is_free_for_others(path, first_byte_of_readers));
  CHECK_FALSE(is_free_for_others(path + "-shm", byte_of_use));
  stage.step();
  CHECK(parent.wait() == 0);
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

}  // namespace porto::testing::lasting_locks_test
