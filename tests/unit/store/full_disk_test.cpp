// A disk that becomes full at any moment: an error that says so, and a ledger as it was before.
#include <filesystem>

#include "unit/store/fixture.hpp"
#include "unit/store/small_disk.hpp"

namespace porto::testing::full_disk_test {

using namespace internal;
namespace {

std::vector<DatedEvent> many_events(std::vector<std::string>& ids) {
  std::vector<DatedEvent> events;
  for (int i = 0; i < 2000; ++i) ids.push_back("event-" + std::to_string(i));
  for (const std::string& id : ids) events.push_back(event(id, 3, "b"));
  return events;
}

}  // namespace

TEST_CASE("a full disk while events are stored: nothing is, until there is room") {
  const SmallDisk disk;
  SmallDisk::set_writes_left(SmallDisk::unlimited);
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
    SmallDisk::set_writes_left(SmallDisk::unlimited);
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
  SmallDisk::set_writes_left(SmallDisk::unlimited);
  CHECK(open_sqlite_store(path)->usage({.month = {}, .company = "b"}).at(0).quantity == 6000);
}

TEST_CASE("a store that met a full disk goes on once there is room") {
  const SmallDisk disk;
  SmallDisk::set_writes_left(SmallDisk::unlimited);
  const TempDir dir;
  const auto store = create_sqlite_store(dir.path("ledger.db"), options);
  SmallDisk::set_writes_left(1);
  CHECK(code_of([&] { append(*store, {event("1")}); }) == ErrorCode::full);
  SmallDisk::set_writes_left(SmallDisk::unlimited);
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
  SmallDisk::set_writes_left(SmallDisk::unlimited);
  CHECK(open_sqlite_store(path)->info().currency == "SEK");
}

}  // namespace porto::testing::full_disk_test
