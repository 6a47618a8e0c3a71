// A ledger or a backup that is being made: nobody ever sees half of it, and a process that is
// killed meanwhile leaves nothing that is in the way.
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <thread>

#include "store/sqlite/connection/file.hpp"
#include "support/sanitized.hpp"
#include "unit/store/fixture.hpp"

namespace porto::testing::new_file_test {

using namespace internal;
namespace {

namespace fs = std::filesystem;

// How much later the next process is killed. A process under sanitizers takes a second to fork.
constexpr int kill_step_us = is_sanitized ? 5'000 : 500;

// A process that does its work until it is killed. To be started while nothing is open here.
class Worker {
 public:
  template <typename Work>
  explicit Worker(Work work) : process_(fork()) {
    if (process_ != 0) return;
    try {
      work();
    } catch (...) {
      _exit(1);
    }
    _exit(0);
  }
  // After a while, which is another one each time.
  void kill_after(int us) {
    std::this_thread::sleep_for(std::chrono::microseconds(us));
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  bool is_done() { return waitpid(process_, nullptr, WNOHANG) == process_; }

 private:
  pid_t process_;
};

// Under its name there is nothing, or a whole ledger.
bool is_whole(const std::string& path) {
  const Thrown error = thrown([&] { open_sqlite_store(path)->info(); });
  CHECK_MESSAGE((!error.code || error.code == ErrorCode::not_found), error.message);
  return !error.code;
}

}  // namespace

TEST_CASE("whoever opens a ledger while another process makes it finds none, or all of it") {
  const TempDir dir;
  const auto path = [&](int i) { return dir.path("ledger" + std::to_string(i)); };
  Worker worker([&] {
    for (int i = 0; i < 20; ++i) create_sqlite_store(path(i), options);
  });
  int whole = 0;
  while (!worker.is_done())
    if (whole < 20 && is_whole(path(whole))) ++whole;
  while (whole < 20 && is_whole(path(whole))) ++whole;
  CHECK(whole == 20);
}

TEST_CASE("a process that is killed while it makes ledgers leaves none that is half made") {
  const TempDir dir;
  for (int us = 0; us < 20'000; us += kill_step_us) {
    Worker([&] {
      for (int i = 0;; ++i) create_sqlite_store(dir.path(std::to_string(i)), options);
    }).kill_after(us);
    int i = 0;
    while (is_whole(dir.path(std::to_string(i)))) ++i;
    const std::string next = dir.path(std::to_string(i));
    CHECK(append(*create_sqlite_store(next, options), {event("1")}).outcomes.size() == 1);
    for (const auto& left : fs::directory_iterator(dir.path(""))) fs::remove(left);
  }
}

TEST_CASE("a process that is killed while it makes a backup is in nobody's way") {
  const TempDir dir;
  const std::string path = dir.path("ledger.db"), copy = dir.path("copy.db");
  {
    const auto store = create_sqlite_store(path, options);
    append(*store, {event("1")});
  }
  for (int us = 0; us < 20'000; us += kill_step_us) {
    Worker([&] {
      const auto store = open_sqlite_store(path);
      for (;; fs::remove(copy)) store->backup(copy, {});
    }).kill_after(us);
    if (is_whole(copy)) CHECK(open_sqlite_store(copy)->usage({}).at(0).events == 1);
    for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(copy + suffix);
    open_sqlite_store(path)->backup(copy, {});
    CHECK(open_sqlite_store(copy)->usage({}).at(0).events == 1);
    for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(copy + suffix);
  }
}

TEST_CASE("what is made by somebody else meanwhile is not replaced") {
  InSqlite kind;
  const std::string path = kind.dir.path("new.db");
  {
    NewFile file(path);
    kind.dir.write("new.db", "mine");
    CHECK(code_of([&] { file.name(); }) == ErrorCode::ledger_exists);
  }
  CHECK(read_file(path) == "mine");
  for (const auto& left : fs::directory_iterator(kind.dir.path("")))
    CHECK(left.path().string().find(".new-") == std::string::npos);
}

TEST_CASE("a name may be as long as names may be") {
  const TempDir dir;
  const std::string path = dir.path(std::string(251, 'x'));  // and "-wal"
  append(*create_sqlite_store(path, options), {event("1")});
  CHECK(open_sqlite_store(path)->usage({}).size() == 1);
}

}  // namespace porto::testing::new_file_test
