// Column maps: both forms, every mistake with its place, and CSV of many shapes read by them.
#include "formats/csv_map.hpp"

#include "base/digest.hpp"
#include "support/thrown.hpp"
#include "unit/formats/rows.hpp"
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace csv_map_test {
namespace {

void check_no_map(const std::string& map, const std::string& part, const std::string& where) {
  CAPTURE(map);
  try {
    read_column_map(map);
    FAIL("the map was taken");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::invalid_argument);
    CHECK(contains(error.what(), part));
    CHECK(error.where() == where);
  }
}

ImportOptions with_map(const std::string& map) {
  ImportOptions options;
  options.map = map;
  return options;
}

const std::string short_map = "id=Nr,company=Kund,time=Tid,quantity=Antal";
const std::string columns = "Nr,Kund,Tid,Antal\n";

// The one row of a file, read by a map.
ReadRow only_row(const std::string& map, const std::string& text) {
  CAPTURE(map);
  const ReadFile file = read_text(text, with_map(map));
  REQUIRE(file.rows.size() == 1);
  CHECK(file.format == "csv");
  return file.rows[0];
}

void check_row(const std::string& map, const std::string& text, const ReadRow& expected) {
  CAPTURE(text);
  const ReadRow row = only_row(map, text);
  CHECK(row.reason == "");
  CHECK(row.id == expected.id);
  CHECK(row.company == expected.company);
  CHECK(row.domain == expected.domain);
  CHECK(row.time == expected.time);
  CHECK(row.quantity == expected.quantity);
}

void check_reason(const std::string& map, const std::string& text, const std::string& part) {
  CAPTURE(text);
  CHECK(contains(only_row(map, text).reason, part));
}

ReadRow row_of(const std::string& id, const std::string& company, const std::string& time,
               const std::string& quantity, const std::string& domain = "") {
  return {0, id, company, domain, time, quantity, "", "", ""};
}

}  // namespace

TEST_CASE("the same map in short and as TOML") {
  const ColumnMap in_short = read_column_map(
      "id=Message ID, id=Recipient,time=Sent, company = \"Kund, namn\",constant.quantity=1,"
      "decimal_mark=\",\",thousands_mark=\" \",delimiter=;,skip_lines=2,private_id=true");
  const ColumnMap toml = read_column_map(
      "id = [\"Message ID\", \"Recipient\"]\ntime = \"Sent\"\ncompany = 'Kund, namn'\n"
      "decimal_mark = \",\"\nthousands_mark = \"\u00A0\"\ndelimiter = \";\"\nskip_lines = 2\n"
      "private_id = true\n[constant]\nquantity = 1\n");
  for (const ColumnMap& map : {in_short, toml}) {
    CHECK(map[Column::id] == std::vector<std::string>{"Message ID", "Recipient"});
    CHECK(map[Column::time] == std::vector<std::string>{"Sent"});
    CHECK(map[Column::company] == std::vector<std::string>{"Kund, namn"});
    CHECK(map.constant(Column::quantity) == "1");
    CHECK(map.marks.decimal == ',');
    CHECK(map.marks.thousands == " ");
    CHECK(map.style.delimiter == ';');
    CHECK(map.style.skip_lines == 2);
    CHECK(map.private_id);
    CHECK(map.header);
  }
}

TEST_CASE("mistakes in a map are told with their place") {
  check_no_map("", "has no = after \"\"", "map:1:1");
  check_no_map("id=Nr,company", "has no = after \"company\"; write key=value", "map:1:7");
  check_no_map("id=Nr,compny=Kund", "unknown key \"compny\"; did you mean \"company\"?", "map:1:7");
  check_no_map("id=Nr,xyzzy=1", "the keys are id company domain", "map:1:7");
  check_no_map("id=Nr,constant.quantty=1", "did you mean \"constant.quantity\"?", "map:1:7");
  check_no_map("id=\"Nr", "has a quote that is not closed", "map:1:4");
  check_no_map("id=\"Nr\"x", "has something after a closing quote", "map:1:8");
  check_no_map("id=", "names no column for \"id\"", "map:1:1");
  check_no_map("company=a,company=b", "names several columns for \"company\"", "map:1:1");
  check_no_map("decimal_mark=x", "has \"x\" for \"decimal_mark\"; it must be", "map:1:1");
  check_no_map("thousands_mark=-", "for \"thousands_mark\"; it must be", "map:1:1");
  check_no_map("header=yes", "it must be true or false", "map:1:1");
  check_no_map("skip_lines=-1", "it must be a number of lines", "map:1:1");
  check_no_map("skip_lines=99999999999999999999", "it must be a number of lines", "map:1:1");
  check_no_map("comment=//", "it must be one ASCII mark", "map:1:1");
  check_no_map("ambiguous=third", "it must be \"first\" or \"second\"", "map:1:1");
  check_no_map("zone=a,zone=b", "needs one value for \"zone\"", "map:1:1");
  check_no_map("id=1,time_layout=yyyy", "the time layout \"yyyy\" has the letter", "map:1:6");
  check_no_map("quantity=a,constant.quantity=1", "both a column and a constant", "map:1:1");
  check_no_map("header=false,id=Nr", "names the column \"Nr\" of a file without a header",
               "map:1:14");
  check_no_map("decimal_mark=.,thousands_mark=.", "the same mark before decimals", "map:1:16");
  check_no_map("id = \"Nr\"\ncompny = \"Kund\"\n", "did you mean \"company\"?", "map:2:1");
  check_no_map("id = \"Nr\"\nzone = \n", "is not TOML", "map:2:8");
  check_no_map("[constant]\nquantity = 0.5\n", "that is no text; write it in quotes", "map:2:12");
  check_no_map("id = { a = 1 }\n", "unknown key \"id.a\"", "map:1:8");
  check_no_map("id=\xE5", "is not UTF-8", "map:1:1");
  check_no_map(std::string(20'000, '\n'), "is longer than 16 KiB", "map:1:1");
}

TEST_CASE("each kind of rows has columns and keys of its own") {
  const auto fails = [](const std::string& text, const std::string& part) {
    CAPTURE(text);
    const Thrown thrown = testing::thrown([&] { read_column_map(text, {}, RowsOf::companies); });
    CHECK(thrown.code == ErrorCode::invalid_argument);
    CHECK(thrown.says(part));
  };
  const ColumnMap map = read_column_map(
      "id=Nr,domains=a,domains=b,cost_centre=KS,constant.tariff=post,time_layout=YYYY-MM", {},
      RowsOf::companies);
  CHECK(map[Column::domains] == std::vector<std::string>{"a", "b"});
  CHECK(map.constant(Column::tariff) == "post");
  CHECK(map.names_columns());
  CHECK_FALSE(read_column_map("delimiter=;", {}, RowsOf::companies).names_columns());
  fails("company=x", "the keys are id name tariff from through domains customer_number");
  fails("id=a,id=b", "names several columns for \"id\"");
  fails("zone=UTC", "unknown key \"zone\"");
  fails("constant.id=1", "unknown key \"constant.id\"");
  fails("excel-sv", "that is excel-sv-companies");
  check_no_map("tariff=x", "unknown key \"tariff\"", "map:1:1");
}

TEST_CASE("a map that does not say enough, or too much") {
  const auto check = [](const std::string& map, const std::string& part) {
    CAPTURE(map);
    CHECK(read_error(columns + "1,2,3,4\n", with_map(map), ErrorCode::invalid_argument, part) ==
          "map");
  };
  check("company=Kund,time=Tid,quantity=Antal", "an id is never made up");
  check("id=Nr,company=Kund,quantity=Antal", "names no column for time");
  check("id=Nr,company=Kund,time=Tid", "say constant.quantity = 1");
  check("id=Nr,time=Tid,quantity=Antal", "names no column for company or domain");
  check("id=Nr,company=Kund,domain=Kund,time=Tid,quantity=Antal", "both company and domain");
  check(short_map + ",time_layout=YYYY-MM", "a time layout without a day");
  check("header=false,id=1,company=2,time=3,quantity=5", "the file has columns 1 to 4");
  check("header=false,id=0,company=2,time=3,quantity=4", "names column 0");
  ImportOptions options = with_map(short_map + ",delimiter=;");
  options.delimiter = ',';
  CHECK(read_error(columns, options, ErrorCode::invalid_argument, "say it once") == "delimiter");
  options = with_map(short_map);
  options.format = "ndjson";
  CHECK(read_error("{}\n", options, ErrorCode::invalid_argument,
                   "the format ndjson has columns of its own") == "map");
  options = with_map(short_map + ",zone=Europe/Stokholm");
  read_error(columns + "1,2,3,4\n", options, ErrorCode::unknown_zone, "Europe/Stockholm");
}

TEST_CASE("a header without a column of the map") {
  const auto check = [](const std::string& header_line, const std::string& part) {
    CHECK(read_error(header_line + "\n1,2,3,4\n", with_map(short_map), ErrorCode::bad_input,
                     part) == "input:1");
  };
  check("Nr,Kundd,Tid,Antal", "no column \"Kund\"; did you mean \"Kundd\"?");
  check("Nr,x,Tid,Antal", "no column \"Kund\"; it has \"Nr\", \"x\"");
  check("Nr,Kund,Kund,Tid,Antal", "names column \"Kund\" twice");
  check("Nr;Kund;Tid;Antal", "separated by \";\", say so");
  CHECK(read_error(columns, with_map(short_map), ErrorCode::bad_input, "header but no rows") ==
        "input:2");
}

TEST_CASE("files of many shapes") {
  const std::string noon = "2025-06-15T12:00:00Z";
  check_row(short_map, columns + "a,b," + noon + ",5\n", row_of("a", "b", noon, "5"));
  check_row(short_map +
                ",delimiter=;,decimal_mark=\",\",thousands_mark=\" \","
                "time_layout=YYYY-MM-DD HH:mm,zone=Europe/Stockholm",
            "Nr;Kund;Tid;Antal\n0010;b;2025-06-15 14:00;1\u00A0\x33\x35\x35,00\n",
            row_of("0010", "b", noon, "1355.00"));
  check_row(
      "header=false,id=1,company=4,time=2,time=3,constant.quantity=1,"
      "time_layout=YYYYMMDD HHmm,zone=UTC,comment=#,skip_lines=1",
      "report of 2025\n# a comment\n7,20250615,1200,b\n# another\n", row_of("7", "b", noon, "1"));
  check_row("id=Nr,domain=From,time=Tid,quantity=Antal",
            "Nr,From,Tid,Antal\na,Anna <anna@Example.SE>," + noon + ",2\n",
            row_of("a", "", noon, "2", "example.se"));
  check_row("id=Nr,domain=From,time=Tid,quantity=Antal",
            "Nr,From,Tid,Antal\na,Example.SE," + noon + ",2\n",
            row_of("a", "", noon, "2", "example.se"));
  check_row("id=Nr,company=Kund,time=Tid,quantity=Antal,encoding=windows-1252",
            columns + "a,\xE5," + noon + ",2\n", row_of("a", "\u00E5", noon, "2"));
  check_row(short_map + ",time_layout=epoch", columns + "a,b,1749988800,2\n",
            row_of("a", "b", noon, "2"));
  check_row(short_map + ",time_layout=iso,zone=Europe/Stockholm,ambiguous=second",
            columns + "a,b,2026-10-25 02:30:00,2\n", row_of("a", "b", "2026-10-25T01:30:00Z", "2"));
}

TEST_CASE("an id of several columns tells all rows apart that differ") {
  const std::string map = "id=A,id=B,company=C,time=T,constant.quantity=1";
  const auto id = [&](const std::string& parts, const std::string& more = "") {
    return only_row(map + more, "A,B,C,T\n" + parts + ",c,2025-06-15T12:00:00Z\n").id;
  };
  CHECK(id("m,r") == "m|r");
  CHECK(id("m|,r") == "m\\||r");
  CHECK(id("m,|r") == "m|\\|r");
  CHECK(id("m\\,r") == "m\\\\|r");
  CHECK(id("m,r", ",private_id=true") == sha256_hex("m|r"));
  check_reason(map, "A,B,C,T\nm,,c,2025-06-15T12:00:00Z\n",
               "id is incomplete: column \"B\" is empty");
}

TEST_CASE("a company for the file, or for rows whose domain is not there") {
  const std::string map = "id=Nr,domain=From,time=Tid,quantity=Antal";
  const std::string text =
      "Nr,From,Tid,Antal\na,example.se,2025-06-15T12:00:00Z,2\n"
      "b,,2025-06-15T12:00:00Z,2\n";
  ImportOptions options = with_map(map);
  options.company = "file";
  ReadFile file = read_text(text, options);
  CHECK(file.rows[0].company == "file");
  CHECK(file.rows[0].domain == "");
  options.company_from = {"domain"};
  file = read_text(text, options);
  CHECK(file.rows[0].domain == "example.se");
  CHECK(file.rows[1].company == "file");
}

TEST_CASE("rows that are not certain are refused") {
  const auto row = [](const std::string& time, const std::string& quantity) {
    return columns + "a,b," + time + ",\"" + quantity + "\"\n";
  };
  const std::string noon = "2025-06-15T12:00:00Z";
  check_reason(short_map, row(noon, "1,00"), "say which they are (decimal_mark, thousands_mark)");
  check_reason(short_map, row(noon, "1.355,90"), "quantity is not a number: \"1.355,90\"");
  check_reason(short_map + ",decimal_mark=.", row(noon, "-0.0.66962"), "quantity is not a number");
  check_reason(short_map, row(noon, ""), "quantity is empty");
  check_reason(short_map, row("", "1"), "time is empty");
  check_reason(short_map, row("2025-06-15 12:00:00", "1"), "say in which zone it is");
  check_reason(short_map, row("15/6 2025", "1"), "time is malformed");
  const std::string local = short_map + ",zone=Europe/Stockholm";
  check_reason(local, row("2026-10-25 02:30:00", "1"), "time is not certain");
  check_reason(local, row("2026-03-29 02:30:00", "1"), "time is not certain");
  check_reason("id=Nr,domain=Kund,time=Tid,quantity=Antal", columns + "a,b c," + noon + ",1\n",
               "domain is malformed: \"b c\"");
}

TEST_CASE("an import by a map counts what the file has") {
  Metering m;
  m.options.map = short_map + ",delimiter=;,decimal_mark=\",\",thousands_mark=.";
  const ImportReport report = m.import_text(
      "\xEF\xBB\xBFNr;Kund;Tid;Antal\r\n1;b;2025-06-15T12:00:00Z;1.080\r\n"
      "2;b;2025-06-15T12:00:00Z;1,00\r\n3;b;2025-06-15T12:00:00Z;1,5\r\n");
  CHECK(report.stored == 2);
  CHECK(m.total() == 1081);
  REQUIRE(m.refused.size() == 1);
  CHECK(contains(m.refused[0].reason, "quantity has too many decimals: \"1.5\""));
}

}  // namespace csv_map_test
