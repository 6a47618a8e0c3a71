// What a batch keeps of rows: texts that outlive the reader, and which row an event is of.
#include "metering/batch.hpp"

#include <algorithm>

#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace batch_test {
namespace {

struct Filled {
  Batch batch{100};

  // The texts go before the batch is looked at, as those of a reader do.
  void add(const std::string& id, const std::string& company, std::uint64_t line) {
    std::string bytes = id + "," + company;
    std::string source = "s";
    Row row;
    row.begin(line);
    row.bytes = bytes;
    UsageEvent event;
    event.source = source;
    event.event_id = std::string_view(bytes).substr(0, id.size());
    event.company = std::string_view(bytes).substr(id.size() + 1);
    event.occurred_at = {static_cast<std::int64_t>(line)};
    batch.add(0, row, std::nullopt, {event, Month(2025, 6), std::nullopt});
    std::ranges::fill(bytes, '?');
    std::ranges::fill(source, '?');
  }
};

}  // namespace

TEST_CASE("events are sorted by id, those of one id in the order of the rows") {
  Filled filled;
  const std::vector<std::string> ids = {"bb", "aaaaaaaa2", "",     "aaaaaaaa",
                                        "bb", "aaaaaaaa1", "\xFF", "a"};
  for (std::size_t i = 0; i < ids.size(); ++i) filled.add(ids[i], "c" + std::to_string(i % 2), i);
  Row refused;
  refused.begin(99);
  refused.bytes = "x";
  filled.batch.refuse(0, refused, {"why", "not"});
  filled.batch.sort();

  std::vector<std::string> sorted;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const UsageEvent& event = filled.batch.events()[i].event;
    const std::size_t row = filled.batch.row_of(i);
    const Batch::Location& location = filled.batch.locations()[row];
    sorted.emplace_back(event.event_id);
    CHECK(event.event_id == ids[row]);
    CHECK(event.source == "s");
    CHECK(event.company == "c" + std::to_string(row % 2));
    CHECK(event.occurred_at.unix_us == static_cast<std::int64_t>(location.line));
    CHECK(std::string(location.kept, location.length) == ids[row] + ",c" + std::to_string(row % 2));
  }
  CHECK(sorted == std::vector<std::string>{"", "a", "aaaaaaaa", "aaaaaaaa1", "aaaaaaaa2", "bb",
                                           "bb", "\xFF"});
  CHECK(filled.batch.row_of(5) < filled.batch.row_of(6));
  REQUIRE(filled.batch.refusals().size() == 1);
  CHECK(filled.batch.locations()[filled.batch.refusals()[0].row].line == 99);
}

TEST_CASE("a batch that was cleared is sorted by what it got since") {
  Filled filled;
  for (const char* ids : {"ba", "edc"}) {
    filled.batch.clear();
    for (const char* id = ids; *id != '\0'; ++id) filled.add(std::string(1, *id), "c", 1);
    filled.batch.sort();
    std::string sorted;
    for (const DatedEvent& dated : filled.batch.events()) sorted += dated.event.event_id;
    CHECK(sorted == (ids[0] == 'b' ? "ab" : "cde"));
  }
}

TEST_CASE("a batch is full of rows, or of the bytes that it has to keep") {
  Batch rows(2);
  Batch bytes(1'000'000);
  const std::string long_row(max_row_bytes, 'x');
  Row row;
  row.bytes = long_row;
  for (int i = 0; i < 2; ++i) {
    CHECK_FALSE(rows.full());
    ++rows.rows;
  }
  CHECK(rows.full());
  int kept = 0;
  for (; !bytes.full(); ++kept) bytes.refuse(0, row, {"why", ""});
  CHECK(kept > 10);
  CHECK(kept < 40);
  bytes.clear();
  CHECK_FALSE(bytes.full());
  CHECK(bytes.empty());
  CHECK(bytes.locations().empty());
}

TEST_CASE("ids that begin alike are sorted as others are") {
  const std::vector<std::vector<std::string>> cases = {
      {"2026-03-02/b/delivered", "2026-03-01/z/delivered", "2026-03-01/a/delivered"},
      {"2026/9", "2026/10", "2026/1", "2026/"},
      {"same", "same", "same"},
      {"ab", "abc", "a", "abcdefghijk", "abcdefghijkl"},
      {"xy", "xyz12345", "a"}};
  for (std::vector<std::string> ids : cases) {
    Batch batch{100};
    std::uint64_t line = 0;
    for (const std::string& id : ids) {
      Row row;
      row.line = ++line;
      UsageEvent event;
      event.event_id = id;
      batch.add(0, row, std::nullopt, {event, Month(2025, 6), std::nullopt});
    }
    batch.sort();
    std::ranges::stable_sort(ids);
    REQUIRE(batch.events().size() == ids.size());
    std::size_t row_before = 0;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      CHECK(batch.events()[i].event.event_id == ids[i]);
      const std::size_t row = batch.row_of(i);
      if (i != 0 && ids[i] == ids[i - 1]) CHECK(row > row_before);
      row_before = row;
    }
  }
}

}  // namespace batch_test
