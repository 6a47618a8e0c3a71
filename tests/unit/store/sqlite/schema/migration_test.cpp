// Ledgers of earlier schema versions open, become ledgers of this one, and hold the same.
#include <fstream>
#include <iterator>

#include "base/digest.hpp"
#include "store/event_digest.hpp"
#include "unit/store/fixture.hpp"
#include "unit/store/raw.hpp"
#include "unit/store/small_disk.hpp"

namespace porto::testing {

using namespace internal;
namespace {

// The ledger of ledgers/<name>.sql as a file.
std::string make_old(const TempDir& dir, const std::string& name) {
  std::ifstream file(PORTO_TESTS_DIR "/unit/store/sqlite/schema/ledgers/" + name + ".sql");
  const std::string sql{std::istreambuf_iterator<char>(file), {}};
  REQUIRE_FALSE(sql.empty());
  const std::string path = dir.path(name + ".db");
  REQUIRE(Raw(path).run(sql) == "");
  return path;
}

const Month may(2025, 5);
const Month june(2025, 6);

void check_version_1(Store& store) {
  CHECK(store.info() == LedgerInfo{"Europe/Stockholm", "SEK", 3});
  CHECK(store.faults().empty());
  CHECK(store.companies() == std::vector<Company>{{"bolag-17", "Bolag sjutton AB"},
                                                  {"bolag-18", ""},
                                                  {"bolag-\xC3\xA5\xC3\xA4\xC3\xB6", ""}});
  CHECK(store.usage({}) ==
        std::vector<MonthUsage>{{may, "bolag-17", "messages", 0, 9000, 1},
                                {may, "bolag-18", "messages", 0, 12, 2},
                                {june, "bolag-17", "messages", 0, 12000, 2},
                                {june, "bolag-\xC3\xA5\xC3\xA4\xC3\xB6", "storage", 3, 1500, 1}});
  CHECK(store.subscriptions() == std::vector<Subscription>{{"bolag-17", "vitec-epost", may, {}},
                                                           {"bolag-18", "vitec-epost", may, june}});
  CHECK(store.periods() == std::vector<Period>{{may, parse_rfc3339("2025-06-02T00:00:00Z")}});
  const auto lines = store.lines({});
  REQUIRE(lines.size() == 2);
  CHECK(lines[1].company == "bolag-18");
  CHECK(lines[1].net_amount == Money(50000, Currency("SEK")));
  const auto tariffs = store.tariffs();
  REQUIRE(tariffs.size() == 1);
  CHECK(tariffs[0].sha256 == sha256_hex(tariffs[0].text));
  CHECK(tariffs[0].language_version == 1);
}

}  // namespace

TEST_CASE("a ledger of version 1 opens and holds what it held") {
  const TempDir dir;
  const std::string path = make_old(dir, "v1");
  check_version_1(*open_sqlite_store(path));
  const auto store = open_sqlite_store(path);  // a second time there is nothing to do
  check_version_1(*store);

  // Its events are one batch, and the identities are known.
  EventDigest digest("");
  store->each_event({}, [&](const StoredEvent& event) { digest.add(event); });
  const EventBatch batch = store->last_batch().value();
  CHECK(batch == EventBatch{1, 1, 6, 6, digest.hex(), parse_rfc3339("2025-05-09T22:00:00.5Z"),
                            parse_rfc3339("2025-06-30T10:00:00Z")});
  const UsageEvent again{.source = "own",
                         .event_id = "a4",
                         .company = "bolag-17",
                         .occurred_at = parse_rfc3339("2025-06-30T10:00:00Z"),
                         .quantity = 0};
  UsageEvent other = again;
  other.event_id = "a6";
  CHECK(append(*store, {{again, june}, {other, june}}).outcomes ==
        std::vector{Outcome::duplicate, Outcome::stored});
  CHECK(store->event("own", "a6").value().seq == 7);
}

TEST_CASE("a ledger of version 2 opens and holds what it held") {
  const TempDir dir;
  const auto store = open_sqlite_store(make_old(dir, "v2"));
  CHECK(store->info() == LedgerInfo{"Europe/Stockholm", "SEK", 3});
  CHECK(store->faults().empty());
  CHECK(store->usage({june, {}}) ==
        std::vector<MonthUsage>{{june, "bolag-17", "messages", 0, 12000, 2},
                                {june, "bolag-18", "messages", 0, 2, 2}});
  CHECK(store->domains() ==
        std::vector<SendingDomain>{{"post.bolag.se", "bolag-18", Day::from_number(20250601), {}}});
  CHECK(store->voids().size() == 1);
  CHECK(store->periods().size() == 2);

  // The digests are those that were written, and each identity is known by its event.
  std::vector<StoredEvent> events;
  store->each_event({}, [&](const StoredEvent& event) { events.push_back(event); });
  REQUIRE(events.size() == 8);
  EventDigest first("");
  for (std::size_t i = 0; i < 6; ++i) first.add(events[i]);
  EventDigest second(first.hex());
  for (std::size_t i = 6; i < 8; ++i) second.add(events[i]);
  CHECK(store->last_batch().value().digest == second.hex());
  for (const StoredEvent& event : events)
    CHECK(store->event(event.source, event.event_id) == event);
  const UsageEvent again{.source = events[7].source,
                         .event_id = events[7].event_id,
                         .company = {},
                         .occurred_at = events[7].occurred_at,
                         .domain = events[7].domain};
  UsageEvent other = again;
  other.quantity = 2;
  CHECK(append(*store, {{again, june, events[7].day}, {other, june, events[7].day}}).outcomes ==
        std::vector{Outcome::duplicate, Outcome::conflict});
}

TEST_CASE("a migrated ledger has the schema of a new one") {
  const TempDir dir;
  for (const char* version : {"v1", "v2"}) {
    CAPTURE(version);
    const std::string old = make_old(dir, version);
    open_sqlite_store(old);
    const std::string made = dir.path(std::string("new-") + version + ".db");
    create_sqlite_store(made, options);
    const std::string schema =
        "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY 1, 2";
    CHECK(Raw(old).run(schema) == Raw(made).run(schema));
    CHECK(Raw(old).run("PRAGMA integrity_check; PRAGMA foreign_key_check") == "ok;");
  }
}

TEST_CASE("a migration that fails half way changes nothing") {
  const SmallDisk disk;
  SmallDisk::set_writes_left(SmallDisk::unlimited);
  const TempDir dir;
  const std::string path = make_old(dir, "v1");
  int writes = 0;
  for (bool done = false; !done; ++writes) {
    CAPTURE(writes);
    SmallDisk::set_writes_left(writes);
    try {
      open_sqlite_store(path);
      done = true;
    } catch (const Error& error) {
      CHECK_MESSAGE(error.code() == ErrorCode::full, error.what());
    }
    SmallDisk::set_writes_left(SmallDisk::unlimited);
    if (done) continue;
    Raw raw(path);
    CHECK(raw.run("PRAGMA user_version") == "1;");
    CHECK(raw.run("SELECT count(*) FROM usage_event") == "6;");
    CHECK(raw.run("SELECT count(*) FROM sqlite_schema WHERE name IN ('event_batch',"
                  " 'identity_run')") == "0;");
  }
  CHECK(writes > 5);
  check_version_1(*open_sqlite_store(path));
}

}  // namespace porto::testing
