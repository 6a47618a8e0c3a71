// What may go wrong with a server: each has an error that says who acts, and nothing is half done.
#include <chrono>
#include <thread>

#include "store/postgres/connection/failure.hpp"
#include "unit/store/fixture.hpp"

namespace porto::testing::dangers_test {

using namespace internal;
namespace {

const Month june{2025, 6};

Recorded record(Store& store, const std::vector<DatedEvent>& events) {
  const auto transaction = store.begin(Store::Access::record);
  Recorded recorded = store.record(events);
  transaction->commit();
  return recorded;
}

// A ledger in a database that no other test has sessions in.
struct Alone {
  TestDatabase database{TestDatabase::Own::database};
  std::unique_ptr<Store> store = create_postgres_store(database.url(), options, {});
};

// Ends the sessions of porto that are in this ledger's database, as an administrator or a
// fail-over does.
void cut_sessions(const TestDatabase& database) {
  database.run(
      "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
      " WHERE application_name = 'porto' AND datname = current_database()");
}

}  // namespace

TEST_CASE("every state of the server is an error that says who acts") {
  struct Case {
    const char* state;
    ErrorCode code;
    bool lost;
    bool repeatable;
  };
  const Case cases[] = {
      {"", ErrorCode::io, true, true},
      {"08006", ErrorCode::io, true, true},
      {"57P01", ErrorCode::io, true, true},
      {"57014", ErrorCode::cancelled, false, false},
      {"40001", ErrorCode::busy, false, true},
      {"40P01", ErrorCode::busy, false, true},
      {"23505", ErrorCode::conflict, false, true},
      {"23503", ErrorCode::not_found, false, false},
      {"55P03", ErrorCode::busy, false, false},
      {"53100", ErrorCode::full, false, false},
      {"53300", ErrorCode::busy, false, false},
      {"25006", ErrorCode::read_only, false, false},
      {"42501", ErrorCode::read_only, false, false},
      {"28P01", ErrorCode::io, false, false},
      {"3D000", ErrorCode::not_found, false, false},
      {"42P01", ErrorCode::corrupt, false, false},
      {"22003", ErrorCode::overflow, false, false},
      {"22021", ErrorCode::invalid_argument, false, false},
      {"58030", ErrorCode::io, false, false},
      {"XX001", ErrorCode::corrupt, false, false},
      {"99999", ErrorCode::internal, false, false},
  };
  for (const Case& one : cases) {
    CAPTURE(one.state);
    const postgres::ServerError error =
        postgres::failure(one.state, "ERROR:  the words\nDETAIL: more", "postgresql://db/x");
    CHECK(error.code() == one.code);
    CHECK(error.lost() == one.lost);
    CHECK(error.repeatable() == one.repeatable);
    const std::string message = error.what();
    CHECK(message.find("postgresql://db/x") != std::string::npos);
    CHECK(message.find("the words)") != std::string::npos);
    CHECK(message.find("DETAIL") == std::string::npos);
  }
}

TEST_CASE("a session that was cut while idle is made anew") {
  Alone server;
  record(*server.store, {event("1")});
  cut_sessions(server.database);
  CHECK(record(*server.store, {event("2")}).outcomes == std::vector{Outcome::stored});
  cut_sessions(server.database);
  write(*server.store, [&] { server.store->put_company({"b", "B"}); });
  cut_sessions(server.database);
  const auto transaction = server.store->begin(Store::Access::read);
  CHECK(server.store->usage({}).front().quantity == 2);
}

TEST_CASE("a session that is cut within a change leaves nothing of it") {
  Alone server;
  const auto cut = thrown([&] {
    write(*server.store, [&] {
      server.store->put_company({"b", "B"});
      cut_sessions(server.database);
      server.store->put_company({"c", "C"});
    });
  });
  CHECK(cut.code == ErrorCode::io);
  const auto transaction = server.store->begin(Store::Access::read);
  CHECK(server.store->companies().empty());
}

TEST_CASE("who holds the ledger is waited for so long, and is told by name") {
  InPostgres server;
  const auto other = open_postgres_store(server.database.url(), {.busy_timeout_ms = 50});
  const auto held = server.store->begin(Store::Access::write);
  const auto busy = thrown([&] { write(*other, [&] { other->put_company({"b", "B"}); }); });
  CHECK(busy.code == ErrorCode::busy);
  CHECK(busy.says("55P03"));
  // Recording goes on meanwhile.
  CHECK(record(*other, {event("1")}).outcomes == std::vector{Outcome::stored});
}

TEST_CASE("a collision with another writer is gone around, also where no time is left") {
  InPostgres server;
  // As if another had stored the same between the question and the first attempt. Numbers of a
  // sequence outlive a transaction that is rolled back.
  server.database.run(
      "CREATE SEQUENCE attempts;"
      "CREATE FUNCTION collide() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN"
      " IF nextval('attempts') = 1 THEN RAISE unique_violation; END IF; RETURN NULL; END$$;"
      "CREATE TRIGGER collide BEFORE INSERT ON usage_event EXECUTE FUNCTION collide()");
  const auto hurried = open_postgres_store(server.database.url(), {.busy_timeout_ms = 0});
  CHECK(record(*hurried, {event("1")}).outcomes == std::vector{Outcome::stored});
  CHECK(server.database.run("SELECT last_value FROM attempts") == "2");
}

TEST_CASE("a copy that meets what another writer stores is taken back, and goes around it") {
  InPostgres server;
  std::vector<std::string> ids;
  for (int i = 0; i < 200; ++i) ids.push_back(std::to_string(i));
  std::vector<DatedEvent> events;
  for (const std::string& id : ids) events.push_back(event(id));
  std::vector<Outcome> expected(events.size(), Outcome::stored);
  std::vector<DatedEvent> of_another = {events[17], events[180]};
  of_another.back().event.quantity = 5;
  expected[17] = Outcome::duplicate;
  expected[180] = Outcome::conflict;
  server.database.run(
      "CREATE SEQUENCE statements;"
      "CREATE FUNCTION count_one() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN"
      " PERFORM nextval('statements'); RETURN NULL; END$$;"
      "CREATE TRIGGER counted BEFORE INSERT ON usage_event EXECUTE FUNCTION count_one()");

  auto transaction = server.store->begin(Store::Access::write);
  server.store->append(of_another);
  std::vector<Outcome> outcomes;
  std::thread copying([&] {
    const auto other = open_postgres_store(server.database.url(), {});
    outcomes = record(*other, events).outcomes;
  });
  while (server.database.run("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype ="
                             " 'transactionid' AND pid IN (SELECT pid FROM pg_locks AS of_table"
                             " WHERE relation = 'usage_event'::regclass)") == "0")
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  transaction->commit();
  transaction.reset();
  copying.join();
  CHECK(outcomes == expected);
  // What was appended, the copy, and what went around.
  CHECK(server.database.run("SELECT last_value FROM statements") == "3");
  CHECK(server.store->faults().empty());
  const auto reading = server.store->begin(Store::Access::read);
  CHECK(server.store->usage({})[0].events == 200);
}

TEST_CASE("an interrupt ends a wait for another writer") {
  InPostgres server;
  const auto other = open_postgres_store(server.database.url(), {.busy_timeout_ms = 60'000});
  const auto held = server.store->begin(Store::Access::write);
  std::thread interrupting([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    other->interrupt();
  });
  const auto ended = thrown([&] { write(*other, [&] { other->put_company({"b", "B"}); }); });
  interrupting.join();
  CHECK(ended.code == ErrorCode::cancelled);
  other->interrupted().forget();
  const auto transaction = other->begin(Store::Access::read);
  CHECK(other->companies().empty());
}

TEST_CASE("a server that is read only, as a standby is, reads and says so of changes") {
  InPostgres server;
  record(*server.store, {event("1")});
  const auto standby = open_postgres_store(
      server.database.url() + "&options=-c%20default_transaction_read_only%3Don", {});
  {
    const auto transaction = standby->begin(Store::Access::read);
    CHECK(standby->usage({}).size() == 1);
  }
  // porto says READ WRITE, which a standby refuses with this state.
  CHECK(postgres::failure("25006", "", "").code() == ErrorCode::read_only);
}

TEST_CASE("what tells of commits before they are on disk is not written to") {
  InPostgres server;
  const std::string url = server.database.url() + "&options=-c%20synchronous_commit%3Doff";
  const auto refused = thrown([&] { open_postgres_store(url, {}); });
  CHECK(refused.code == ErrorCode::invalid_argument);
  CHECK(refused.says("synchronous_commit"));
  CHECK_NOTHROW(open_postgres_store(url, {.read_only = true}));
}

TEST_CASE("ids are values, whatever they look like") {
  InPostgres server;
  const std::vector<std::string> ids = {
      "a'b",   "a\"b", "a;DROP TABLE usage_event;--", "$1", "\\", "a\\'b", "%s%n",
      "{1,2}", "NULL", "\xC3\xA5\xE2\x82\xAC"};
  std::vector<DatedEvent> events;
  for (const std::string& id : ids) {
    DatedEvent one = event(id, 1, id);
    one.event.source = id;
    events.push_back(one);
  }
  const Recorded recorded = record(*server.store, events);
  CHECK(recorded.outcomes == std::vector(ids.size(), Outcome::stored));
  CHECK(record(*server.store, events).outcomes == std::vector(ids.size(), Outcome::duplicate));
  for (const std::string& id : ids) {
    CAPTURE(id);
    const auto stored = server.store->event(id, id);
    REQUIRE(stored);
    CHECK(stored->company == id);
  }
}

TEST_CASE("bytes that the server does not take are refused, and change nothing") {
  InPostgres server;
  for (const std::string& text :
       {std::string("a\0b", 3), std::string("\xFF"), std::string("\xC3")}) {
    CAPTURE(text);
    const auto refused = thrown([&] {
      write(*server.store, [&] { server.store->put_company({"b", text}); });
    });
    CHECK(refused.code == ErrorCode::invalid_argument);
    CHECK(thrown([&] { record(*server.store, {event(text)}); }).code ==
          ErrorCode::invalid_argument);
  }
  const auto transaction = server.store->begin(Store::Access::read);
  CHECK(server.store->companies().empty());
}

TEST_CASE("a database that is not there, a ledger that is not, and one that is") {
  InPostgres server;
  CHECK(thrown([&] {
          open_postgres_store(server.database.database_url() + "&ledger=nothing", {});
        }).code == ErrorCode::not_found);
  CHECK(thrown([&] { create_postgres_store(server.database.url(), options, {}); }).code ==
        ErrorCode::ledger_exists);
  const auto unreachable =
      thrown([] { open_postgres_store("postgresql://ada:s3cret@/x?host=/nowhere&ledger=a", {}); });
  CHECK(unreachable.code == ErrorCode::io);
  CHECK(unreachable.says("postgresql://ada@/x?host=/nowhere&ledger=a"));
  CHECK_FALSE(unreachable.says("s3cret"));
}

TEST_CASE("a name that leads to another ledger later is noticed") {
  Alone server;
  record(*server.store, {event("1")});
  server.database.run("UPDATE ledger SET ledger_id = 'another'");
  cut_sessions(server.database);
  const auto noticed = thrown([&] { record(*server.store, {event("2")}); });
  CHECK(noticed.code == ErrorCode::io);
  CHECK(noticed.says("another ledger"));
}

TEST_CASE("a locale, an encoding and a clock of the server say nothing") {
  const TestDatabase database(TestDatabase::Own::database);
  database.run("ALTER DATABASE " + database.ledger() + " SET TimeZone = 'Asia/Tokyo'");
  database.run("ALTER DATABASE " + database.ledger() + " SET DateStyle = 'SQL, DMY'");
  const auto store = create_postgres_store(database.url(), options, {});
  record(*store, {event("1", 1, "b"), event("2", 1, "B"), event("3", 1, "a")});
  const auto transaction = store->begin(Store::Access::read);
  const std::vector<Company> companies = store->companies();
  REQUIRE(companies.size() == 3);
  CHECK(companies[0].id == "B");
  CHECK(companies[2].id == "b");
  CHECK(store->event("s", "1")->occurred_at == event("1").event.occurred_at);
}

}  // namespace porto::testing::dangers_test
