// CSV for other programs: delimiters, decimal commas, byte order marks, and no formulas.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "porto/error.hpp"
#include "porto/output.hpp"
#include "porto/rows.hpp"

using namespace porto;

namespace dialect_test {
namespace {

Rows row_of(std::vector<Cell> cells) {
  return {{{"id"},
           {"price", ColumnType::decimal},
           {"net", ColumnType::money},
           {"used", ColumnType::quantity},
           {"n", ColumnType::integer},
           {"at", ColumnType::time}},
          1,
          [cells](std::size_t) { return cells; }};
}

std::string written(const CsvDialect& dialect, std::vector<Cell> cells) {
  return to_text(row_of(std::move(cells)), output_format("csv"), {.csv = dialect});
}

// A row of one text in the dialect of a Swedish Excel, without the frame.
std::string excel_text(const std::string& text) {
  Rows rows({{"id"}}, 1, [text](std::size_t) { return std::vector<Cell>{text}; });
  const std::string all =
      to_text(std::move(rows), output_format("csv"), {.csv = csv_dialect("excel-sv")});
  const std::string frame = "\xEF\xBB\xBFid\r\n";
  CHECK(all.starts_with(frame));
  CHECK(all.ends_with("\r\n"));
  return all.substr(frame.size(), all.size() - frame.size() - 2);
}

void check_refused(const CsvDialect& dialect, const char* where) {
  try {
    written(dialect, {"a", "1", "1", "1", "1", "t"});
    FAIL("not refused");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::invalid_argument);
    CHECK(error.where() == where);
  }
}

}  // namespace

TEST_CASE("numbers get a decimal comma, texts and times do not") {
  const std::vector<Cell> cells = {"1.5", "0.012", "-860.00", "2.5", "7", "2024-02-01T00:00:00.5Z"};
  CHECK(written({.delimiter = ';', .decimal_mark = ','}, cells) ==
        "id;price;net;used;n;at\n1.5;0,012;-860,00;2,5;7;2024-02-01T00:00:00.5Z\n");
  CHECK(written({}, cells) ==
        "id,price,net,used,n,at\n1.5,0.012,-860.00,2.5,7,2024-02-01T00:00:00.5Z\n");
}

TEST_CASE("what is quoted follows the delimiter") {
  CHECK(written({.delimiter = ';'}, {"a,b", "1", "1", "1", "1", {}}) ==
        "id;price;net;used;n;at\na,b;1;1;1;1;\n");
  CHECK(written({.delimiter = ';'}, {"a;b", "1", "1", "1", "1", {}}) ==
        "id;price;net;used;n;at\n\"a;b\";1;1;1;1;\n");
  CHECK(written({.delimiter = '\t', .crlf = true}, {"a\tb", "1", "1", "1", "1", {}}) ==
        "id\tprice\tnet\tused\tn\tat\r\n\"a\tb\"\t1\t1\t1\t1\t\r\n");
}

TEST_CASE("the dialect of a Swedish Excel") {
  CHECK(to_text(row_of({"\xC3\xA5", "0.5", "1.00", "1", "1", {}}), output_format("csv"),
                {.csv = csv_dialect("excel-sv")}) ==
        "\xEF\xBB\xBFid;price;net;used;n;at\r\n\xC3\xA5;0,5;1,00;1;1;\r\n");
  CHECK_THROWS_WITH_AS(csv_dialect("excel-us"),
                       "there is no CSV dialect \"excel-us\"; there are plain and excel-sv", Error);
}

TEST_CASE("a text that a spreadsheet would compute is written as the formula that gives it") {
  CHECK(excel_text("=SUM(A1)") == "\"=\"\"=SUM(A1)\"\"\"");
  CHECK(excel_text("+a") == "\"=\"\"+a\"\"\"");
  CHECK(excel_text("-2+3") == "\"=\"\"-2+3\"\"\"");
  CHECK(excel_text("@SUM(1)") == "\"=\"\"@SUM(1)\"\"\"");
  CHECK(excel_text("\t=1") == "\"=\"\"\t=1\"\"\"");
  CHECK(excel_text("\r=1") == "\"=\"\"\r=1\"\"\"");
  CHECK(excel_text("\n=1") == "\"=\"\"\n=1\"\"\"");
  CHECK(excel_text("=\"a\";1") == "\"=\"\"=\"\"\"\"a\"\"\"\";1\"\"\"");
  CHECK(excel_text("-") == "\"=\"\"-\"\"\"");
}

TEST_CASE("other texts stay as they are, numbers with a sign among them") {
  for (const char* text : {"a=1", "bolag-17", "", "-17", "+4670", "-1.5", "-1,5", "0001", "'=1"})
    CHECK(excel_text(text) == text);
}

TEST_CASE("plain CSV does not know formulas") {
  CHECK(written({}, {"=SUM(A1)", "1", "-1", "1", "1", {}}) ==
        "id,price,net,used,n,at\n=SUM(A1),1,-1,1,1,\n");
}

TEST_CASE(
    "a byte order mark stands before the first header alone, also of none and of joined rows") {
  Rows one = row_of({"a", "1", "1", "1", "1", {}});
  Rows two = row_of({"b", "1", "1", "1", "1", {}});
  Rows* const lists[] = {&one, &two};
  std::string out;
  write(lists, output_format("csv"), [&](std::string_view bytes) { out += bytes; },
        {.csv = {.byte_order_mark = true}});
  CHECK(out == "\xEF\xBB\xBFid,price,net,used,n,at\na,1,1,1,1,\nb,1,1,1,1,\n");
}

TEST_CASE("marks that cannot be told apart are refused") {
  check_refused({.decimal_mark = ','}, "delimiter");
  for (const char mark : {'"', '\n', '\r', 'a', '1', '.', '-', '+', '\0', '\x80'})
    check_refused({.delimiter = mark}, "delimiter");
  check_refused({.delimiter = ';', .decimal_mark = '\''}, "decimal_mark");
}

}  // namespace dialect_test
