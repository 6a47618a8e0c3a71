// NDJSON: one object a line, every byte of it judged, numbers taken as text.
#include <simdjson.h>

#include <random>

#include "support/sanitized.hpp"
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace ndjson_test {
namespace {

std::string object(const std::string& id, const std::string& quantity,
                   const std::string& more = "") {
  return "{\"event_id\":\"" + id + "\",\"company\":\"c\",\"occurred_at\":\"" + june +
         "\",\"quantity\":" + quantity + more + "}";
}

void check_bad_row(const std::string& row, const std::string& kind, const std::string& detail) {
  CAPTURE(row);
  Metering m;
  const ImportReport report =
      m.import_text(object("a", "1") + "\n\n" + row + "\n" + object("b", "2") + "\n");
  CHECK(report.rows == 3);
  CHECK(report.stored == 2);
  const std::map<std::string, std::uint64_t> reasons = {{kind, 1}};
  CHECK(report.reasons == reasons);
  REQUIRE(m.refused.size() == 1);
  CHECK(m.refused[0].line == 3);
  CHECK(m.refused[0].row == row);
  CHECK(contains(m.refused[0].reason, detail));
  CHECK(m.total() == 3);
}

void check_quantity(const std::string& token, std::int64_t expected) {
  CAPTURE(token);
  Metering m;
  CHECK(m.import_text(object("a", token)).stored == 1);
  CHECK(m.total() == expected);
}

}  // namespace

TEST_CASE("an object a line, in every form that JSON allows") {
  Metering m;
  const ImportReport report = m.import_text(
      "\xEF\xBB\xBF\n" + object("a", "1") + "\r\n  \t\n" +
      " { \"quantity\" : 2 , \"occurred_at\" : \"" + june +
      "\" , \"company\" : \"c\" , \"event_id\" : \"b\" } \n" +
      object("c", "3", ",\"meter\":null,\"source\":null") + "\n" +
      object("d", "4", ",\"meter\":\"messages\",\"source\":\"import\"") + "\n" +
      object("\\u00e5", "5", ",\"x\":{\"y\":[1,-2.5e-3,true,false,null,\"\\u00e5\"]}"));
  CHECK(report.stored == 5);
  CHECK(report.clean());
  CHECK(m.total() == 15);
  CHECK(m.import_text(object("\xC3\xA5", "5")).duplicate == 1);  // an escape is the letter
  CHECK(m.import_text(header + "c,c," + june + ",3\n").duplicate == 1);
}

TEST_CASE("a quantity is its text, as a number or in quotes") {
  check_quantity("7", 7);
  check_quantity("\"7\"", 7);
  check_quantity("1.0", 1);
  check_quantity("9223372036854775807", INT64_MAX);
  check_quantity("9007199254740993", 9007199254740993);  // no double holds it
  check_quantity("\"9007199254740993\"", 9007199254740993);
  check_bad_row(object("x", "1e3"), "quantity is not a plain number", "\"1e3\"");
  check_bad_row(object("x", "1.5"), "quantity has too many decimals", "\"1.5\"");
  check_bad_row(object("x", "-1"), "quantity is negative", "-1; usage is 0 or more");
  check_bad_row(object("x", "9223372036854775808"), "quantity is too large", "9223372036854775807");
  check_bad_row(object("x", "123456789012345678901234567890"), "quantity is too large",
                "1234567890");
  check_bad_row(object("x", "\" 5\""), "quantity is not a plain number", "\" 5\"");
  check_bad_row(object("x", "\"\""), "quantity is empty", "write a number");
  check_bad_row(object("x", "true"), "quantity has the wrong type", "write a whole number");
  check_bad_row(object("x", "null"), "quantity has the wrong type", "write a whole number");
  check_bad_row(object("x", "[1]"), "quantity has the wrong type", "write a whole number");
}

TEST_CASE("decimals are kept exactly where the meter has them") {
  Metering m;
  CHECK(m.import_text(object("a", "0.001", ",\"meter\":\"gb\"")).stored == 1);
  CHECK(m.usage().at(0).amount().to_string() == "0.001");
}

TEST_CASE("names are strict") {
  const std::string rest = ",\"company\":\"c\",\"occurred_at\":\"" + june + "\"";
  check_bad_row("{\"event_id\":\"x\"" + rest + "}", "quantity is missing", "every row needs it");
  check_bad_row("{\"event_id\":\"x\"" + rest + ",\"qantity\":1}", "row has an unknown member",
                "\"qantity\"; did you mean \"quantity\"?");
  check_bad_row(object("x", "1", ",\"metre\":\"gb\""), "row has an unknown member",
                "did you mean \"meter\"?");
  check_bad_row(object("x", "1", ",\"quantity\":1"), "row repeats a member", "\"quantity\"");
  check_bad_row(object("x", "1", ",\"qu\\u0061ntity\":1"), "row repeats a member", "\"quantity\"");
  check_bad_row("{\"event_id\":17" + rest + ",\"quantity\":1}", "event_id has the wrong type",
                "text in quotes");
  check_bad_row(object("", "1"), "event_id cannot be used, it is empty", "1 to 255");
  check_bad_row(object("a\\u0000b", "1"), "event_id cannot be used, it has a control character",
                "a\\x00b");
}

TEST_CASE("joined files and lists by the line are read") {
  const std::string mark = "\xEF\xBB\xBF";
  const std::string crlf = " ,\r\n";
  for (const std::string& text :
       {object("a", "1") + "\n" + mark + object("b", "2") + "\n" + mark + "\n" + mark + mark +
            object("c", "3") + "\n" + mark,
        mark + mark + object("a", "1") + "\n" + mark + object("b", "2") + "\n" + object("c", "3"),
        object("a", "1") + ",\n" + object("b", "2") + crlf + object("c", "3") + ",",
        "[" + object("a", "1") + "," + object("b", "2") + "," + object("c", "3") + "]",
        mark + "[\n" + object("a", "1") + ",\n" + object("b", "2") + "\n]\n" + mark + "[" +
            object("c", "3") + "]",
        "{\n" + object("a", "1").substr(1) + "\n{\n" + object("b", "2").substr(1) + "\n" +
            object("c", "3")}) {
    CAPTURE(text);
    Metering m;
    const ImportReport report = m.import_text(text);
    CHECK(report.stored == 3);
    CHECK(report.clean());
    CHECK(m.total() == 6);
  }
  check_bad_row(object("x", "1") + ",,", "row is not JSON", "the row is");
  check_bad_row(",", "row is not JSON", "the row is");
  check_bad_row("x,", "row is not JSON", "\"x,\"");
  check_bad_row("\xEF\xBB" + object("x", "1"), "row is not JSON", "the row is");
}

TEST_CASE("a list is strict as lines are") {
  Metering m;
  const ImportReport report = m.import_text(
      "[" + object("a", "1") + ",\n{\"event_id\":\"b\",\"company\":\"c\",\"occurred_at\":\"" +
      june + "\",\"qantity\":1},\n{\"qantity\":1,\"x\":},\n{\"event_id\":\"d\"}]");
  CHECK(report.stored == 1);
  const std::map<std::string, std::uint64_t> reasons = {
      {"company is missing", 1}, {"row has an unknown member", 1}, {"row is not JSON", 1}};
  CHECK(report.reasons == reasons);
  REQUIRE(m.refused.size() == 3);
  CHECK(m.refused[2].line == 4);
}

TEST_CASE("other members may be anything that is JSON") {
  Metering m;
  const ImportReport report = m.import_text(
      object("a", "1", ",\"\":1,\"id\":\"z\",\"meters\":2,\"meter\":\"messages\",\"big\":1e999") +
      "\n");
  CHECK(report.stored == 1);
}

TEST_CASE("other members may differ from line to line, and those nearly ours are told of in each") {
  std::string lines;
  for (int i = 0; i < 600; ++i) {
    const std::string id = std::to_string(i);
    const std::string other = ",\"other" + std::to_string(i % 400) + "\":0";
    const std::string flag = ",\"flag\":[{\"flag\":1}]";
    lines += object(id, "1", i % 3 == 0 ? other + flag : flag + other) + "\n";
  }
  const std::string misspelt =
      "{\"other\":1,\"event_id\":\"x\",\"company\":\"c\",\"occurred_at\":\"" + june +
      "\",\"qantity\":1}\n";
  Metering m;
  const ImportReport report = m.import_text(misspelt + lines + misspelt);
  CHECK(report.stored == 600);
  CHECK(m.total() == 600);
  const std::map<std::string, std::uint64_t> reasons = {{"row has an unknown member", 2}};
  CHECK(report.reasons == reasons);
}

TEST_CASE("a line that is not wholly JSON is refused") {
  for (const char* more : {",\"x\":01",
                           ",\"x\":1.",
                           ",\"x\":.5",
                           ",\"x\":+1",
                           ",\"x\":1e",
                           ",\"x\":0x1",
                           ",\"x\":tru",
                           ",\"x\":nul",
                           ",\"x\":nulll",
                           ",\"x\":truee",
                           ",\"x\":NaN",
                           ",\"x\":\"\\q\"",
                           ",\"x\":\"\\ud800\"",
                           ",\"x\":\"\xFF\"",
                           ",\"x\":\"\t\"",
                           ",\"x\":[1,]",
                           ",\"x\":[1 2]",
                           ",\"x\":{\"y\"}",
                           ",\"x\":{\"y\":1,}",
                           ",\"x\":[}",
                           ",",
                           ",\"x\"",
                           ",x:1",
                           ",\"x\":'1'",
                           ",\"x\":{\"\\q\":1}",
                           ",\"x\":[[[01]]]",
                           ",\"x\":-",
                           ",\"x\":1 2",
                           ",\"x\":\"y\":[1]",
                           ",\"x\":{\"y\":\"z\":1}"})
    check_bad_row(object("x", "1", more), "row is not JSON", "row is");
  // What is told is the first thing that is wrong.
  check_bad_row(object("x", "1", ",\"x\":{\"\\q\" 1}"), "row is not JSON", "missing keys");
  check_bad_row(object("x", "1", ",\"x\":{\"\\q\":1}"), "row is not JSON", "a string");
  check_bad_row(object("x", "1") + "x", "row is not JSON", "the row is");
  check_bad_row(object("x", "1") + object("y", "1"), "row is not JSON", "one object a line");
  check_bad_row("{", "row is not JSON", "the row is \"{\"");
  check_bad_row("[" + object("x", "1") + "]", "row is not a JSON object", "on a line of its own");
  check_bad_row("17", "row is not a JSON object", "on a line of its own");
  check_bad_row("hello", "row is not JSON", "\"hello\"");
  check_bad_row(object("x", std::string(1, '\0')), "row is not JSON", "the row is");
  const std::string deep(100, '[');
  check_bad_row(object("x", "1", ",\"x\":" + deep + std::string(100, ']')),
                "row is nested too deeply", "64 levels");
}

TEST_CASE("a line that is too long is refused without being read into memory") {
  Metering m;
  const std::string giant =
      object("x", "1", ",\"x\":\"" + std::string(2 * max_row_bytes, 'y') + "\"");
  const ImportReport report =
      m.import_text(object("a", "1") + "\n" + giant + "\n" + object("b", "2"));
  CHECK(report.stored == 2);
  REQUIRE(m.refused.size() == 1);
  CHECK(m.refused[0].line == 2);
  CHECK(contains(m.refused[0].reason, "row is too long"));
}

TEST_CASE("a file of blank lines is an error when it is said to be NDJSON") {
  Metering m;
  m.options.format = "ndjson";
  const Error error = m.import_error({m.dir.write("e", "\n \n")});
  CHECK(error.code() == ErrorCode::bad_input);
  CHECK(contains(error.what(), "only blank lines"));
}

namespace {

// A line that is taken is an object, in an array perhaps that is not closed, or behind a comma.
std::string object_of(std::string line) {
  line.erase(0, line.find('{'));
  line.erase(line.rfind('}') + 1);
  return line;
}

}  // namespace

TEST_CASE("no line is taken that a full JSON parser refuses") {
  const std::uint32_t seed = 20250601;
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::string good = object(
      "a", "12", ",\"x\":{\"y\":[1,-2.5e-3,true,null,\"\\u00e5\\n\"],\"z\":{}},\"w\":[[],false]");
  const std::string bytes = "{}[]\",:\\ 0123456789.eE+-tfnul\xC3\x80";
  simdjson::dom::parser full;
  const int rounds = is_sanitized ? 300 : 3000;
  int taken = 0;
  for (int round = 0; round < rounds; ++round) {
    std::string line = good;
    for (std::size_t edits = 1 + random() % 3; edits > 0; --edits) {
      const std::size_t at = random() % line.size();
      const char byte = bytes[random() % bytes.size()];
      switch (random() % 3) {
        case 0:
          line[at] = byte;
          break;
        case 1:
          line.insert(at, 1, byte);
          break;
        default:
          line.erase(at, 1);
      }
    }
    Metering m;
    m.options.format = "ndjson";
    const ImportReport report = m.import_text(line);
    CHECK(accounts_for_all(report));
    if (report.stored == 0) continue;
    ++taken;
    CAPTURE(line);
    CHECK(full.parse(object_of(line)).error() == simdjson::SUCCESS);
  }
  CHECK(taken > rounds / 30);
}

}  // namespace ndjson_test
