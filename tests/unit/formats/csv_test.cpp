// CSV: what the header may be, what a row may be, and that a bad row costs no good one.
#include "formats/reader.hpp"
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace csv_test {
namespace {

void check_file_error(const std::string& bytes, const std::string& message,
                      const std::string& line = "1") {
  Metering m;
  const std::string path = m.dir.write("events.csv", bytes);
  const Error error = m.import_error({path});
  CHECK(error.code() == ErrorCode::bad_input);
  CHECK(contains(error.what(), message));
  CHECK(error.where() == path + ":" + line);
  CHECK(m.usage().empty());
}

// One good row before and one after the bad one, which stands on line 3.
void check_bad_row(const std::string& row, const std::string& kind, const std::string& detail) {
  CAPTURE(row);
  Metering m;
  const ImportReport report =
      m.import_text(header + "a,c," + june + ",1\n" + row + "\nb,c," + june + ",2\n");
  CHECK(report.rows == 3);
  CHECK(report.stored == 2);
  CHECK(report.rejected == 1);
  const std::map<std::string, std::uint64_t> reasons = {{kind, 1}};
  CHECK(report.reasons == reasons);
  REQUIRE(m.refused.size() == 1);
  CHECK(m.refused[0].line == 3);
  CHECK(m.refused[0].row == row);
  CHECK(m.refused[0].outcome == Outcome::rejected);
  CHECK(contains(m.refused[0].reason, detail));
  CHECK(m.total() == 3);
}

// The file stores one event of 5 messages of company c, id e.
void check_same_event(const std::string& bytes, char delimiter = '\0') {
  CAPTURE(bytes);
  Metering m;
  m.options.delimiter = delimiter;
  const ImportReport report = m.import_text(bytes);
  CHECK(report.stored == 1);
  CHECK(report.clean());
  m.options.delimiter = '\0';
  const ImportReport again = m.import_text(header + "e,c," + june + ",5\n");
  CHECK(again.duplicate == 1);
}

}  // namespace

TEST_CASE("the same row in every form that CSV allows") {
  const std::string row = "e,c," + june + ",5";
  check_same_event(header + row + "\n");
  check_same_event(header + row);                          // no final newline
  check_same_event("\xEF\xBB\xBF" + header + row + "\n");  // byte order mark
  check_same_event("event_id,company,occurred_at,quantity\r\n" + row + "\r\n");
  check_same_event("event_id,company,occurred_at,quantity\r\n" + row + "\r");
  check_same_event("\n\n" + header + "\n" + row + "\n\n\r\n");  // empty lines
  check_same_event("quantity,occurred_at,event_id,company\n5," + june + ",e,c\n");
  check_same_event("\"event_id\",\"company\",\"occurred_at\",\"quantity\"\n\"e\",\"c\",\"" + june +
                   "\",\"5\"\n");
  check_same_event("event_id,company,occurred_at,quantity,meter,source\n" + row + ",,\n");
  check_same_event("event_id,company,occurred_at,quantity,meter,source\n" + row +
                   ",messages,import\n");
  check_same_event("event_id;company;occurred_at;quantity\ne;c;" + june + ";5\n", ';');
  check_same_event(
      "\xEF\xBB\xBF"
      "event_id\tcompany\toccurred_at\tquantity\ne\tc\t" +
          june + "\t5\n",
      '\t');
  check_same_event(
      "event_id,company,subject,occurred_at,quantity\ne,c,\"one, \"\"two\"\"\nthree\"," + june +
      ",5\n");
}

TEST_CASE("doubled quotes and delimiters in quotes are text") {
  Metering m;
  const ImportReport report = m.import_text(header + "e,\"a \"\"b\"\", c\"," + june + ",5\n");
  CHECK(report.new_companies == std::vector<std::string>{"a \"b\", c"});
}

TEST_CASE("a header that would lose something is an error") {
  check_file_error("", "the file is empty");
  check_file_error("\xEF\xBB\xBF", "the file is empty");
  check_file_error(header, "a header but no rows", "2");
  check_file_error(header + "\n\r\n", "a header but no rows", "4");
  check_file_error("\n\n", "cannot tell what format this is");
  check_file_error("hello\nworld\n", "cannot tell what format this is, it starts with \"hello\"");
  check_file_error(std::string("event_id\0,\n", 11), "cannot tell what format this is");
  check_file_error("event_id,company,occurred_at\n1,2,3\n",
                   "the header has no column \"quantity\"; it has \"event_id\", \"company\", "
                   "\"occurred_at\"");
  check_file_error("event_id,company,occured_at,quantity\n1,2,3,4\n",
                   "no column \"occurred_at\"; it has \"event_id\", \"company\", \"occured_at\", "
                   "\"quantity\"; rename \"occured_at\" to \"occurred_at\"");
  check_file_error("\n\nevent_id,Company,occurred_at,quantity\n1,2,3,4\n",
                   "rename \"Company\" to \"company\"", "3");
  check_file_error("event_id,company,occurred_at,quantity,metre\n1,2,3,4,5\n",
                   "unknown column \"metre\"; did you mean \"meter\"?");
  check_file_error("event_id,company,occurred_at,quantity,sorce\n1,2,3,4,5\n",
                   "did you mean \"source\"?");
  check_file_error("event_id,company,occurred_at,quantity,company\n1,2,3,4,5\n",
                   "names column \"company\" twice");
  check_file_error("event_id;company;occurred_at;quantity\n1;2;3;4\n",
                   "separated by \";\", say so: --delimiter ';'");
  check_file_error("event_id\tcompany\toccurred_at\tquantity\n1\t2\t3\t4\n", "--delimiter $'\\t'");
  check_file_error("event_id|company|occurred_at|quantity\n1|2|3|4\n", "--delimiter '|'");
  check_file_error("\"event_id,company,occurred_at,quantity\n1,2,3,4\n",
                   "the header cannot be read, quote is not closed");
  check_file_error(std::string(max_row_bytes + 1, ','), "header is longer than a row");
}

TEST_CASE("columns that nobody knows are ignored aloud") {
  Metering m;
  const ImportReport report = m.import_text(
      "event_id,company,occurred_at,quantity,recipient\ne,c," + june + ",1,a@example.com\n");
  REQUIRE(report.notices.size() == 1);
  CHECK(contains(report.notices[0], "column \"recipient\" is not used"));
  CHECK(report.stored == 1);
}

TEST_CASE("a bad row is refused with its line and its reason, and costs no other") {
  const auto quantity = [](const std::string& text) { return "x,c," + june + "," + text; };
  check_bad_row(quantity("abc"), "quantity is not a plain number", "\"abc\"; write digits");
  check_bad_row(quantity(""), "quantity is empty", "write a number such as 1");
  check_bad_row(quantity("-1"), "quantity is negative", "usage is 0 or more");
  check_bad_row(quantity("1e3"), "quantity is not a plain number", "no plus, spaces, exponent");
  check_bad_row(quantity(" 5"), "quantity is not a plain number", "\" 5\"");
  check_bad_row(quantity("1.5"), "quantity has too many decimals", "meter \"messages\" has 0");
  check_bad_row(quantity("9223372036854775808"), "quantity is too large", "9223372036854775807");
  check_bad_row("x,c,2025-06-15T12:00:00,1", "occurred_at is malformed", "offset");
  check_bad_row("x,c,2025-06-15 12:00:00Z,1", "occurred_at is malformed", "'T'");
  check_bad_row("x,c,2025-06-31T12:00:00Z,1", "occurred_at is malformed", "no day 31");
  check_bad_row("x,c,2025-06-30T23:59:60Z,1", "occurred_at is malformed", "leap second");
  check_bad_row("x,c,,1", "occurred_at is empty", "2025-05-31T22:30:00Z");
  check_bad_row("," + quantity("1").substr(2), "event_id cannot be used, it is empty", "\"\"");
  check_bad_row("x,," + june + ",1", "company cannot be used, it is empty", "\"\"");
  check_bad_row("x,c," + june, "row has the wrong number of fields", "3 instead of the header's 4");
  check_bad_row(quantity("1,2"), "row has the wrong number of fields", "5 instead of");
  check_bad_row("x;c;" + june + ";1", "row has the wrong number of fields", "1 instead of");
  check_bad_row(std::string("x\0,c,", 5) + june + ",1", "row has a NUL byte", "x\\x00");
  check_bad_row("x\xE5,c," + june + ",1", "row is not UTF-8", "save the file as UTF-8");
  check_bad_row("x\"y\",c," + june + ",1", "quote inside a bare field", "double each quote");
  check_bad_row("\"x\"y,c," + june + ",1", "text after a closing quote", "double each quote");
}

TEST_CASE("a quote that is not closed costs its own line only") {
  check_bad_row("\"x,c," + june + ",1", "quote is not closed", "double each quote");
  check_bad_row("x,5\" pipe," + june + ",1", "quote inside a bare field", "5\" pipe");
}

TEST_CASE("lines are counted through quoted newlines, CRLF and empty lines") {
  Metering m;
  const ImportReport report = m.import_text(
      "event_id,company,occurred_at,quantity,note\r\n"  // 1
      "a,c," +
      june +
      ",1,\"two\r\nlines\"\r\n"  // 2, 3
      "\r\n"                     // 4
      "b,c," +
      june +
      ",x,\"three\n\nlines\"\r\n"  // 5, 6, 7
      "c,c," +
      june + ",y,\r\n");  // 8
  CHECK(report.stored == 1);
  REQUIRE(m.refused.size() == 2);
  CHECK(m.refused[0].line == 5);
  CHECK(m.refused[0].row == "b,c," + june + ",x,\"three\n\nlines\"");
  CHECK(m.refused[1].line == 8);
}

TEST_CASE("a row that is too long is refused without being read into memory") {
  const std::string giant = "x,c," + june + ",1" + std::string(3 * max_row_bytes, ' ');
  Metering m;
  const ImportReport report =
      m.import_text(header + "a,c," + june + ",1\n" + giant + "\nb,c," + june + ",2\n");
  CHECK(report.stored == 2);
  REQUIRE(m.refused.size() == 1);
  CHECK(contains(m.refused[0].reason, "row is too long: a row may have 1048576 bytes"));
  CHECK(m.refused[0].row == giant.substr(0, max_row_bytes));
  CHECK(m.refused[0].line == 3);
  CHECK(m.import_text(header + giant).rejected == 1);  // also at the end of the file
}

TEST_CASE("a delimiter that cannot separate is refused") {
  for (char delimiter : {'"', '\n', '\r'}) {
    Metering m;
    m.options.delimiter = delimiter;
    const Error error = m.import_error({m.dir.write("e.csv", header + "a,c," + june + ",1\n")});
    CHECK(error.code() == ErrorCode::invalid_argument);
    CHECK(error.where() == "delimiter");
  }
}

TEST_CASE("a refused row has none of the texts of the row before") {
  TempDir dir;
  const ImportOptions options;
  const auto reader = open_reader(dir.write("e", header + "a,c," + june + ",1\nb\n"), {options});
  Row row;
  REQUIRE(reader->next(row));
  CHECK(row[Field::event_id] == "a");
  REQUIRE(reader->next(row));
  CHECK(row.refusal);
  CHECK(row[Field::event_id].empty());
  CHECK_FALSE(reader->next(row));
}

}  // namespace csv_test
