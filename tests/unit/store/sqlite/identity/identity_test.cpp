// Where the store keeps identities: few new ones in a table, many as runs, and none of it unseen.
#include "store/sqlite/identity/identity.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "unit/store/fixture.hpp"
#include "unit/store/raw.hpp"

namespace porto::testing::identity_test {

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

bool has_fault(Store& store, const std::string& says) {
  const std::vector<std::string> faults = store.faults();
  return std::ranges::any_of(
      faults, [&](const std::string& fault) { return fault.find(says) != std::string::npos; });
}

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
  CHECK(Raw(path).run("SELECT entries FROM identity_run") == "900;");
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

TEST_CASE("many identities of a transaction become a run before it ends") {
  TempDir dir;
  const std::string path = dir.path("ledger.db");
  const auto store = create_sqlite_store(path, options);
  std::vector<std::string> ids;
  for (int i = 0; i < 250'100; ++i) ids.push_back(std::to_string(1'000'000 + i));
  const auto append_some = [&](std::size_t from, std::size_t to) {
    std::vector<DatedEvent> batch;
    for (std::size_t i = from; i < to; ++i) batch.push_back(event(ids[i]));
    return std::ranges::count(store->append(batch).outcomes, Outcome::stored);
  };
  write(*store, [&] {
    CHECK(append_some(0, 250'000) == 250'000);
    CHECK(append_some(249'900, 250'100) == 100);
  });
  CHECK(Raw(path).run("SELECT entries FROM identity_run") == "250000;");
  CHECK(Raw(path).run("SELECT count(*) FROM identity_recent") == "100;");
  CHECK(store->faults().empty());
}

TEST_CASE("two identities of one hash are two events: the event tells") {
  for (const bool in_run : {false, true}) {
    CAPTURE(in_run);
    Recorded ledger(100, false);
    {
      // The entry of an event that is not there, with the number of one that is.
      Connection connection(ledger.path);
      const IdentityEntry entry{read_identity_key(connection).hash(1, "new").cut(), 7};
      if (in_run)
        IdentityRuns(connection, IdentitiesOf::stored).add({&entry, 1});
      else
        connection
            .query("INSERT INTO identity_recent (hash, seq) VALUES (?, ?)", entry.hash.short_hash(),
                   entry.value)
            .run();
    }
    CHECK_FALSE(ledger.store->event("s", "new"));
    CHECK(append(*ledger.store, {event("new")}).outcomes == std::vector{Outcome::stored});
    CHECK(append(*ledger.store, {event("new")}).outcomes == std::vector{Outcome::duplicate});
    CHECK(append(*ledger.store, {event("new", 9)}).outcomes == std::vector{Outcome::conflict});
    CHECK(ledger.store->event("s", "new").value().seq == 101);
    CHECK(ledger.store->event("s", "1006").value().seq == 7);
    CHECK(has_fault(*ledger.store, "names event 7 twice"));
  }
}

TEST_CASE("an identity that is missing, wrong or there twice is a fault") {
  struct Case {
    std::string sql;
    std::string says;
  };
  const Case cases[] = {
      {"DELETE FROM identity_recent WHERE seq = 551", "event 551 has no identity in the index"},
      {"DELETE FROM identity_page; DELETE FROM identity_filter; DELETE FROM identity_run",
       "600 events, and 88 identities"},
      {"UPDATE identity_recent SET seq = 7 WHERE seq = 551", "names event 7 twice"},
      {"UPDATE identity_recent SET seq = 701 WHERE seq = 551", "names event 701"},
      {"UPDATE identity_recent SET hash = hash + 1 WHERE seq = 551",
       "for event 551 is not its own"},
      {"UPDATE identity_page SET last_hash = 9", "does not end where it says"},
      {"UPDATE identity_key SET key = zeroblob(32)", "is not its own"},
      {"UPDATE identity_key SET key = X'00'", "the key of the identities"},
      {"DELETE FROM identity_key", "no key"},
      {"DROP TRIGGER usage_event_is_never_changed;"
       "UPDATE usage_event SET event_id = 'x' WHERE seq = 3",
       "for event 3 is not its own"},
      {"INSERT INTO usage_event SELECT 601, source_no, event_id, company_no, domain_no, day,"
       " meter_no, occurred_at, quantity FROM usage_event WHERE seq = 551;"
       "INSERT INTO identity_recent SELECT hash, 601 FROM identity_recent WHERE seq = 551",
       "the identity \"1550\" is there twice: of event 551 and of event 601"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.sql);
    Recorded ledger(600, false);
    REQUIRE(Raw(ledger.path).run(c.sql) == "");
    CHECK(has_fault(*open_sqlite_store(ledger.path), c.says));
  }
}

TEST_CASE("an event that the index names and that is not there stops what meets it") {
  Recorded ledger(600, false);
  Raw(ledger.path)
      .run("DROP TRIGGER usage_event_is_only_pruned; DELETE FROM usage_event WHERE seq = 3");
  const std::string id = "1002";
  CHECK(code_of([&] { append(*ledger.store, {event(id)}); }) == ErrorCode::corrupt);
  CHECK(has_fault(*ledger.store, "names event 3"));
}

TEST_CASE("what is kept of pruned events is proved, each byte of it") {
  TempDir dir;
  const std::string path = dir.path("ledger.db");
  const std::string copy = dir.path("copy.db");
  PrunedIdentities kept;
  {
    const auto store = create_sqlite_store(path, options);
    std::vector<std::string> ids;
    for (int i = 0; i < 40; ++i) ids.push_back(std::to_string(1000 + i));
    std::vector<DatedEvent> all;
    for (const std::string& id : ids) all.push_back(event(id, 1, "a", {2025, 5 + id.back() % 2}));
    append(*store, all);
    kept = store->pruned_identities();
    CHECK(kept.identities == 0);
    write(*store, [&] {
      store->add_closed_month({{2025, 5}, {1}}, {}, {}, {});
      CHECK(store->prune({2025, 5}, Instant{202506'000}, {9}, month_of) == 20);
    });
    CHECK(store->pruned_identities().identities == 20);
    CHECK(store->pruned_identities().digest != kept.digest);
    CHECK(store->faults().empty());
    // 24 bytes each, and what a page has once.
    CHECK(Raw(path).run("SELECT length(entries) FROM identity_page ORDER BY run") == "491;");
  }
  int found = 0;
  for (int at = 0; at < 491; ++at) {
    std::filesystem::copy_file(path, copy, std::filesystem::copy_options::overwrite_existing);
    const std::string before = std::to_string(at);
    REQUIRE(Raw(copy).run("UPDATE identity_page SET entries = CAST(substr(entries, 1, " + before +
                          ") || CASE substr(entries, 1 + " + before +
                          ", 1) WHEN X'5A' THEN X'5B' ELSE X'5A' END || substr(entries, 2 + " +
                          before + ") AS BLOB)") == "");
    found += open_sqlite_store(copy)->faults().empty() ? 0 : 1;
  }
  CHECK(found == 491);
  const std::pair<const char*, const char*> cases[] = {
      {"UPDATE identity_key SET pruned = pruned + 1", "20 identities of pruned events, and 21"},
      {"UPDATE identity_key SET digest = 'x'", "not as they were kept"},
      {"UPDATE identity_key SET key = zeroblob(32)", "not as they were kept"},
      {"DELETE FROM identity_page; DELETE FROM identity_filter; DELETE FROM identity_run",
       "0 identities of pruned events, and 20"},
  };
  for (const auto& change : cases) {
    CAPTURE(change.first);
    std::filesystem::copy_file(path, copy, std::filesystem::copy_options::overwrite_existing);
    REQUIRE(Raw(copy).run(change.first) == "");
    CHECK(has_fault(*open_sqlite_store(copy), change.second));
  }
}

TEST_CASE("an event whose identity is that of a pruned one is a fault") {
  Recorded ledger(20, false);
  {
    Connection connection(ledger.path);
    const IdentityKey key = read_identity_key(connection);
    const IdentityEntry entry{key.hash(1, "1005"), 1};
    IdentityRuns(connection, IdentitiesOf::pruned).add({&entry, 1});
    PrunedDigest digest(key);
    digest.add(entry);
    connection.query("UPDATE identity_key SET pruned = 1, digest = ?", digest.hex()).run();
  }
  CHECK(has_fault(*ledger.store, "the identity of event 6 is also that of a pruned event"));
}

}  // namespace porto::testing::identity_test
