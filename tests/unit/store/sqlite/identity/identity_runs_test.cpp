// The index of identities against a plain map, through merges; and what is wrong with a damaged
// one.
#include "store/sqlite/identity/identity_runs.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "store/sqlite/connection/connection.hpp"
#include "store/sqlite/schema/schema.hpp"
#include "unit/store/fixture.hpp"

namespace porto::testing {

using namespace internal;
namespace {

using Identities = std::map<std::pair<std::int64_t, std::string>, std::int64_t>;

// The tables of a ledger, and its index.
struct Index {
  Index() {
    connection.configure();
    create_schema(connection, options);
  }

  // Adds the identities that the index does not have, as a batch of events would.
  void add(const Identities& batch) {
    std::vector<FeedRow> rows = rows_of(batch);
    std::vector<std::uint32_t> order(rows.size());
    std::iota(order.begin(), order.end(), 0U);
    runs.find(rows, order);
    std::erase_if(order, [&](std::uint32_t row) { return rows[row].seq != 0; });
    for (const std::uint32_t row : order) {
      rows[row].seq = ++last_seq;
      all[{rows[row].source_no, std::string(rows[row].event_id)}] = last_seq;
    }
    auto next = order.begin();
    if (order.empty()) return;
    runs.add(static_cast<std::int64_t>(order.size()), [&](IdentityEntry& entry) {
      if (next == order.end()) return false;
      const FeedRow& row = rows[*next++];
      entry = {row.source_no, row.event_id, row.seq};
      return true;
    });
  }
  // The wanted identities that the index has, with the numbers of their events.
  Identities find(const Identities& wanted) {
    std::vector<FeedRow> rows = rows_of(wanted);
    std::vector<std::uint32_t> order(rows.size());
    std::iota(order.begin(), order.end(), 0U);
    runs.find(rows, order);
    Identities found;
    for (const FeedRow& row : rows)
      if (row.seq != 0) found[{row.source_no, std::string(row.event_id)}] = row.seq;
    return found;
  }
  Identities each() {
    Identities found;
    runs.each([&](const IdentityEntry& entry) {
      found[{entry.source_no, std::string(entry.event_id)}] = entry.seq;
    });
    return found;
  }
  std::int64_t count(const std::string& table) {
    return connection.integer("SELECT count(*) FROM " + table);
  }
  std::string why_corrupt() {
    const Thrown error = thrown([&] { runs.each([](const IdentityEntry&) {}); });
    return error.code == ErrorCode::corrupt ? error.message : "";
  }

  Connection connection{Connection::in_memory};
  IdentityRuns runs{connection};
  Identities all;
  std::int64_t last_seq = 0;

 private:
  static std::vector<FeedRow> rows_of(const Identities& identities) {
    std::vector<FeedRow> rows;
    for (const auto& [identity, seq] : identities)
      rows.push_back({.source_no = identity.first, .event_id = identity.second});
    return rows;
  }
};

Identities numbered(int first, int count, std::int64_t source_no = 1) {
  Identities made;
  for (int i = first; i < first + count; ++i) made[{source_no, std::to_string(i)}] = 0;
  return made;
}

}  // namespace

TEST_CASE("random batches are found again, and nothing else") {
  for (const unsigned seed : {1U, 2U, 3U}) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto draw = [&](unsigned below) { return static_cast<int>(random() % below); };
    Index index;
    for (int step = 0; step < 120; ++step) {
      Identities batch;
      const int size = draw(10) == 0 ? draw(1500) : draw(30);
      for (int i = 0; i < size; ++i) {
        const std::string padding(static_cast<std::size_t>(draw(3)) * 40, 'x');
        batch[{1 + draw(3), std::to_string(draw(20'000)) + padding}] = 0;
      }
      Identities expected;
      for (const auto& [identity, seq] : batch)
        if (const auto known = index.all.find(identity); known != index.all.end())
          expected.insert(*known);
      REQUIRE(index.find(batch) == expected);
      index.add(batch);
      batch.merge(numbered(draw(20'000), 3, 4));
      REQUIRE(index.find(batch).size() == batch.size() - 3);
    }
    CHECK(index.all.size() > 5'000);
    CHECK(index.each() == index.all);
    CHECK(index.find(index.all) == index.all);
  }
}

TEST_CASE("runs of a size are merged: there are never many") {
  Index index;
  for (int i = 0; i < 15; ++i) index.add(numbered(i, 1));
  CHECK(index.count("identity_run") == 15);
  index.add(numbered(15, 1));
  CHECK(index.count("identity_run") == 1);
  CHECK(index.count("identity_page") == 1);
  for (int i = 16; i < 9'000; ++i) index.add(numbered(i, 1));
  CHECK(index.count("identity_run") < 60);
  CHECK(index.connection.integer("SELECT max(events) FROM identity_run") == 4096);
  CHECK(index.connection.integer("SELECT sum(events) FROM identity_run") == 9'000);
  CHECK(index.find(index.all) == index.all);
  index.runs.clear();
  CHECK(index.count("identity_run") == 0);
  CHECK(index.count("identity_page") == 0);
}

TEST_CASE("many are looked up through filters, and none is missed") {
  Index index;
  for (int i = 0; i < 20; ++i) index.add(numbered(i * 10'000, 3'000));
  CHECK(index.count("identity_filter") == index.count("identity_run"));
  CHECK(index.find(index.all) == index.all);
  Identities wanted = numbered(2'000, 20'000);  // of which 6,000 are there
  CHECK(index.find(wanted).size() == 6'000);
  CHECK(index.find(numbered(0, 3'000, 2)).empty());  // of another source
}

TEST_CASE("a search with a damaged filter stops, also one that would find nothing") {
  Index index;
  index.add(numbered(1000, 6'000));
  index.connection.execute("UPDATE identity_filter SET bits = zeroblob(length(bits))");
  CHECK(code_of([&] { index.find(numbered(1000, 2'000)); }) == ErrorCode::corrupt);
  CHECK(index.find(numbered(1000, 10)).size() == 10);  // few are looked up in the pages
}

TEST_CASE("a search passes over pages that cannot have what is wanted") {
  Index index;
  index.add(numbered(100'000, 5'000));
  CHECK(index.count("identity_page") > 4);
  Identities wanted = numbered(100'000, 1);
  wanted.merge(numbered(104'999, 1));
  CHECK(index.find(wanted).size() == 2);
  wanted.merge(numbered(99'999, 1));
  wanted.merge(numbered(105'000, 1));
  CHECK(index.find(wanted).size() == 2);
  CHECK(index.find(numbered(104'999, 1, 2)).empty());
  CHECK(index.find({}).empty());
}

TEST_CASE("a damaged index is told of, by a walk and by a search that meets it") {
  struct Case {
    const char* sql;
    const char* says;
  };
  const Case cases[] = {
      {"UPDATE identity_page SET entries = X'0100'", "a page of the identities"},
      {"UPDATE identity_page SET last_id = '2000'", "does not end so"},
      {"UPDATE identity_run SET events = events + 1", "say that they have"},
      {"UPDATE identity_filter SET bits = zeroblob(length(bits))", "the filter of run 1"},
      {"UPDATE identity_filter SET bits = X'00'", "the filter of run 1"},
      {"DELETE FROM identity_filter", "the filter of run 1"},
      {"UPDATE identity_run SET filtered = 0", "the filter of run 1"},
      {"PRAGMA foreign_keys = OFF; INSERT INTO identity_filter SELECT 7, bits, digest FROM "
       "identity_filter",
       "of no run"},
      {"INSERT INTO identity_run SELECT no + 1, events, 0 FROM identity_run;"
       "INSERT INTO identity_page SELECT run + 1, source_no, last_id, entries FROM identity_page",
       "twice or out of order"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.sql);
    Index index;
    index.add(numbered(1000, 600));
    CHECK(index.why_corrupt().empty());
    index.connection.execute(c.sql);
    CHECK_MESSAGE(index.why_corrupt().find(c.says) != std::string::npos, index.why_corrupt());
  }
  Index index;
  index.add(numbered(1000, 600));
  index.connection.execute("UPDATE identity_page SET entries = X'0100'");
  CHECK(code_of([&] { index.find(numbered(1100, 1)); }) == ErrorCode::corrupt);
}

}  // namespace porto::testing
