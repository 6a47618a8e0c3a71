// Bringing the tables of a ledger on a server to another version: from each that there was, and by
// steps that there are not yet.
#include "store/postgres/schema/migration.hpp"

#include <array>

#include "store/postgres/postgres_store.hpp"
#include "store/postgres/schema/schema.hpp"
#include "store/postgres/schema/servers.hpp"
#include "unit/store/fixture.hpp"

namespace porto::testing::migration_test {

using namespace internal;
using namespace internal::postgres;
namespace {

void add_note(Connection& connection) {
  connection.execute("ALTER TABLE company ADD COLUMN note text NOT NULL DEFAULT 'none'");
}
void fail_after_note(Connection& connection) {
  connection.execute("ALTER TABLE meter ADD COLUMN note text");
  throw Error(ErrorCode::full, "no room");
}

constexpr std::array<MigrationStep, 2> to_3 = {add_servers, add_note};
constexpr std::array<MigrationStep, 3> to_4 = {add_servers, add_note, fail_after_note};

struct OldLedger {
  TestDatabase database;
  OldLedger() { create_postgres_store(database.url(), options, {}); }
  Connection connect(const std::string& url) { return {location_of(url), {}, nullptr}; }
  std::string version() { return database.run("SELECT schema_version FROM ledger"); }
};

}  // namespace

TEST_CASE("a ledger of this version has nothing to migrate") {
  OldLedger old;
  const Migrated done = migrate_postgres_store(old.database.url(), {});
  CHECK(done.from == newest_version());
  CHECK(done.to == newest_version());
  CHECK(old.version() == std::to_string(newest_version()));
}

// Version 1 is what came before a ledger could be on several servers.
TEST_CASE("a ledger of version 1 becomes one of this version, with what it has") {
  OldLedger old;
  const auto store = open_postgres_store(old.database.url(), {});
  append(*store, {event("1", 5)});
  old.database.run(
      "DROP TABLE server, begun; ALTER TABLE lane DROP COLUMN closed;"
      " ALTER TABLE ledger DROP COLUMN server; UPDATE ledger SET schema_version = 1");
  CHECK(code_of([&] { open_postgres_store(old.database.url(), {}); }) == ErrorCode::conflict);
  const Migrated done = migrate_postgres_store(old.database.url(), {});
  CHECK(done.from == 1);
  CHECK(done.to == newest_version());
  const auto now = open_postgres_store(old.database.url(), {});
  CHECK(now->structure().faults.empty());
  append(*now, {event("1", 5), event("2", 6)});
  CHECK(now->usage({}).front().quantity == 11);
}

TEST_CASE("opening an older ledger changes nothing and says what to run") {
  OldLedger old;
  Connection connection = old.connect(old.database.url());
  connection.begin(Begin::read);
  const Thrown refused = thrown([&] { read_info(connection, to_3); });
  CHECK(refused.code == ErrorCode::conflict);
  CHECK(refused.says("run porto migrate"));
  connection.roll_back();
  CHECK(old.version() == "2");
}

TEST_CASE("a migration takes the steps that a ledger lacks, once") {
  OldLedger old;
  Connection connection = old.connect(old.database.url());
  Migrated done = migrate(connection, to_3);
  CHECK(done.from == 2);
  CHECK(done.to == 3);
  CHECK(old.version() == "3");
  old.database.run("INSERT INTO company (id) VALUES ('a')");
  CHECK(old.database.run("SELECT note FROM company WHERE id = 'a'") == "none");
  done = migrate(connection, to_3);
  CHECK(done.from == 3);
  CHECK(done.to == 3);
  // This porto is the older one now.
  CHECK(code_of([&] { open_postgres_store(old.database.url(), {}); }) == ErrorCode::newer_ledger);
  CHECK(code_of([&] { migrate_postgres_store(old.database.url(), {}); }) ==
        ErrorCode::newer_ledger);
}

TEST_CASE("a step that fails takes back those before it") {
  OldLedger old;
  Connection connection = old.connect(old.database.url());
  CHECK(code_of([&] { migrate(connection, to_4); }) == ErrorCode::full);
  CHECK(old.version() == "2");
  CHECK(old.database.run("SELECT count(*) FROM pg_attribute WHERE attname = 'note' AND attrelid IN"
                         " ('company'::regclass, 'meter'::regclass)") == "0");
}

TEST_CASE("a migration waits for who records, and no longer than it is told to") {
  OldLedger old;
  Connection writer = old.connect(old.database.url());
  writer.begin(Begin::write);
  writer.query("SELECT 1 FROM lane WHERE lane = 3 FOR UPDATE");
  Connection connection(location_of(old.database.url()), {.busy_timeout_ms = 1}, nullptr);
  CHECK(code_of([&] { migrate(connection, to_3); }) == ErrorCode::busy);
  CHECK(old.version() == "2");
  writer.roll_back();
  CHECK(migrate(connection, to_3).to == 3);
}

TEST_CASE("only the owner of the tables migrates them") {
  OldLedger old;
  const std::string role = old.database.ledger() + "_clerk";
  old.database.run("CREATE ROLE " + role + " LOGIN; GRANT USAGE ON SCHEMA " +
                   old.database.ledger() + " TO " + role +
                   "; GRANT SELECT, UPDATE, INSERT ON ALL TABLES IN SCHEMA " +
                   old.database.ledger() + " TO " + role);
  {
    Connection clerk = old.connect(old.database.url() + "&user=" + role);
    const Thrown refused = thrown([&] { migrate(clerk, to_3); });
    CHECK(refused.code == ErrorCode::read_only);
    CHECK(refused.says("run porto migrate as"));
  }
  CHECK(old.version() == "2");
  old.database.run("DROP OWNED BY " + role + "; DROP ROLE " + role);
}

TEST_CASE("what is no ledger, or has a version that there is not, is not migrated") {
  OldLedger old;
  old.database.run("UPDATE ledger SET schema_version = 0");
  CHECK(code_of([&] { migrate_postgres_store(old.database.url(), {}); }) == ErrorCode::corrupt);
  CHECK(code_of([&] { open_postgres_store(old.database.url(), {}); }) == ErrorCode::corrupt);
  const TestDatabase none;
  CHECK(code_of([&] { migrate_postgres_store(none.url(), {}); }) == ErrorCode::not_found);
}

}  // namespace porto::testing::migration_test
