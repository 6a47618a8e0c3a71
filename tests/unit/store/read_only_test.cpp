// A ledger that is opened to be read: nothing is written, what others have written is seen, and
// where that cannot be had the opening says so.

#include <filesystem>
#include <map>

#include "support/not_root.hpp"
#include "unit/store/fixture.hpp"
#include "unit/store/raw.hpp"

namespace porto::testing::read_only_test {

using namespace internal;
namespace {

namespace fs = std::filesystem;

constexpr OpenOptions read_only{.read_only = true};

// The files of a folder: their bytes, and when they were last written.
using Files = std::map<std::string, std::pair<std::string, fs::file_time_type>>;

Files files_in(const TempDir& dir) {
  Files files;
  for (const auto& entry : fs::directory_iterator(dir.path("")))
    files[entry.path().filename().string()] = {read_file(entry.path().string()),
                                               entry.last_write_time()};
  return files;
}

std::string make_ledger(const TempDir& dir) {
  const std::string path = dir.path("ledger.db");
  const auto store = create_sqlite_store(path, options);
  append(*store, {event("1", 5), event("2", 7, "b")});
  return path;
}

// The same as it is copied: nothing is beside it.
std::string make_bare_ledger(const TempDir& dir) {
  const std::string path = make_ledger(dir);
  for (const char* suffix : {"-wal", "-shm"}) fs::remove(path + suffix);
  return path;
}

// All that verify reads.
void read_all(Store& store) {
  const auto snapshot = store.begin(Store::Access::read);
  CHECK(store.faults().empty());
  CHECK(store.structure().faults.empty());
  CHECK(store.usage({}).size() == 2);
  int events = 0;
  store.each_event({}, [&](const StoredEvent&) { ++events; });
  CHECK(events == 2);
  CHECK(store.find(std::vector{event("1", 5)}).at(0) == Outcome::duplicate);
}

// A ledger that a process left in the middle of its work: the last event is in -wal alone.
void leave_behind(const TempDir& dir) {
  const TempDir other;
  const std::string path = make_ledger(other);
  const auto store = open_sqlite_store(path);
  append(*store, {event("3")});
  fs::copy_file(path, dir.path("ledger.db"));
  fs::copy_file(path + "-wal", dir.path("ledger.db-wal"));
}

std::size_t companies_with_a_month(Store& store) { return store.usage({}).size(); }

std::int64_t events_of_a(Store& store) { return store.usage({{}, "a"}).at(0).events; }

}  // namespace

TEST_CASE("reading leaves the file as it was, and nothing beside it that was not") {
  for (const bool bare : {true, false}) {
    const TempDir dir;
    const std::string path = bare ? make_bare_ledger(dir) : make_ledger(dir);
    const Files before = files_in(dir);
    REQUIRE(before.size() == (bare ? 1 : 3));
    {
      const auto store = open_sqlite_store(path, read_only);
      read_all(*store);
      CHECK(files_in(dir) == before);
    }
    CHECK(files_in(dir) == before);
    CHECK(companies_with_a_month(*open_sqlite_store(path)) == 2);
  }
}

TEST_CASE("a ledger is read where nothing may be written") {
  struct Case {
    const char* name;
    fs::perms file;
    fs::perms folder;
  };
  const fs::perms read{0444}, read_write{0666}, look{0555}, change{0777};
  const Case cases[] = {{"file", read, change}, {"folder", read_write, look}, {"both", read, look}};
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const TempDir dir;
    const std::string path = make_bare_ledger(dir);
    fs::permissions(path, c.file);
    fs::permissions(dir.path(""), c.folder);
    const Files before = files_in(dir);
    {
      const NotRoot not_root;
      CHECK(code_of([&] { open_sqlite_store(path); }) == ErrorCode::read_only);
      read_all(*open_sqlite_store(path, read_only));
    }
    CHECK(files_in(dir) == before);
    fs::permissions(dir.path(""), change);
  }
}

TEST_CASE("what was left in a -wal is read, and stays there") {
  for (const fs::perms folder : {fs::perms(0777), fs::perms(0555)}) {
    const TempDir dir;
    leave_behind(dir);
    fs::permissions(dir.path("ledger.db"), fs::perms(0444));
    fs::permissions(dir.path("ledger.db-wal"), fs::perms(0444));
    fs::permissions(dir.path(""), folder);
    const Files before = files_in(dir);
    {
      const NotRoot not_root;
      const auto store = open_sqlite_store(dir.path("ledger.db"), read_only);
      CHECK(events_of_a(*store) == 2);
      CHECK(store->faults().empty());
    }
    CHECK(files_in(dir) == before);
    fs::permissions(dir.path(""), fs::perms(0777));
  }
}

TEST_CASE("a -wal that cannot be read is not ignored") {
  const TempDir dir;
  leave_behind(dir);
  fs::permissions(dir.path("ledger.db"), fs::perms(0444));
  fs::permissions(dir.path("ledger.db-wal"), fs::perms(0));
  fs::permissions(dir.path(""), fs::perms(0755));
  const NotRoot not_root;
  const Thrown error = thrown([&] { open_sqlite_store(dir.path("ledger.db"), read_only); });
  CHECK(error.code == ErrorCode::read_only);
  CHECK_MESSAGE(error.says("ledger.db-wal"), error.message);
  CHECK_MESSAGE(error.says("copy"), error.message);
}

TEST_CASE("a file that may not be read is refused in these words") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  fs::permissions(path, fs::perms(0));
  fs::permissions(dir.path(""), fs::perms(0755));
  const NotRoot not_root;
  const Thrown error = thrown([&] { open_sqlite_store(path, read_only); });
  CHECK(error.code == ErrorCode::read_only);
  CHECK_MESSAGE(error.says("give yourself read permission"), error.message);
}

TEST_CASE("a ledger is read beside others that write, and sees what they have committed") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  const auto writer = open_sqlite_store(path);
  append(*writer, {event("3")});
  const auto reader = open_sqlite_store(path, read_only);
  CHECK(events_of_a(*reader) == 2);
  {
    const auto snapshot = reader->begin(Store::Access::read);
    append(*writer, {event("4")});
    CHECK(events_of_a(*reader) == 2);
  }
  CHECK(events_of_a(*reader) == 3);
}

TEST_CASE(
    "values are compared with the checks of their tables, also in a file that is read alone") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  Raw(path).run("PRAGMA ignore_check_constraints = ON; UPDATE ledger SET only_row = 2");
  fs::permissions(path, fs::perms(0444));
  fs::permissions(dir.path(""), fs::perms(0755));
  {
    const NotRoot not_root;
    const auto store = open_sqlite_store(path, read_only);
    CHECK(store->structure().checks_values);
    CHECK(store->faults() == std::vector<std::string>{"CHECK constraint failed in ledger"});
  }
}

TEST_CASE("values are compared in a file that is in use, unless it cannot be written") {
  for (const fs::perms file : {fs::perms(0666), fs::perms(0444)}) {
    const TempDir dir;
    const std::string path = make_ledger(dir);
    Raw(path).run("PRAGMA ignore_check_constraints = ON; UPDATE ledger SET only_row = 2");
    const auto writer = open_sqlite_store(path);
    append(*writer, {event("3")});
    for (const char* suffix : {"", "-wal", "-shm"}) fs::permissions(path + suffix, file);
    fs::permissions(dir.path(""), fs::perms(0755));
    const NotRoot not_root;
    const auto store = open_sqlite_store(path, read_only);
    const bool can_be_written = file == fs::perms(0666);
    CHECK(store->structure().checks_values == can_be_written);  // which verify tells
    CHECK(store->faults().size() == (can_be_written ? 1 : 0));
    CHECK(events_of_a(*store) == 2);
  }
}

TEST_CASE("who begins to write while a file is read alone ends the reading") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  const auto reader = open_sqlite_store(path, read_only);
  CHECK(reader->info().currency == "SEK");
  {
    const auto writer = open_sqlite_store(path);  // writes nothing yet
    CHECK(companies_with_a_month(*reader) == 2);
    append(*writer, {event("3")});
    CHECK(code_of([&] { reader->each_batch([](const EventBatch&) {}); }) == ErrorCode::busy);
  }
  CHECK(code_of([&] { reader->voids(); }) == ErrorCode::busy);
  CHECK(events_of_a(*open_sqlite_store(path, read_only)) == 2);
}

TEST_CASE("a change of a ledger that is only read is an error of its own") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  const auto store = open_sqlite_store(path, read_only);
  const Thrown error = thrown([&] { append(*store, {event("3")}); });
  CHECK(error.code == ErrorCode::read_only);
  CHECK_MESSAGE(error.says("opened for reading"), error.message);
  CHECK(events_of_a(*store) == 1);
}

TEST_CASE("a ledger that is only read can be copied") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  open_sqlite_store(path, read_only)->backup(dir.path("copy.db"), {});
  read_all(*open_sqlite_store(dir.path("copy.db")));
}

TEST_CASE("a version that this porto does not know is refused, also to be read") {
  const TempDir dir;
  const std::string path = make_ledger(dir);
  struct Case {
    const char* version;
    ErrorCode code;
  };
  for (const Case& c : {Case{"3", ErrorCode::newer_ledger}, Case{"255", ErrorCode::newer_ledger},
                        Case{"0", ErrorCode::corrupt}}) {
    CAPTURE(c.version);
    Raw(path).run(std::string("PRAGMA user_version = ") + c.version);
    const Files before = files_in(dir);
    const Thrown error = thrown([&] { open_sqlite_store(path, read_only); });
    CHECK(error.code == c.code);
    CHECK_MESSAGE(error.says("schema version"), error.message);
    CHECK(files_in(dir) == before);
  }
  CHECK(code_of([&] { open_sqlite_store(dir.path("none.db"), read_only); }) ==
        ErrorCode::not_found);
  CHECK(code_of([&] { open_sqlite_store(dir.write("text", "no"), read_only); }) ==
        ErrorCode::not_a_ledger);
}

}  // namespace porto::testing::read_only_test
