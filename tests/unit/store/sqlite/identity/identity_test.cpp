// Where the store keeps identities: few new ones in a table, many as runs, and none of it unseen.
#include "store/sqlite/identity/identity.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "unit/store/fixture.hpp"
#include "unit/store/raw.hpp"

namespace porto::testing {

using namespace internal;
namespace {

// A ledger file with `events` events, each recorded by itself or all at once.
struct Recorded {
  Recorded(int events, bool at_once) {
    std::vector<std::string> ids;
    for (int i = 0; i < events; ++i) ids.push_back(std::to_string(1000 + i));
    std::vector<DatedEvent> all;
    for (const std::string& id : ids) all.push_back(event(id));
    if (at_once) append(*store, all);
    for (const DatedEvent& one : all)
      if (!at_once) append(*store, {one});
    outcomes = append(*store, all).outcomes;
  }
  std::string count(const std::string& table) {
    return Raw(path).run("SELECT count(*) FROM " + table);
  }

  TempDir dir;
  std::string path = dir.path("ledger.db");
  std::unique_ptr<Store> store = create_sqlite_store(path, options);
  std::vector<Outcome> outcomes;  // of the same events again
};

bool all_duplicates(const std::vector<Outcome>& outcomes) {
  return std::ranges::all_of(outcomes, [](Outcome one) { return one == Outcome::duplicate; });
}

}  // namespace

TEST_CASE("identities of single events become a run when there are many") {
  struct Case {
    int events;
    bool at_once;
    const char* recent;
    const char* runs;
  };
  for (const Case& c :
       {Case{511, false, "511;", "0;"}, Case{512, false, "0;", "1;"}, Case{600, false, "88;", "1;"},
        Case{511, true, "511;", "0;"}, Case{600, true, "0;", "1;"}}) {
    CAPTURE(c.events);
    Recorded ledger(c.events, c.at_once);
    CHECK(ledger.count("identity_recent") == c.recent);
    CHECK(ledger.count("identity_run") == c.runs);
    CHECK(all_duplicates(ledger.outcomes));
    CHECK(ledger.store->event("s", "1000").value().seq == 1);
    CHECK(ledger.store->event("s", "1510").value().seq == 511);
    CHECK_FALSE(ledger.store->event("s", "999"));
    CHECK(ledger.store->faults().empty());
  }
}

TEST_CASE("the identities of a transaction are kept as those of one batch") {
  TempDir dir;
  const std::string path = dir.path("ledger.db");
  const auto store = create_sqlite_store(path, options);
  std::vector<std::string> ids;
  for (int i = 0; i < 1'200; ++i) ids.push_back(std::to_string(i * 7'919 % 10'000));
  const auto append_all = [&](std::size_t from, std::size_t to) {
    write(*store, [&] {
      for (std::size_t i = from; i < to; i += 100) {
        std::vector<DatedEvent> batch;
        for (std::size_t j = i; j < i + 100; ++j) batch.push_back(event(ids[j]));
        CHECK(std::ranges::count(store->append(batch).outcomes, Outcome::stored) == 100);
      }
    });
  };
  append_all(0, 300);
  CHECK(Raw(path).run("SELECT count(*) FROM identity_recent") == "300;");
  append_all(300, 1'200);
  CHECK(Raw(path).run("SELECT events FROM identity_run") == "900;");
  CHECK(store->faults().empty());
  for (const std::string& id : ids) CHECK(store->event("s", id));
}

TEST_CASE("after a change that failed half way a transaction can only be rolled back") {
  TempDir dir;
  const auto store = create_sqlite_store(dir.path("ledger.db"), options);
  DatedEvent unknown_meter = event("2");
  unknown_meter.event.meter = "x";
  const auto fails = [&](auto work) { return code_of(work) == ErrorCode::internal; };
  {
    const auto transaction = store->begin(Store::Access::write);
    store->append(std::vector{event("1")});
    CHECK(code_of([&] { store->append(std::vector{unknown_meter}); }) == ErrorCode::not_found);
    CHECK(fails([&] { store->append(std::vector{event("3")}); }));
    CHECK(fails([&] { static_cast<void>(store->usage({})); }));
    CHECK(fails([&] { store->put_company({"c", ""}); }));
    CHECK(fails([&] { transaction->flush(); }));
    CHECK(fails([&] { transaction->commit(); }));
  }
  CHECK(store->usage({}).empty());
  CHECK(append(*store, {event("1")}).outcomes == std::vector{Outcome::stored});

  // A row that SQLite refuses: it takes the transaction back at once.
  Raw(dir.path("ledger.db"))
      .run(
          "CREATE TRIGGER no BEFORE INSERT ON usage_event WHEN NEW.event_id = '5' BEGIN"
          " SELECT RAISE(ABORT, 'no'); END");
  CHECK_THROWS(append(*store, {event("4"), event("5"), event("6")}));
  CHECK(append(*store, {event("4"), event("6")}).outcomes ==
        std::vector{Outcome::stored, Outcome::stored});
  CHECK(store->faults().empty());
}

TEST_CASE("ids that grow with time stay one run, of whichever source") {
  TempDir dir;
  const std::string path = dir.path("ledger.db");
  const auto store = create_sqlite_store(path, options);
  std::vector<std::string> ids;
  for (int i = 10'000; i < 18'000; ++i) ids.push_back(std::to_string(i));
  const auto append_some = [&](std::size_t from, std::size_t to, const char* source) {
    std::vector<DatedEvent> batch;
    for (std::size_t i = from; i < to; ++i) {
      batch.push_back(event(ids[i]));
      batch.back().event.source = source;
    }
    append(*store, batch);
  };
  const auto runs = [&] { return Raw(path).run("SELECT events FROM identity_run"); };
  append_some(0, 1'000, "s");
  append_some(2'000, 3'000, "s");
  CHECK(runs() == "2000;");
  append_some(1'000, 2'000, "s");  // before the end of the only run
  append_some(0, 1'000, "t");      // a source that no run has
  CHECK(runs() == "2000;1000;1000;");
  append_some(2'000, 3'600, "s");  // 1,000 of them are there; the others come after both
  append_some(1'000, 2'000, "t");
  append_some(3'600, 8'000, "s");
  CHECK(runs() == "7000;1000;2000;");
  CHECK(store->faults().empty());
  for (const std::string& id : ids) CHECK(store->event("s", id));
  CHECK(store->event("t", "11999"));
  CHECK_FALSE(store->event("t", "12000"));
}

TEST_CASE("identities that would take much memory become a run before the transaction ends") {
  TempDir dir;
  const std::string path = dir.path("ledger.db");
  const auto store = create_sqlite_store(path, options);
  constexpr std::size_t events = 66'000;  // of 255 bytes: more than 16 MiB
  write(*store, [&] {
    for (const char first : {'b', 'a'}) {
      std::vector<std::string> ids;
      std::vector<DatedEvent> batch;
      for (std::size_t i = 0; i < events; ++i)
        ids.push_back(first + std::to_string(100'000 + i) + std::string(248, 'x'));
      for (const std::string& id : ids) batch.push_back(event(id));
      store->append(batch);
    }
  });
  CHECK(Raw(path).run("SELECT events FROM identity_run") == "66000;66000;");
}

TEST_CASE("a rebuilt index has the events that are there") {
  Recorded ledger(600, false);
  Connection connection(ledger.path);
  connection.execute("DROP TRIGGER usage_event_is_only_pruned");
  for (const char* remove : {"event_id < '1500'", "true"}) {
    CAPTURE(remove);
    connection.execute((std::string("DELETE FROM usage_event WHERE ") + remove).c_str());
    CHECK_FALSE(ledger.store->faults().empty());
    rebuild_identities(connection);
    CHECK(ledger.store->faults().empty());
    CHECK(ledger.count("identity_recent") == "0;");
    CHECK_FALSE(ledger.store->event("s", "1499"));
  }
}

TEST_CASE("an identity that is missing, wrong or there twice is a fault, and stops what meets it") {
  struct Case {
    const char* sql;
    const char* says;
    bool met;  // by sending the same events again
  };
  const Case cases[] = {
      {"DELETE FROM identity_recent WHERE event_id = '1550'", "600 events, and 599 identities",
       false},
      {"DELETE FROM identity_page; DELETE FROM identity_filter; DELETE FROM identity_run",
       "600 events, and 88 identities", false},
      {"UPDATE identity_recent SET seq = 7 WHERE event_id = '1550'", "is not that of event 7",
       true},
      {"UPDATE identity_recent SET event_id = '1000' WHERE event_id = '1550'", "is there twice",
       false},
      {"UPDATE identity_page SET last_id = '9'", "does not end so", true},
      {"DROP TRIGGER usage_event_is_never_changed;"
       "UPDATE usage_event SET event_id = 'x' WHERE seq = 3",
       "is not that of event 3", true},
  };
  for (const Case& c : cases) {
    CAPTURE(c.sql);
    Recorded ledger(600, false);
    REQUIRE(Raw(ledger.path).run(c.sql) == "");
    const std::vector<std::string> faults = ledger.store->faults();
    REQUIRE_FALSE(faults.empty());
    CHECK_MESSAGE(faults.front().find(c.says) != std::string::npos, faults.front());
    if (!c.met) continue;
    const std::string ids[] = {"1002", "1550"};
    CHECK(code_of([&] {
            append(*ledger.store, {event(ids[0]), event(ids[1])});
          }) == ErrorCode::corrupt);
  }
}

}  // namespace porto::testing
