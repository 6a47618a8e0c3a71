// What spreadsheets write around the rows: "sep=;", rows of nothing but delimiters, blanks around
// values.
#include "records/csv/records.hpp"
#include "unit/formats/rows.hpp"
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace spreadsheet_test {
namespace {

const std::string semicolons = "event_id;company;occurred_at;quantity\r\n";
const std::string map = "id=Nr,company=Kund,time=Tid,quantity=Antal";

std::string row(const std::string& id, char mark = ';') {
  return id + mark + "c" + mark + june + mark + "5\r\n";
}

ImportOptions separated(char delimiter) {
  ImportOptions options;
  options.delimiter = delimiter;
  return options;
}

ImportOptions with_map(const std::string& text) {
  ImportOptions options;
  options.map = text;
  return options;
}

void check_one(const std::string& text, const ImportOptions& options = {}) {
  CAPTURE(text);
  for (const std::size_t chunk : {std::size_t{1}, default_chunk_bytes}) {
    const ReadFile file = read_text(text, options, chunk);
    REQUIRE(file.counted().size() == 1);
    CHECK(file.counted()[0].id == "e1");
    CHECK(file.counted()[0].quantity == "5");
    for (const ReadRow& each : file.rows) CHECK(each.reason == "");
  }
}

}  // namespace

TEST_CASE("Excel's first line says the delimiter") {
  CHECK(separator_of("sep=;") == ';');
  CHECK(separator_of("SEP=\t") == '\t');
  CHECK(separator_of("\"sep=;\"") == ';');
  CHECK(separator_of("sep=;;;") == ';');
  for (const char* none : {"", "sep=", "sep", "sep=;,", "sep=\"", "sepx;", "event_id"})
    CHECK(separator_of(none) == '\0');
  check_one("sep=;\r\n" + semicolons + row("e1"));
  check_one("\xEF\xBB\xBFsep=;\r\n" + semicolons + row("e1"));
  check_one("sep=;\r\n" + semicolons + row("e1"), separated(';'));
  check_one("sep=;\n\n" + semicolons + row("e1"));
  check_one("sep=|\nNr|Kund|Tid|Antal\n" + row("e1", '|'), with_map(map));
  check_one("sep=;\n" + row("e1"), with_map("header=false,id=1,company=2,time=3,quantity=4"));
  check_one("sep=;\n" + semicolons + row("e1"), [] {
    ImportOptions options =
        with_map("id=event_id,company=company,time=occurred_at,quantity=quantity");
    options.map += ",skip_lines=1,delimiter=;";
    return options;
  }());
  const ReadFile months = read_text("sep=;\ncompany;month;quantity\nc;2026-03;5\n");
  CHECK(months.format == "monthly");
  CHECK(months.counted().size() == 1);
}

TEST_CASE("a first line that contradicts the options is an error at its place") {
  CHECK(read_error("sep=;\n" + semicolons + row("e1"), separated('|'), ErrorCode::bad_input,
                   "the line says that \";\" separates the fields, but \"|\" is declared") ==
        "input:1");
}

TEST_CASE("rows of nothing but delimiters are no usage") {
  check_one(semicolons + row("e1") + ";;;\r\n;;;\r\n", separated(';'));
  check_one(semicolons + ";;;\n" + row("e1") + "; ;\"\";\t\n", separated(';'));
  check_one(";;;;\n;;;;\n" + semicolons + row("e1") + ";;\n", separated(';'));
  check_one("event_id,company,occurred_at,quantity,\ne1,c," + june + ",5,\n,,,,\n   \n");
  check_one("Nr,Kund,Tid,Antal\ne1,c," + june + ",5\n,,,\n", with_map(map));
  const ReadFile file = read_text(semicolons + row("e1") + ";;;\n", separated(';'));
  REQUIRE(file.rows.size() == 2);
  CHECK(file.rows[1].not_counted == "blank row");
  CHECK(file.rows[1].line == 3);
  const ReadFile months = read_text("company,month,quantity\nc,2026-03,5\n,,\n");
  REQUIRE(months.rows.size() == 2);
  CHECK(months.rows[1].not_counted == "blank row");
  const ReadFile trace =
      read_text("Received,SenderAddress,RecipientAddress,Status,MessageTraceId\n,,,,\n");
  REQUIRE(trace.rows.size() == 1);
  CHECK(trace.rows[0].not_counted == "blank row");
}

TEST_CASE("a row with anything in it is judged") {
  const ReadFile file = read_text(semicolons + "e1;;;\n;;;5\n;;;;x\n", separated(';'));
  REQUIRE(file.rows.size() == 3);
  for (const ReadRow& each : file.rows) CHECK(each.not_counted == "");
  CHECK(contains(file.rows[2].reason, "wrong number of fields"));
}

TEST_CASE("blanks around values are left out if the map says so") {
  const std::string trim = map + ",trim=true";
  const std::string text = " Nr ,Kund,Tid\t,Antal\n e1 ,\u00A0c\u202F, " + june + ",\t5 \n";
  check_one(text, with_map(trim));
  CHECK(read_text(text, with_map(trim)).rows[0].company == "c");
  check_one("Nr, Kund , Tid, Antal\n \"e1\" , \"c\",\" " + june + "\",5\n", with_map(trim));
  check_one("Nr\tKund\tTid\tAntal\n e1 \tc\t" + june + "\t5\n",
            with_map(trim + ",delimiter=\"\t\""));
  const ReadFile months =
      read_text("a,b,c\n d ,2026-03 , 5\n", with_map("company=a,month=b,quantity=c,trim=true"));
  REQUIRE(months.counted().size() == 1);
  CHECK(months.rows[0].id == "monthly/2026-03/d/messages");
}

TEST_CASE("else they are a part of the value, and a number with them is refused with the remedy") {
  const std::string text = "Nr,Kund,Tid,Antal\ne1 ,c," + june + ",5\ne2,c," + june + ", 5\n";
  const ReadFile file = read_text(text, with_map(map));
  CHECK(file.rows[0].id == "e1 ");
  CHECK(contains(file.rows[1].reason, "leave out the blanks around it (trim = true)"));
}

}  // namespace spreadsheet_test
