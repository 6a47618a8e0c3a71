// What holds for every file: splitting, order, repetition and the seams between reads never change
// a total, and damage never loses a row or crashes.
#include <algorithm>
#include <random>

#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace property_test {
namespace {

struct Draw {
  explicit Draw(std::uint32_t seed) : random(seed) {}
  std::size_t below(std::size_t limit) { return random() % limit; }
  std::mt19937 random;
};

std::string csv_row(Draw& draw, std::size_t id) {
  const std::string day = std::to_string(10 + draw.below(19));
  const std::string month = std::to_string(4 + draw.below(3));
  return "e" + std::to_string(id) + ",\"c" + std::to_string(draw.below(5)) + "\",2025-0" + month +
         "-" + day + "T12:00:00Z," + std::to_string(draw.below(50));
}

// Rows with ids of their own, then some of them again.
std::vector<std::string> some_rows(Draw& draw, std::size_t count) {
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < count; ++i) rows.push_back(csv_row(draw, i));
  for (std::size_t i = 0; i < count / 4; ++i) rows.push_back(rows[draw.below(count)]);
  return rows;
}

std::string csv(std::span<const std::string> rows) {
  std::string text = header;
  for (const std::string& row : rows) text += row + "\n";
  return text;
}

std::vector<MonthUsage> usage_of(const std::string& text) {
  Metering m;
  m.import_text(text);
  return m.usage();
}

const std::string mixed =
    "\xEF\xBB\xBF"
    "event_id,company,occurred_at,quantity,note\r\n"
    "a,c,2025-06-15T12:00:00Z,1,\r\n"
    "b,\"c\",2025-06-15T12:00:00Z,2,\"x\r\n\"\"y\"\"\"\r\n"
    "c,c,2025-06-15T12:00:00Z,\"3\",\"stray\"quote\r\n"
    "\n"
    "d,c,2025-06-15T12:00:00Z,4,\"open\n"
    "e,c,2025-06-15T12:00:00Z,5,\xC3\xA5\n"
    "f,c,2025-06-15T12:00:00Z,6";

const std::string mixed_json =
    "{\"event_id\":\"a\",\"company\":\"c\",\"occurred_at\":\"2025-06-15T12:00:00Z\",\"quantity\":1}"
    "\n"
    "\r\n"
    "{\"event_id\":\"b\",\"company\":\"c\\u00e5\",\"occurred_at\":\"2025-06-15T12:00:00Z\"}\r\n"
    "{\"event_id\":\"c\",\"company\":\"c\",\"occurred_at\":\"2025-06-15T12:00:00Z\",\"quantity\":"
    "3}";

struct Result {
  std::vector<MonthUsage> usage;
  std::vector<std::string> refused;  // line, reason and row of each
  friend bool operator==(const Result&, const Result&) = default;
};

Result import_in_chunks(const std::string& text, std::size_t chunk_bytes) {
  Metering m;
  m.sizes.chunk_bytes = chunk_bytes;
  CHECK(accounts_for_all(m.import_text(text)));
  Result result = {m.usage(), {}};
  for (const RejectedRow& row : m.refused)
    result.refused.push_back(std::to_string(row.line) + " " + row.reason + " " + row.row);
  return result;
}

void check_seams(const std::string& text, std::size_t refused) {
  const Result whole = import_in_chunks(text, default_chunk_bytes);
  CHECK(whole.refused.size() == refused);
  CHECK_FALSE(whole.usage.empty());
  for (std::size_t chunk = 1; chunk <= text.size() + 1; ++chunk) {
    CAPTURE(chunk);
    CHECK(import_in_chunks(text, chunk) == whole);
  }
}

std::string damaged(std::string text, Draw& draw) {
  static const std::string bytes = std::string("\"\",\n\r;{}:\\x0-.\xFF") + '\0';
  for (std::size_t edits = 1 + draw.below(6); edits > 0 && !text.empty(); --edits) {
    const std::size_t at = draw.below(text.size());
    const char byte = bytes[draw.below(bytes.size())];
    switch (draw.below(4)) {
      case 0:
        text[at] = byte;
        break;
      case 1:
        text.insert(at, 1, byte);
        break;
      case 2:
        text.erase(at, 1 + draw.below(10));
        break;
      default:
        text.resize(at);
        break;
    }
  }
  return text;
}

// Whatever is done to a file, it is refused as a whole or every row of it is accounted for.
void check_damage(const std::string& text, std::uint32_t seed) {
  Draw draw(seed);
  int imported = 0;
  for (int round = 0; round < 1500; ++round) {
    CAPTURE(seed);
    CAPTURE(round);
    Metering m;
    m.sizes.chunk_bytes = 1 + draw.below(100);
    m.options.batch_events = 1 + draw.below(10);
    m.sizes.batch_rows = 1 + draw.below(10);
    try {
      const ImportReport report = m.import_text(damaged(text, draw));
      CHECK(accounts_for_all(report));
      CHECK(m.refused.size() == report.conflict + report.rejected);
      std::int64_t events = 0;
      for (const MonthUsage& row : m.usage()) events += row.events;
      CHECK(events == static_cast<std::int64_t>(report.stored));
      ++imported;
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::bad_input);
      CHECK_FALSE(error.where().empty());
    }
  }
  CHECK(imported > 100);
}

}  // namespace

TEST_CASE("a file twice, split in any way, in any order, gives the same totals") {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    Draw draw(seed);
    std::vector<std::string> rows = some_rows(draw, 60);
    const std::vector<MonthUsage> expected = usage_of(csv(rows));
    std::ranges::shuffle(rows, draw.random);
    CHECK(usage_of(csv(rows)) == expected);

    Metering m;
    m.options.batch_events = 1 + draw.below(20);
    m.sizes.batch_rows = 1 + draw.below(20);
    std::vector<std::string> paths;
    for (std::size_t from = 0; from < rows.size();) {
      const std::size_t count = std::min(1 + draw.below(30), rows.size() - from);
      paths.push_back(m.dir.write("part-" + std::to_string(paths.size()),
                                  csv(std::span(rows).subspan(from, count))));
      from += count;
    }
    std::ranges::shuffle(paths, draw.random);
    CHECK(m.import(paths).clean());
    CHECK(m.usage() == expected);
    std::ranges::shuffle(paths, draw.random);
    CHECK(m.import(paths).duplicate == rows.size());
    CHECK(m.usage() == expected);
  }
}

TEST_CASE("where the seams between reads fall changes nothing") {
  check_seams(mixed, 3);
  check_seams(mixed_json, 1);
}

TEST_CASE("damage loses no row and crashes nothing") {
  Draw draw(7);
  const std::vector<std::string> rows = some_rows(draw, 8);
  check_damage(csv(rows), 101);
  check_damage(mixed, 102);
  check_damage(mixed_json, 103);
}

}  // namespace property_test
