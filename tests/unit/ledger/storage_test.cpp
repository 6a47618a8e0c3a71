// What a ledger in a file, or in memory, tells of where it is stored.
#include "porto/storage.hpp"

#include <doctest/doctest.h>

#include <filesystem>

#include "porto/ledger.hpp"
#include "support/temp_dir.hpp"

namespace porto::testing::storage_test {
namespace {

std::string value_of(const Storage& storage, const std::string& subject, const std::string& name) {
  for (const StorageFact& fact : storage.facts)
    if (fact.subject == subject && fact.name == name) return fact.value.value_or("");
  return "none";
}

void record(Ledger& ledger, const std::string& id) {
  const UsageEvent event{.source = "s",
                         .event_id = id,
                         .company = "a",
                         .occurred_at = parse_rfc3339("2025-06-02T00:00:00Z")};
  ledger.record({&event, 1});
}

}  // namespace

TEST_CASE("a file tells its size and how far its only lane has come") {
  const TempDir dir;
  const std::string path = dir.path("ledger.db");
  Ledger::create(path);
  CHECK(value_of(Ledger::open(path).storage(), "size", "ledger") ==
        std::to_string(std::filesystem::file_size(path)));
  Ledger ledger = Ledger::open(path);
  record(ledger, "1");
  record(ledger, "2");
  const Storage storage = ledger.storage();
  CHECK(value_of(storage, "file", "version").starts_with("SQLite 3."));
  CHECK(value_of(storage, "usage", "events") == "2");
  CHECK(value_of(storage, "usage", "batches") == "2");
  CHECK(value_of(storage, "size", "free") == "0");
  REQUIRE(storage.lanes.size() == 1);
  CHECK(storage.lanes[0].lane == 0);
  CHECK(storage.lanes[0].events == 2);
  CHECK(storage.lanes[0].batches == 2);
}

TEST_CASE("a ledger that is read alone tells the same, as does one in memory") {
  const TempDir dir;
  const std::string path = dir.path("ledger.db");
  Ledger::create(path);
  const Ledger reader = Ledger::open(path, {.read_only = true});
  CHECK(value_of(reader.storage(), "usage", "events") == "0");
  CHECK(Ledger::in_memory().storage().lanes.size() == 1);
}

}  // namespace porto::testing::storage_test
