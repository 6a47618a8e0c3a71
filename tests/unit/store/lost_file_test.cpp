// A ledger file that is removed or replaced while it is open: what is written then is not said to
// be stored, and harms nothing that is there now.
#include <cstdint>
#include <filesystem>

#include "unit/store/fixture.hpp"

namespace porto::testing::lost_file_test {

using namespace internal;
namespace {

namespace fs = std::filesystem;

const char* const suffixes[] = {"", "-wal", "-shm"};

// So large a -wal moves into the file with the commit.
constexpr std::uintmax_t moved_from = 1000 * 16'384;

// Events that make the -wal larger than that.
class ManyEvents {
 public:
  ManyEvents() {
    const std::string long_id(200, 'x');
    for (int i = 0; i < 100'000; ++i) ids_.push_back(long_id + std::to_string(i));
    for (const std::string& id : ids_) events_.push_back(event(id));
  }
  const std::vector<DatedEvent>& all() const { return events_; }

 private:
  std::vector<std::string> ids_;
  std::vector<DatedEvent> events_;
};

}  // namespace

TEST_CASE("nothing is read from or written to a ledger of which a file is gone") {
  for (const char* suffix : suffixes) {
    CAPTURE(suffix);
    InSqlite kind;
    append(*kind.store, {event("1")});
    fs::remove(kind.dir.path("ledger.db") + suffix);
    const Thrown error = thrown([&] { append(*kind.store, {event("2")}); });
    CHECK(error.code == ErrorCode::io);
    CHECK_MESSAGE(error.says("open the ledger again"), error.message);
    CHECK(code_of([&] { const auto reading = kind.store->begin(Store::Access::read); }) ==
          ErrorCode::io);
    CHECK(code_of([&] { append(*kind.store, {event("2")}); }) == ErrorCode::io);  // not nested
    const std::string copy = kind.dir.path("copy.db");
    kind.store->backup(copy, {});
    CHECK(open_sqlite_store(copy)->usage({}).at(0).events == 1);
  }
}

TEST_CASE("a ledger that is read alone is told apart from another one, whatever is beside it") {
  const TempDir dir;
  const std::string path = dir.path("ledger.db");
  create_sqlite_store(path, options);
  fs::copy_file(path, dir.path("copy.db"));
  const auto store = open_sqlite_store(path, {.read_only = true});
  const auto reads = [&] { return store->begin(Store::Access::read); };
  for (const char* suffix : {"-wal", "-shm"}) fs::remove(path + suffix);
  CHECK_FALSE(thrown(reads).code);
  fs::rename(dir.path("copy.db"), path);
  const Thrown error = thrown(reads);
  CHECK(error.code == ErrorCode::io);
  CHECK_MESSAGE(error.says("was removed or replaced"), error.message);
  fs::remove(path);
  CHECK(code_of(reads) == ErrorCode::io);
}

TEST_CASE("a commit to a file that is gone by then is a failure") {
  for (const char* suffix : suffixes) {
    CAPTURE(suffix);
    InSqlite kind;
    const auto transaction = kind.store->begin(Store::Access::write);
    kind.store->append(std::vector{event("1")});
    fs::remove(kind.dir.path("ledger.db") + suffix);
    const Thrown error = thrown([&] { transaction->commit(); });
    CHECK(error.code == ErrorCode::io);
    CHECK_MESSAGE(error.says("is not in the ledger that is there now"), error.message);
  }
}

TEST_CASE("a ledger that was replaced is left alone, also by a large transaction and by closing") {
  const TempDir dir;
  const std::string path = dir.path("ledger.db");
  auto store = create_sqlite_store(path, options);
  append(*store, {event("1")});
  store->backup(dir.path("copy.db"), {});
  const ManyEvents events;
  {
    const auto transaction = store->begin(Store::Access::write);
    store->append(events.all());
    fs::create_hard_link(path + "-wal", dir.path("old-wal"));
    fs::rename(dir.path("copy.db"), path);
    for (const char* suffix : {"-wal", "-shm"}) fs::remove(path + suffix);
    CHECK(code_of([&] { transaction->commit(); }) == ErrorCode::io);
    CHECK(fs::file_size(dir.path("old-wal")) > moved_from);
  }
  const auto restored = open_sqlite_store(path);
  append(*restored, {event("2")});
  store.reset();
  CHECK(restored->usage({}).at(0).events == 2);
  CHECK(restored->faults().empty());
  CHECK(fs::exists(path + "-wal"));
}

TEST_CASE("what was written to a -wal that is gone never moves into the file") {
  const ManyEvents events;
  for (const char* suffix : {"-wal", "-shm"}) {
    CAPTURE(suffix);
    const TempDir dir;
    const std::string path = dir.path("ledger.db");
    auto store = create_sqlite_store(path, options);
    const std::uintmax_t size = fs::file_size(path);
    {
      const auto transaction = store->begin(Store::Access::write);
      store->append(events.all());
      fs::create_hard_link(path + "-wal", dir.path("old-wal"));
      fs::remove(path + suffix);
      CHECK(code_of([&] { transaction->commit(); }) == ErrorCode::io);
      CHECK(fs::file_size(dir.path("old-wal")) > moved_from);
    }
    CHECK(fs::file_size(path) == size);
    store.reset();
    CHECK(fs::file_size(path) == size);
  }
}

TEST_CASE("files that are moved away and come back are the same") {
  InSqlite kind;
  const std::string path = kind.dir.path("ledger.db");
  fs::rename(path, path + ".old");
  CHECK(code_of([&] { append(*kind.store, {event("1")}); }) == ErrorCode::io);
  fs::rename(path + ".old", path);
  CHECK(append(*kind.store, {event("1")}).outcomes == std::vector{Outcome::stored});
}

TEST_CASE("a ledger under a link is that which it led to") {
  const TempDir dir;
  create_sqlite_store(dir.path("one.db"), options);
  create_sqlite_store(dir.path("two.db"), options);
  fs::create_symlink("one.db", dir.path("link"));
  const auto store = open_sqlite_store(dir.path("link"));
  fs::remove(dir.path("link"));
  fs::create_symlink("two.db", dir.path("link"));
  append(*store, {event("1")});
  CHECK(open_sqlite_store(dir.path("one.db"))->usage({}).size() == 1);
}

}  // namespace porto::testing::lost_file_test
