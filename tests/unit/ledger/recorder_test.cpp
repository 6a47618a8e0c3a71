// Group commit: many threads, one file, every call told what became of its own events.
#include "porto/recorder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <functional>
#include <thread>

#include "porto/ledger.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "support/no_room.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"
#include "unit/store/raw.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace recorder_test {
namespace {

UsageEvent event(std::string_view id, std::int64_t quantity = 1,
                 std::string_view company = "bolag-1") {
  return {.source = "test",
          .event_id = id,
          .company = company,
          .occurred_at = parse_rfc3339("2025-06-15T12:00:00Z"),
          .quantity = quantity};
}

void in_threads(int count, const std::function<void(int)>& body) {
  std::vector<std::jthread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back(body, i);
}

std::int64_t quantity_of(const std::string& path, const std::string& company) {
  std::int64_t sum = 0;
  for (const MonthUsage& row : Ledger::open(path).usage({{}, company})) sum += row.quantity;
  return sum;
}

struct File {
  TempDir dir;
  std::string path = dir.path("porto.db");
  explicit File(const LedgerOptions& options = {}) { Ledger::create(path, options); }
};

}  // namespace

TEST_CASE("every call gets the outcomes of its own events, and each event counts once") {
  const File file;
  Recorder recorder = Recorder::open(file.path);
  constexpr int threads = 8;
  constexpr int calls = 100;
  std::atomic<int> stored = 0;
  std::atomic<int> duplicate = 0;
  in_threads(threads, [&](int thread) {
    for (int call = 0; call < calls; ++call) {
      const std::string own = std::to_string(thread) + "-" + std::to_string(call);
      const std::string shared = "shared-" + std::to_string(call);
      const std::vector events = {event(own, 2), event("", 5), event(shared, 3)};
      const std::vector<RecordResult> results = recorder.record(events);
      if (results.at(0).outcome == Outcome::stored) ++stored;
      if (results.at(1).outcome != Outcome::rejected) ++stored;
      if (results.at(2).outcome == Outcome::stored) ++stored;
      if (results.at(2).outcome == Outcome::duplicate) ++duplicate;
    }
  });
  CHECK(stored == threads * calls + calls);
  CHECK(duplicate == (threads - 1) * calls);
  CHECK(quantity_of(file.path, "bolag-1") == 2 * threads * calls + 3 * calls);

  // Calls that came at the same time were written together: fewer batches than calls.
  CHECK(open_sqlite_store(file.path)->position().batches < threads * calls);
}

TEST_CASE("what returned is on disk") {
  const File file;
  Recorder recorder = Recorder::open(file.path);
  const std::vector events = {event("a", 7)};
  recorder.record(events);
  CHECK(quantity_of(file.path, "bolag-1") == 7);
  CHECK(recorder.record({}).empty());
}

TEST_CASE("a call that fails does not make others fail") {
  const File file;
  Recorder recorder = Recorder::open(file.path);
  constexpr int calls = 100;
  std::atomic<int> overflows = 0;
  std::atomic<int> stored = 0;
  in_threads(4, [&](int thread) {
    for (int call = 0; call < calls; ++call) {
      const std::string id = std::to_string(thread) + "-" + std::to_string(call);
      const std::vector events = {thread == 0 ? event(id, INT64_MAX, "large") : event(id)};
      const Thrown failure = thrown([&] { recorder.record(events); });
      if (failure.code == ErrorCode::overflow) ++overflows;
      if (!failure.code) ++stored;
    }
  });
  CHECK(overflows == calls - 1);
  CHECK(stored == 3 * calls + 1);
  CHECK(quantity_of(file.path, "large") == INT64_MAX);
  CHECK(quantity_of(file.path, "bolag-1") == 3 * calls);
}

// They were tried one by one, since one of them has events that do not fit, and then each met the
// disk by itself. The failure of one try is one object.
TEST_CASE("calls that are tried one by one get the failure of the disk at once") {
  const File file;
  Recorder recorder = Recorder::open(file.path);
  const std::vector large = {event("large", INT64_MAX, "large")};
  recorder.record(large);
  constexpr int calls = 6;
  std::vector<std::exception_ptr> failures(calls);
  const auto fail = [&](int call, const UsageEvent& one) {
    try {
      recorder.record({&one, 1});
    } catch (...) {
      failures[static_cast<std::size_t>(call)] = std::current_exception();
    }
  };
  {
    Raw other(file.path);
    REQUIRE(other.run("BEGIN IMMEDIATE") == "");
    std::vector<std::jthread> threads;
    // The first waits for the other, and the others for the first: they are one group.
    for (int call = 0; call < calls; ++call) {
      threads.emplace_back([&, call] {
        const std::string id = "e" + std::to_string(call);
        fail(call, call == 1 ? event(id, 1, "large") : event(id));
      });
      std::this_thread::sleep_for(std::chrono::milliseconds(call == 0 ? 200 : 50));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    const NoRoom no_room;
    REQUIRE(other.run("ROLLBACK") == "");
    threads.clear();
  }
  // That of the first call, which was alone, and that of the group; whoever came before the call
  // that does not fit met the disk in its place.
  std::vector<std::exception_ptr> of_the_disk;
  for (const std::exception_ptr& failure : failures) {
    REQUIRE(failure);
    const Thrown thrown = testing::thrown([&] { std::rethrow_exception(failure); });
    if (thrown.code == ErrorCode::overflow) continue;
    CHECK(thrown.code == ErrorCode::full);
    if (std::ranges::find(of_the_disk, failure) == of_the_disk.end())
      of_the_disk.push_back(failure);
  }
  CHECK(of_the_disk.size() <= 2);
  CHECK(quantity_of(file.path, "bolag-1") == 0);
}

TEST_CASE("the time is each call's own") {
  const File file({.future_days = 1});
  Recorder recorder = Recorder::open(file.path);
  const std::vector events = {event("a")};
  CHECK(thrown([&] { recorder.record(events); }).code == ErrorCode::invalid_argument);
  CHECK(recorder.record(events, parse_rfc3339("2025-06-14T11:59:59Z")).at(0).outcome ==
        Outcome::rejected);
  CHECK(recorder.record(events, parse_rfc3339("2025-06-14T12:00:00Z")).at(0).outcome ==
        Outcome::stored);
}

TEST_CASE("a recorder needs a ledger") {
  const TempDir dir;
  CHECK(thrown([&] { Recorder::open(dir.path("none.db")); }).code == ErrorCode::not_found);
}

}  // namespace recorder_test
