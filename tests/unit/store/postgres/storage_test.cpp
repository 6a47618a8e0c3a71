// What a store on a server tells of the server and of its lanes. What needs servers of its own, a
// standby and old transactions, is in tests/postgres/storage_test.
#include "porto/storage.hpp"

#include <algorithm>

#include "store/postgres/storage_notes.hpp"
#include "unit/store/postgres/lanes.hpp"

namespace porto::testing::storage_test {

using namespace internal;
namespace {

const Month june(2025, 6);
const Month july(2025, 7);

const StorageFact& fact(const Storage& storage, std::string_view subject, std::string_view name) {
  const auto found = std::ranges::find_if(storage.facts, [&](const StorageFact& one) {
    return one.subject == subject && one.name == name;
  });
  REQUIRE(found != storage.facts.end());
  return *found;
}

std::int64_t number(const Storage& storage, std::string_view subject, std::string_view name) {
  return std::stoll(fact(storage, subject, name).value.value());
}

}  // namespace

TEST_CASE("lanes say how far each has come, and the facts their sums") {
  InPostgres kind;
  Store& store = *kind.store;
  record_in(kind, 0, {event("a"), event("b")});
  record_in(kind, 3, {event("c")});
  record_in(kind, 3, {event("d")});
  const Storage storage = store.storage();
  REQUIRE(storage.lanes.size() == 16);
  for (std::size_t i = 0; i < 16; ++i) {
    const StorageLane& lane = storage.lanes[i];
    CHECK(lane.lane == static_cast<std::int64_t>(i));
    CHECK(lane.events == (i == 0 || i == 3 ? 2 : 0));
    CHECK(lane.batches == (i == 0 ? 1 : i == 3 ? 2 : 0));
    CHECK(lane.epoch == 1);
    CHECK_FALSE(lane.fenced);
    CHECK_FALSE(lane.pruned);
    CHECK(lane.note.empty());
  }
  CHECK(number(storage, "usage", "events") == 4);
  CHECK(number(storage, "usage", "batches") == 3);
  CHECK(number(storage, "usage", "lanes") == 16);
  CHECK(number(storage, "usage", "lanes_in_use") == 2);
}

TEST_CASE("a close that was broken off is told, until it is done") {
  InPostgres kind;
  Store& store = *kind.store;
  record_in(kind, 0, {event("a")});
  {
    const auto transaction = store.begin(Store::Access::write);
    store.cut(june);
  }
  const Storage broken = store.storage();
  CHECK(broken.lanes[1].fenced == june);
  CHECK(broken.lanes[1].epoch == 2);
  CHECK(broken.lanes[1].note == "a close of 2025-06 goes on or was broken off: close it again");
  CHECK(fact(broken, "usage", "lanes").note == broken.lanes[1].note);

  close_month(store, june);
  write(store, [&] { store.prune(june, {july.number() * std::int64_t{1000}}, {9}, month_of); });
  const Storage done = store.storage();
  for (const StorageLane& lane : done.lanes) {
    CHECK(lane.fenced == june);
    CHECK(lane.pruned == june);
    CHECK(lane.note.empty());
  }
  CHECK(done.lanes[1].epoch == 3);
  CHECK(fact(done, "usage", "lanes").note.empty());
}

TEST_CASE("the server tells of itself, whichever way porto is connected") {
  InPostgres kind;
  const auto pooled = open_postgres_store(kind.database.url() + "&prepare=off", {});
  for (Store* store : {kind.store.get(), pooled.get()}) {
    const Storage storage = store->storage();
    CHECK(fact(storage, "server", "version").value.value().starts_with("PostgreSQL "));
    CHECK(fact(storage, "server", "role").value == "primary");
    CHECK(fact(storage, "server", "ledger").value == kind.database.ledger());
    CHECK(fact(storage, "server", "database").value ==
          kind.database.run("SELECT current_database()"));
    CHECK(fact(storage, "server", "user").value == kind.database.run("SELECT current_user"));
    for (const char* setting :
         {"synchronous_commit", "fsync", "full_page_writes", "wal_compression"}) {
      const StorageFact& told = fact(storage, "server", setting);
      CHECK(told.value == kind.database.run(std::string("SHOW ") + setting));
      CHECK(told.note == postgres::note_on_setting(setting, *told.value));
    }
    CHECK(number(storage, "server", "max_wal_size") ==
          std::stoll(kind.database.run("SELECT pg_size_bytes(current_setting('max_wal_size'))")));
    CHECK(number(storage, "server", "shared_buffers") > 0);
    CHECK(number(storage, "transactions", "oldest") > 0);
    CHECK(number(storage, "transactions", "autovacuum_freeze_max_age") ==
          std::stoll(kind.database.run("SHOW autovacuum_freeze_max_age")));
  }
}

TEST_CASE("sizes are those of the ledger's own tables") {
  InPostgres kind;
  Store& store = *kind.store;
  const Storage before = store.storage();
  std::vector<DatedEvent> events;
  std::vector<std::string> ids;
  for (int i = 0; i < 1000; ++i) ids.push_back("an-id-that-takes-some-room-" + std::to_string(i));
  for (const std::string& id : ids) events.push_back(event(id));
  record_in(kind, 0, events);
  const Storage after = store.storage();
  for (const char* name : {"ledger", "events", "identities"}) {
    CHECK(fact(after, "size", name).unit == "bytes");
    CHECK(number(after, "size", name) > number(before, "size", name));
  }
  CHECK(number(after, "size", "ledger") >
        number(after, "size", "events") + number(after, "size", "identities"));
  CHECK(number(after, "size", "identities") ==
        std::stoll(kind.database.run("SELECT pg_relation_size('usage_event_identity')")));

  kind.database.run("DROP INDEX usage_event_identity");
  const Storage without = store.storage();
  CHECK_FALSE(fact(without, "size", "identities").value);
  CHECK_FALSE(fact(without, "size", "identities").note.empty());
  CHECK(number(without, "size", "events") > 0);
}

TEST_CASE("what the user may not see is told, and hides nothing else") {
  const TestDatabase database(TestDatabase::Own::database);
  create_postgres_store(database.url(), options, {});
  const std::string role = database.ledger() + "_reader";
  database.run("CREATE ROLE " + role + " LOGIN; GRANT USAGE ON SCHEMA " + database.ledger() +
               " TO " + role + "; GRANT SELECT ON ALL TABLES IN SCHEMA " + database.ledger() +
               " TO " + role + "; REVOKE EXECUTE ON FUNCTION pg_table_size(regclass) FROM PUBLIC");
  const auto read = [&] {
    return open_postgres_store(database.url() + "&user=" + role, {.read_only = true})->storage();
  };
  const Storage seen = read();
  const StorageFact& refused = fact(seen, "size", "seen");
  CHECK_FALSE(refused.value);
  CHECK(refused.note == "the user of the database may not see this");
  CHECK(number(seen, "usage", "lanes") == 16);
  CHECK(number(seen, "transactions", "oldest") > 0);
  database.run("GRANT EXECUTE ON FUNCTION pg_table_size(regclass) TO PUBLIC");
  CHECK(number(read(), "size", "events") > 0);
  database.run("DROP OWNED BY " + role + "; DROP ROLE " + role);
}

TEST_CASE("a role that sees no more than opening needs sees what the server is") {
  const InPostgres kind;
  const TestDatabase& database = kind.database;
  const std::string role = database.ledger() + "_monitor";
  database.run("CREATE ROLE " + role + " LOGIN; GRANT USAGE ON SCHEMA " + database.ledger() +
               " TO " + role + "; GRANT SELECT ON ledger, lane, server TO " + role);
  const Storage seen =
      open_postgres_store(database.url() + "&user=" + role, {.read_only = true})->storage();
  database.run("DROP OWNED BY " + role + "; DROP ROLE " + role);
  CHECK(seen.lanes.empty());
  CHECK(fact(seen, "usage", "seen").note == "the user of the database may not see this");
  CHECK(fact(seen, "server", "user").value == role);
  CHECK(number(seen, "size", "events") > 0);
}

TEST_CASE("a table that somebody holds hides its size alone") {
  const InPostgres kind;
  const PostgresSession session(kind.database.database_url());
  session.run("BEGIN; LOCK TABLE " + kind.database.ledger() +
              ".usage_event IN ACCESS EXCLUSIVE MODE");
  const auto store = open_postgres_store(kind.database.url(), {.busy_timeout_ms = 1});
  const Storage held = store->storage();
  CHECK(fact(held, "size", "seen").note == "another session holds this: ask again when it is done");
  CHECK(number(held, "usage", "lanes") == 16);
  CHECK(number(held, "transactions", "oldest") > 0);
  session.run("ROLLBACK");
  CHECK(number(store->storage(), "size", "events") > 0);
}

TEST_CASE("notes say what is wrong, and nothing where all is well") {
  using namespace postgres;
  CHECK(note_on_age(179'999'999, 200'000'000).empty());
  CHECK(note_on_age(180'000'000, 200'000'000) ==
        "autovacuum freezes in 20000000 transactions, which reads all tables");
  CHECK(note_on_age(200'000'000, 200'000'000).starts_with("autovacuum freezes in 0"));
  CHECK(note_on_age(200'000'001, 200'000'000).starts_with("autovacuum is late to freeze"));
  CHECK(note_on_age(1'500'000'000, 2'000'000'000) ==
        "the server ends all writing in 644483648 transactions: end old transactions, and VACUUM "
        "FREEZE now");
  CHECK(note_on_age(2'147'000'000, 200'000'000).starts_with("the server ends all writing in 0 "));
  CHECK(note_on_setting("fsync", "on").empty());
  CHECK_FALSE(note_on_setting("fsync", "off").empty());
  CHECK_FALSE(note_on_setting("full_page_writes", "off").empty());
  CHECK(note_on_setting("synchronous_commit", "off").find("refuses") != std::string::npos);
  CHECK(note_on_setting("synchronous_commit", "local").empty());
  CHECK(note_on_setting("wal_compression", "off").empty());
  CHECK(note_on_fence(202506, 202506).empty());
  CHECK(note_on_fence(0, 0).empty());
  CHECK_FALSE(note_on_fence(202506, 202505).empty());
  CHECK(note_on_refusal("42883") == "the server does not tell this (42883)");
}

}  // namespace porto::testing::storage_test
