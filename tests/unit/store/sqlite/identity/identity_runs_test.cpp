// The index of identities against a plain map, through merges; and what is wrong with a damaged
// one.
#include "store/sqlite/identity/identity_runs.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "store/sqlite/connection/connection.hpp"
#include "store/sqlite/schema/schema.hpp"
#include "support/sanitized.hpp"
#include "unit/store/fixture.hpp"

namespace porto::testing::identity_runs_test {

using namespace internal;
namespace {

using Hashes = std::multimap<IdentityHash, std::int64_t>;  // to values

// The tables of a ledger, and one of its indexes.
struct Index {
  explicit Index(IdentitiesOf kind = IdentitiesOf::stored)
      : runs(connection, kind), whole(kind == IdentitiesOf::pruned) {
    connection.configure();
    create_schema(connection, options);
  }

  /// Adds an entry for each hash, which the index may have already.
  void add(std::multiset<IdentityHash> hashes) {
    std::vector<IdentityEntry> entries;
    for (const IdentityHash& hash : hashes) {
      entries.push_back({whole ? hash : hash.cut(), ++last_value});
      all.emplace(entries.back().hash, last_value);
    }
    sort_by_hash(entries);
    if (!entries.empty()) runs.add(entries);
  }
  /// What the index has of these hashes.
  Hashes find(const std::set<IdentityHash>& hashes) {
    std::vector<WantedIdentity> wanted;
    for (const IdentityHash& hash : hashes)
      wanted.push_back({hash, static_cast<std::uint32_t>(wanted.size())});
    Hashes found;
    runs.find(wanted, [&](std::uint32_t row, std::int64_t value) {
      const IdentityHash& hash = wanted[row].hash;
      found.emplace(whole ? hash : hash.cut(), value);
    });
    return found;
  }
  std::set<IdentityHash> hashes() const {
    std::set<IdentityHash> found;
    for (const auto& [hash, value] : all) found.insert(hash);
    return found;
  }
  Hashes each() {
    Hashes found;
    IdentityHash last{};
    runs.each([&](std::span<const IdentityEntry> entries) {
      for (const IdentityEntry& entry : entries) {
        CHECK(last <= entry.hash);
        last = entry.hash;
        found.emplace(entry.hash, entry.value);
      }
    });
    return found;
  }
  std::int64_t count(const std::string& table) {
    return connection.integer("SELECT count(*) FROM " + table);
  }
  std::string why_corrupt() {
    const Thrown error = thrown([&] { runs.each([](std::span<const IdentityEntry>) {}); });
    return error.code == ErrorCode::corrupt ? error.message : "";
  }

  Connection connection{Connection::in_memory};
  IdentityRuns runs;
  bool whole;
  Hashes all;
  std::int64_t last_value = 0;
};

// Entries of one hash in any order of their values.
std::multiset<std::pair<IdentityHash, std::int64_t>> pairs(const Hashes& hashes) {
  return {hashes.begin(), hashes.end()};
}

class Draw {
 public:
  explicit Draw(unsigned seed) : random_(seed) {}
  IdentityHash hash() { return {random_(), random_()}; }
  std::multiset<IdentityHash> hashes(std::size_t count) {
    std::multiset<IdentityHash> drawn;
    while (drawn.size() < count) drawn.insert(hash());
    return drawn;
  }
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_() % limit); }

 private:
  std::mt19937_64 random_;
};

}  // namespace

TEST_CASE("random batches are found again, and nothing else") {
  for (const IdentitiesOf kind : {IdentitiesOf::stored, IdentitiesOf::pruned}) {
    Draw draw(static_cast<unsigned>(kind) + 1);
    Index index(kind);
    for (int step = 0; step < (is_sanitized ? 60 : 200); ++step) {
      std::multiset<IdentityHash> batch = draw.hashes(draw.below(10) == 0 ? draw.below(1500) : 20);
      if (!index.all.empty() && draw.below(3) == 0) batch.insert(index.all.begin()->first);
      index.add(batch);
      std::set<IdentityHash> wanted;
      for (int i = 0; i < 5; ++i) wanted.insert(draw.hash());
      REQUIRE(index.find(wanted).empty());
      wanted.insert(*batch.begin());
      REQUIRE(index.find(wanted).size() ==
              index.all.count(index.whole ? *batch.begin() : batch.begin()->cut()));
    }
    CHECK(pairs(index.each()) == pairs(index.all));
    CHECK(pairs(index.find(index.hashes())) == pairs(index.all));
    index.runs.release([](std::int64_t value) { return value % 3 == 0; });
    std::erase_if(index.all, [](const auto& entry) { return entry.second % 3 == 0; });
    CHECK(pairs(index.each()) == pairs(index.all));
    CHECK(pairs(index.find(index.hashes())) == pairs(index.all));
    index.runs.release([](std::int64_t) { return true; });
    CHECK(index.count("identity_page") == 0);
    CHECK(index.each().empty());
  }
}

TEST_CASE("runs of a size are merged bit by bit, and there are never many") {
  Draw draw(5);
  Index index;
  std::int64_t most_runs = 0;
  bool half_moved = false;
  for (int step = 0; step < 40; ++step) {
    const std::int64_t written = index.connection.integer(
        "SELECT ifnull(max(rowid), 0)"
        " FROM identity_page");
    index.add(draw.hashes(4'000));
    most_runs = std::max(most_runs, index.count("identity_run"));
    half_moved = half_moved || index.count("identity_run WHERE into_run IS NOT NULL") > 0;
    // The pages of the batch, and of twice as many entries that were moved; and one of each run.
    CHECK(index.connection.integer("SELECT max(rowid) FROM identity_page") - written < 30);
    if (step % 5 == 0) CHECK(index.why_corrupt().empty());
    if (step == 17) CHECK(pairs(index.find(index.hashes())) == pairs(index.all));
  }
  CHECK(half_moved);
  CHECK(most_runs < 30);
  CHECK(pairs(index.each()) == pairs(index.all));
  // Few at a time, as a caller that records event by event has them.
  Index small;
  for (int i = 0; i < 2'000; ++i) small.add(draw.hashes(1));
  CHECK(small.count("identity_run") < 60);
  CHECK(pairs(small.find(small.hashes())) == pairs(small.all));
}

TEST_CASE("hashes that are not spread evenly are merged too") {
  Index index;
  for (std::uint64_t step = 0; step < 40; ++step) {
    std::multiset<IdentityHash> batch;
    for (std::uint64_t i = 0; i < 1'000; ++i)
      batch.insert({~std::uint64_t{0} - ((step * 1'000 + i) << 16), 0});
    index.add(batch);
  }
  CHECK(index.count("identity_run") < 30);
  CHECK(pairs(index.each()) == pairs(index.all));
  CHECK(pairs(index.find(index.hashes())) == pairs(index.all));
}

TEST_CASE("entries of one hash are all found, however many pages they would fill") {
  Index index;
  std::multiset<IdentityHash> same;
  for (std::uint64_t i = 0; i < 1'500; ++i) same.insert({std::uint64_t{7} << 16, i});
  same.insert({std::uint64_t{9} << 16, 0});
  index.add(same);
  CHECK(index.find({IdentityHash::at(7)}).size() == 1'500);
  CHECK(index.find({IdentityHash::at(8)}).empty());
  CHECK(index.find({IdentityHash::at(9)}).size() == 1);
}

TEST_CASE("many are looked up through filters, and none is missed") {
  Draw draw(8);
  Index index;
  for (int i = 0; i < 20; ++i) index.add(draw.hashes(3'000));
  index.runs.forget();  // they are read again
  CHECK(pairs(index.find(index.hashes())) == pairs(index.all));
  const auto others = draw.hashes(5'000);
  CHECK(index.find({others.begin(), others.end()}).empty());
}

TEST_CASE("a search with a damaged filter stops, also one that would find nothing") {
  Draw draw(9);
  Index index;
  index.add(draw.hashes(6'000));
  index.connection.execute("UPDATE identity_filter SET bits = zeroblob(length(bits))");
  index.runs.forget();
  const auto others = draw.hashes(2'000);
  CHECK(code_of([&] { index.find({others.begin(), others.end()}); }) == ErrorCode::corrupt);
  CHECK(index.find({index.all.begin()->first}).size() == 1);  // few are looked up in the pages
}

TEST_CASE("a damaged index is told of, by a walk and by a search that meets it") {
  struct Case {
    const char* sql;
    const char* says;
  };
  const Case cases[] = {
      {"UPDATE identity_page SET entries = X'0100'", "a page of the identities"},
      {"UPDATE identity_page SET last_hash = last_hash + 1", "does not end where it says"},
      {"UPDATE identity_run SET entries = entries + 1", "says that it has"},
      {"UPDATE identity_run SET into_run = no", "cannot take it"},
      {"INSERT INTO identity_run SELECT no + 1, 0, 0, NULL FROM identity_run;"
       "INSERT INTO identity_run SELECT no + 2, 0, 0, no + 1 FROM identity_run WHERE no = 1;"
       "UPDATE identity_run SET into_run = 3 WHERE no = 1",
       "cannot take it"},
      {"UPDATE identity_filter SET bits = zeroblob(length(bits))", "has a damaged filter"},
      {"UPDATE identity_filter SET bits = X'00'", "has a damaged filter"},
      {"UPDATE identity_filter SET last_hash = last_hash + 1", "has a damaged filter"},
      {"DELETE FROM identity_filter", "does not know all of it"},
      {"DELETE FROM identity_page WHERE rowid = 1", "says that it has"},
      {"UPDATE identity_page SET last_hash = 1 + (SELECT max(last_hash) FROM identity_page)"
       " WHERE rowid = 1",
       "does not end where it says"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.sql);
    Draw draw(10);
    Index index;
    index.add(draw.hashes(3'000));
    CHECK(index.why_corrupt().empty());
    index.connection.execute(c.sql);
    CHECK_MESSAGE(index.why_corrupt().find(c.says) != std::string::npos, index.why_corrupt());
  }
  Index index;
  index.add(Draw(10).hashes(600));
  index.connection.execute("UPDATE identity_page SET entries = X'0100'");
  index.runs.forget();
  CHECK(code_of([&] { index.find({index.all.begin()->first}); }) == ErrorCode::corrupt);
}

TEST_CASE("pages and entries out of order are told of") {
  for (const bool within : {true, false}) {
    CAPTURE(within);
    Index index;
    IdentityPageWriter page(HashBytes::cut);
    const auto insert = [&] {
      const std::int64_t last = page.last().short_hash();
      index.connection
          .query("INSERT INTO identity_page (run, last_hash, entries) VALUES (1, ?, ?)", last,
                 Blob{page.take()})
          .run();
    };
    index.connection.execute("INSERT INTO identity_run (no, pruned, entries) VALUES (1, 0, 4)");
    for (const std::int64_t hash : {10, within ? 5 : 15, 20}) page.add({IdentityHash::at(hash), 1});
    insert();
    page.add({IdentityHash::at(within ? 30 : 12), 1});
    page.add({IdentityHash::at(40), 1});
    insert();
    std::vector<IdentityEntry> entries;
    IdentityTable table(index.connection, IdentitiesOf::stored);
    CHECK(code_of([&] { table.read(1, 0, short_hashes, entries); }) == ErrorCode::corrupt);
  }
}

}  // namespace porto::testing::identity_runs_test
