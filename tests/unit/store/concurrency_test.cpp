// Several threads and several processes on one ledger file.
#include <sys/wait.h>
#include <unistd.h>

#include <set>
#include <thread>

#include "unit/store/fixture.hpp"

namespace porto::testing::concurrency_test {

using namespace internal;
namespace {

// Stores `count` events with ids of its own, one transaction each.
void record(const std::string& path, const std::string& prefix, int count) {
  const auto store = open_sqlite_store(path);
  for (int i = 0; i < count; ++i) {
    const std::string id = prefix + std::to_string(i);
    if (append(*store, {event(id)}).outcomes.at(0) != Outcome::stored) {
      throw Error(ErrorCode::internal, "an event was not stored");
    }
  }
}

// Runs `work` in a process of its own; its exit status is 0 unless it throws.
template <typename Work>
pid_t start_process(Work work) {
  const pid_t process = fork();
  if (process != 0) return process;
  int status = 0;
  try {
    work();
  } catch (...) {
    status = 1;
  }
  _exit(status);
}

int wait_for(pid_t process) {
  int status = -1;
  waitpid(process, &status, 0);
  return status;
}

std::int64_t count_stored(const std::string& path) {
  std::int64_t events = 0;
  for (const MonthUsage& usage : open_sqlite_store(path)->usage({})) events += usage.events;
  return events;
}

}  // namespace

TEST_CASE("two processes, 1,000 transactions each: all stored, none told busy") {
  const TempDir dir;
  const std::string path = dir.path("ledger.db");
  create_sqlite_store(path, options);
  const pid_t first = start_process([&] { record(path, "x", 1000); });
  const pid_t second = start_process([&] { record(path, "y", 1000); });
  CHECK(wait_for(first) == 0);
  CHECK(wait_for(second) == 0);
  CHECK(count_stored(path) == 2000);
}

TEST_CASE("two processes make one ledger") {
  const TempDir dir;
  const std::string path = dir.path("ledger.db");
  const auto create = [&] { create_sqlite_store(path, options); };
  const pid_t first = start_process(create);
  const pid_t second = start_process(create);
  CHECK((wait_for(first) == 0) != (wait_for(second) == 0));
  CHECK(open_sqlite_store(path)->info().zone == "Europe/Stockholm");
}

TEST_CASE("a process that dies in a transaction leaves nothing of it") {
  const TempDir dir;
  const std::string path = dir.path("ledger.db");
  create_sqlite_store(path, options);
  const pid_t process = start_process([&] {
    const auto store = open_sqlite_store(path);
    append(*store, {event("1")});
    const auto transaction = store->begin(Store::Access::write);
    store->append(std::vector{event("2")});
    _exit(9);
  });
  CHECK(wait_for(process) != 0);
  CHECK(count_stored(path) == 1);
}

TEST_CASE("the same events from two threads are stored once") {
  const TempDir dir;
  const std::string path = dir.path("ledger.db");
  create_sqlite_store(path, options);
  constexpr int count = 200;
  int stored[2] = {0, 0};
  const auto work = [&](int& mine) {
    const auto store = open_sqlite_store(path);
    for (int i = 0; i < count; ++i) {
      const std::string id = std::to_string(i);
      if (append(*store, {event(id)}).outcomes.at(0) == Outcome::stored) ++mine;
    }
  };
  std::thread first(work, std::ref(stored[0]));
  std::thread second(work, std::ref(stored[1]));
  first.join();
  second.join();
  CHECK(stored[0] + stored[1] == count);
  CHECK(count_stored(path) == count);
}

TEST_CASE("companies and sources that another connection has added are known") {
  const TempDir dir;
  const std::string path = dir.path("ledger.db");
  const auto one = create_sqlite_store(path, options);
  const auto two = open_sqlite_store(path);
  for (const char* id : {"1", "2", "3"}) {
    CHECK(append(*one, {event(id, 1, id)}).new_companies.size() == 1);
    CHECK(append(*two, {event(id, 1, id)}).outcomes == std::vector{Outcome::duplicate});
    const std::string other = std::string(id) + "b";
    CHECK(append(*two, {event(other, 1, other)}).new_companies.size() == 1);
    CHECK(append(*one, {event(other, 1, other)}).outcomes == std::vector{Outcome::duplicate});
  }
  CHECK(one->companies().size() == 6);
}

TEST_CASE("a read transaction is one snapshot, a writer does not wait for it") {
  const TempDir dir;
  const std::string path = dir.path("ledger.db");
  const auto reader = create_sqlite_store(path, options);
  const auto writer = open_sqlite_store(path);
  {
    const auto reading = reader->begin(Store::Access::read);
    append(*writer, {event("1")});
    CHECK(reader->usage({}).empty());
    CHECK(reader->companies().empty());
  }
  CHECK(reader->usage({}).size() == 1);
}

}  // namespace porto::testing::concurrency_test
