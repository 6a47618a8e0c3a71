// JSON in any layout becomes the same records, and what is broken is refused where it stands.
#include "records/json/records.hpp"

#include "records/json/value.hpp"
#include "unit/formats/json_fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace records_test {
namespace {

constexpr std::array<std::string_view, 1> envelopes = {"items"};

struct Found {
  std::uint64_t line;
  std::string bytes;
  std::string broken;
};

// What a reader does that knows no record with a list of items.
std::string why_refused(std::string_view record) {
  JsonMembers members;
  const JsonMembers::Member items = members.want("items");
  try {
    members.read(record);
  } catch (const Refusal& refusal) {
    return refusal.text();
  }
  return members[items].kind == JsonKind::array ? "row has items" : "";
}

std::vector<Found> records(const std::string& text, std::size_t chunk_bytes = default_chunk_bytes) {
  const TempDir dir;
  JsonRecords all(Lines(dir.write("records", text), chunk_bytes), envelopes);
  std::vector<Found> found;
  bool there = all.next();
  while (there) {
    std::string why = all.broken() ? all.broken()->text() : "";
    if (why.empty()) why = why_refused(all.bytes());
    if (!why.empty() && all.is_guess()) {
      there = all.again();
      continue;
    }
    found.push_back({all.line(), std::string(all.bytes()), why});
    there = all.next();
  }
  return found;
}

// "1:{} 3:{}" stands for two records; "2:!{" for one that is broken.
std::string summary(const std::vector<Found>& found) {
  std::string text;
  for (const Found& record : found)
    text += (text.empty() ? "" : " ") + std::to_string(record.line) + ":" +
            (record.broken.empty() ? "" : "!") + record.bytes;
  return text;
}

void check_records(const std::string& text, const std::string& expected) {
  for (const std::size_t chunk : {std::size_t{1}, std::size_t{7}, default_chunk_bytes}) {
    CAPTURE(text);
    CAPTURE(chunk);
    CHECK(summary(records(text, chunk)) == expected);
  }
}

}  // namespace

TEST_CASE("records in every layout") {
  check_records("{}", "1:{}");
  check_records("{\"a\":1}\n{\"b\":2}\n", "1:{\"a\":1} 2:{\"b\":2}");
  check_records("{\"a\":1}\r\n\r\n {\"b\":2}", "1:{\"a\":1} 3:{\"b\":2}");
  check_records("{\n\"a\":1\n}\n{\n\"b\":2\n}", "1:{\n\"a\":1\n} 4:{\n\"b\":2\n}");
  check_records("[]", "");
  check_records("[\n]\n[{}]", "3:{}");
  check_records("[{\"a\":1},{\"b\":2}]", "1:{\"a\":1} 1:{\"b\":2}");
  check_records("[\n {\"a\":1},\n {\"b\":2}\n]\n{}", "2:{\"a\":1} 3:{\"b\":2} 5:{}");
  check_records("[{},\"x\",12, null ,[1,2]]", "1:{} 1:!\"x\" 1:!12 1:!null 1:![1,2]");
  check_records("{\"a\":1}{\"b\":2}\n{\"items\":[{\"c\":3}]}\n{\"items\":[]}\n{}{",
                "1:{\"a\":1} 1:{\"b\":2} 2:{\"c\":3} 4:{} 4:!{");
  check_records("{\"a\":\"}{][\\\"\\\\\"\n}\n{}", "1:{\"a\":\"}{][\\\"\\\\\"\n} 3:{}");
}

TEST_CASE("commas between records that are in no array") {
  check_records("{\"a\":1},\n{\"b\":2},\n", "1:{\"a\":1} 2:{\"b\":2}");
  check_records("{\"a\":1} , {\"b\":2}\n,{\n},\r\n[{}],\n[{}]",
                "1:{\"a\":1} 1:{\"b\":2} 2:{\n} 4:{} 5:{}");
  check_records("{},,{}\n{}", "1:{} 1:!,{} 2:{}");
  check_records(",{}\n{}", "1:!,{} 2:{}");
}

TEST_CASE("a byte order mark between records is dropped") {
  const std::string mark = "\xEF\xBB\xBF";
  check_records("{\"a\":1}\n" + mark + "{\"b\":2}\n" + mark + mark + "{\n}\n" + mark,
                "1:{\"a\":1} 2:{\"b\":2} 3:{\n}");
  check_records("[{}]" + mark + "[\n{}]\n" + mark + "\n" + mark + "[" + mark + "]{}" + mark + "{}",
                "1:{} 2:{} 4:{} 4:{}");
  check_records("{}\n\xEF\xBB{}\n{}", "1:{} 2:!\xEF\xBB{} 3:{}");
  check_records("{\"a\"" + mark + ":1}\n{}", "1:!{\"a\"" + mark + ":1} 2:{}");
}

TEST_CASE("an envelope gives the records of its list") {
  check_records("{\"items\":[\n{\"a\":1},{\"b\":2}\n],\n\"paging\":{\"x\":[{}]}\n}\n{\"c\":3}",
                "2:{\"a\":1} 2:{\"b\":2} 6:{\"c\":3}");
  check_records("{\"start\":\"x\",\"items\":[\n{}]\n,\"y\":[{\"items\":[1]}]}", "2:{}");
  check_records("{\"items\":[\n],\"z\":1}", "");
  check_records("[{\"items\":[\n{}]},\n{\"items\":[{}\n]}]", "2:{} 3:{}");
  check_records("{\"items\":\n{\"items\":[1]}}", "1:{\"items\":\n{\"items\":[1]}}");
  check_records("{\"x\":{\"items\":[1]}\n}", "1:{\"x\":{\"items\":[1]}\n}");
}

TEST_CASE("a line that is more than its record is looked at again") {
  const TempDir dir;
  JsonRecords all(Lines(dir.write("records",
                                  "{\"a\":1}{\"b\":2}\n{\"items\":[{\"c\":3}]}\n"
                                  "{\"items\":[]}\n")),
                  envelopes);
  REQUIRE(all.next());
  CHECK(all.is_guess());
  REQUIRE(all.again());
  CHECK(all.bytes() == "{\"a\":1}");
  REQUIRE(all.next());
  CHECK(all.bytes() == "{\"b\":2}");
  REQUIRE(all.next());
  CHECK(all.bytes() == "{\"items\":[{\"c\":3}]}");
  REQUIRE(all.again());
  CHECK(all.bytes() == "{\"c\":3}");
  CHECK(all.line() == 2);
  REQUIRE(all.next());
  CHECK(all.is_guess());
  CHECK(!all.again());
  CHECK(!all.next());
}

TEST_CASE("what is broken is refused up to where a record may begin again") {
  check_records("{\"a\":1\n{\"b\":2}\n", "1:!{\"a\":1 2:{\"b\":2}");
  check_records("{\"a\":\"x\n{\"b\":2}\n", "1:!{\"a\":\"x 2:{\"b\":2}");
  check_records("hello\nworld\n{\"b\":2}\n", "1:!hello\nworld 3:{\"b\":2}");
  check_records("{\"a\":[}\n{\"b\":2}\n", "1:!{\"a\":[} 2:{\"b\":2}");
  check_records("{\n \"a\":1\n \"b\":2\n}\n{}\n", "1:!{\n \"a\":1\n \"b\":2\n} 5:{}");
  check_records("[\n  {\n  \"a\" 1\n  \"b\":2\n  },\n  {\n  \"c\":3\n  }\n]",
                "2:!{\n  \"a\" 1\n  \"b\":2\n  }, 6:{\n  \"c\":3\n  }");
  check_records("{\"a\":1\n", "1:!{\"a\":1");
  check_records("[{},\n", "1:{} 2:!");
  check_records("[{}\n{}", "1:{} 2:! 2:{}");
  check_records("[{},]", "1:{} 1:!");
  check_records("[{},{\"a\":\n[{}]\n[{}]", "1:{} 1:!{\"a\": 2:{} 3:{}");
  check_records("{\"items\":[{},{]}\n{\"items\":[{}\n]}", "1:{} 1:!{]} 2:{}");
  check_records("[,{}]\n[{}]", "1:!,{}] 2:{}");
  check_records("{}]\n{}", "1:{} 1:!] 2:{}");
  check_records("{\"items\":[{}]]\n\n{}", "1:{} 1:!] 3:{}");
}

TEST_CASE("nothing grows beyond the limits") {
  const std::string deep = std::string(65, '[') + "\n" + std::string(65, ']');
  const std::vector<Found> nested = records("{\"a\":" + deep + "}\n{}");
  REQUIRE(nested.size() == 2);
  CHECK(holds(nested[0].broken, "more than 64 levels (line 1)"));
  CHECK(nested[1].bytes == "{}");

  const std::string giant = "{\"a\":\"" + std::string(3 * max_row_bytes, 'x') + "\"}";
  for (const std::string& text : {giant + "\n{}", "[\n" + giant + ",\n{}]"}) {
    const std::vector<Found> found = records(text, 1000);
    REQUIRE(found.size() == 2);
    CHECK(starts(found[0].broken, "row is too long: a row may have 1048576 bytes"));
    CHECK(found[0].bytes.size() == max_row_bytes);
    CHECK(found[1].bytes == "{}");
  }
}

TEST_CASE("one line of many records is read in little memory") {
  std::string text = "[";
  for (int i = 0; i < 40'000; ++i)
    text += (i == 0 ? "" : ",") + ("{\"a\":\"" + std::string(60, 'x') + "\"}");
  text += "]";
  REQUIRE(text.size() > 2 * max_row_bytes);
  CHECK(records(text, 5'000).size() == 40'000);
}

}  // namespace records_test
