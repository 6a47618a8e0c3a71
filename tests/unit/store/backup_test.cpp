// Backups: a ledger as it was at one moment, made while others write.
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "unit/store/fixture.hpp"
#include "unit/store/raw.hpp"

namespace porto::testing::backup_test {

using namespace internal;

TEST_CASE("a backup is a ledger with all that was committed, and its owner's alone") {
  InSqlite kind;
  append(*kind.store, {event("1", 5), event("2", 7, "b")});
  const std::string copy = kind.dir.path("copy.db");
  kind.store->backup(copy, {});
  append(*kind.store, {event("3")});
  struct stat status {};
  REQUIRE(stat(copy.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0600);
  {
    const auto restored = open_sqlite_store(copy);
    CHECK(restored->info() == kind.store->info());
    CHECK(restored->usage({}).size() == 2);
    CHECK(append(*restored, {event("1", 5), event("3")}).outcomes ==
          std::vector{Outcome::duplicate, Outcome::stored});
  }
  CHECK(Raw(copy).run("PRAGMA integrity_check") == "ok;");
}

TEST_CASE("a backup within a read transaction is of its moment, none is made within a write") {
  InSqlite kind;
  append(*kind.store, {event("1", 5)});
  const auto other = open_sqlite_store(kind.dir.path("ledger.db"));
  {
    const auto reading = kind.store->begin(Store::Access::read);
    append(*other, {event("2", 7)});
    kind.store->backup(kind.dir.path("then.db"), {});
  }
  CHECK(open_sqlite_store(kind.dir.path("then.db"))->usage({}).at(0).quantity == 5);
  const auto writing = kind.store->begin(Store::Access::write);
  CHECK(code_of([&] { kind.store->backup(kind.dir.path("no.db"), {}); }) == ErrorCode::internal);
  CHECK_FALSE(std::filesystem::exists(kind.dir.path("no.db")));
}

// The tables of a ledger that cannot be read for a moment.
TEST_CASE("a backup that cannot read the ledger leaves no transaction open") {
  InSqlite kind;
  append(*kind.store, {event("1", 5)});
  Raw raw(kind.dir.path("ledger.db"));
  const std::string spoil =
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE company ('"
      " WHERE name = 'company'; PRAGMA schema_version = 1000";
  const std::string sql = raw.run("SELECT quote(sql) FROM sqlite_schema WHERE name = 'company'");
  CHECK(raw.run(spoil) == "");
  const std::string copy = kind.dir.path("copy.db");
  CHECK(code_of([&] { kind.store->backup(copy, {}); }) == ErrorCode::corrupt);
  CHECK(raw.run("UPDATE sqlite_schema SET sql = " + sql.substr(0, sql.size() - 1) +
                " WHERE name = 'company'; PRAGMA schema_version = 1001") == "");
  kind.store->backup(copy, {});
  CHECK(open_sqlite_store(copy)->usage({}).at(0).quantity == 5);
}

TEST_CASE("backups leave what is there alone, and memory has none") {
  InSqlite kind;
  const std::string taken = kind.dir.write("taken", "mine");
  CHECK(code_of([&] { kind.store->backup(taken, {}); }) == ErrorCode::ledger_exists);
  CHECK(code_of([&] { kind.store->backup(kind.dir.path("ledger.db"), {}); }) ==
        ErrorCode::ledger_exists);
  CHECK(code_of([&] { kind.store->backup(kind.dir.path("no/such.db"), {}); }) ==
        ErrorCode::not_found);
  CHECK(std::filesystem::file_size(taken) == 4);
  const auto in_memory = create_sqlite_store(":memory:", options);
  const InMemory model;
  for (Store* store : {in_memory.get(), model.store.get()})
    CHECK(code_of([&] { store->backup(kind.dir.path("x.db"), {}); }) ==
          ErrorCode::invalid_argument);
}

TEST_CASE("backups made while another thread writes hold whole transactions") {
  InSqlite kind;
  append(*kind.store, {event("first")});
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    const auto store = open_sqlite_store(kind.dir.path("ledger.db"));
    for (int i = 0; !stop; ++i) {
      const std::string one = "x" + std::to_string(i), two = "y" + std::to_string(i);
      append(*store, {event(one), event(two)});
    }
  });
  for (int i = 0; i < 5; ++i) {
    const std::string copy = kind.dir.path("copy" + std::to_string(i));
    kind.store->backup(copy, {});
    const auto restored = open_sqlite_store(copy);
    std::int64_t events = 0;
    restored->each_event({}, [&](const StoredEvent&) { ++events; });
    CHECK(restored->usage({}).at(0).events == events);
    CHECK(events % 2 == 1);
  }
  stop = true;
  writer.join();
}

}  // namespace porto::testing::backup_test
