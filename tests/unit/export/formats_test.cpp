// The three formats, byte for byte: alignment, quoting, escaping, absent cells, no rows.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "porto/error.hpp"
#include "porto/output.hpp"
#include "porto/rows.hpp"

using namespace porto;

namespace formats_test {
namespace {

// Rows of an integer, a text and a decimal column.
Rows rows_of_cells(std::vector<std::vector<Cell>> cells) {
  const std::size_t count = cells.size();
  return {{{"n", ColumnType::integer}, {"text"}, {"price", ColumnType::decimal}},
          count,
          [cells](std::size_t row) { return cells[row]; }};
}

std::string written(const char* format, Rows rows) {
  return to_text(std::move(rows), output_format(format));
}

struct TextCase {
  const char* name;
  std::string text;
  std::string expected;
};

void check(const char* format, const TextCase& c) {
  CAPTURE(c.name);
  CHECK(written(format, rows_of_cells({{"1", c.text, "2"}})) == c.expected);
}

}  // namespace

TEST_CASE("a table aligns numbers to the right and text to the left") {
  CHECK(written("table",
                rows_of_cells({{"1", "a", "0.012"}, {"1000", "brev", Cell{}}, {"20", "", "5"}})) ==
        "   n  text  price\n"
        "----  ----  -----\n"
        "   1  a     0.012\n"
        "1000  brev\n"
        "  20            5\n");
}

TEST_CASE("a table counts what is seen, and shows control characters") {
  const TextCase cases[] = {
      {"Swedish letters", "å ä ö", "n  text   price\n-  -----  -----\n1  å ä ö      2\n"},
      {"a no-break space", "10\u00A0000",
       "n  text    price\n-  ------  -----\n1  10\u00A0000      2\n"},
      {"å with a combining ring", "a\u030Angstrom",
       "n  text      price\n-  --------  -----\n1  a\u030Angstrom      2\n"},
      {"a euro sign", "\u20AC", "n  text  price\n-  ----  -----\n1  \u20AC         2\n"},
      {"a line feed", "a\nb", "n  text    price\n-  ------  -----\n1  a\\x0Ab      2\n"},
      {"an escape sequence", "\x1B[2J",
       "n  text     price\n-  -------  -----\n1  \\x1B[2J      2\n"},
      {"no UTF-8", "\xE5", "n  text  price\n-  ----  -----\n1  \\xE5      2\n"},
  };
  for (const TextCase& c : cases) check("table", c);
}

TEST_CASE("CSV quotes what needs it") {
  const TextCase cases[] = {
      {"plain", "brev", "n,text,price\n1,brev,2\n"},
      {"empty", "", "n,text,price\n1,,2\n"},
      {"a comma", "a,b", "n,text,price\n1,\"a,b\",2\n"},
      {"quotes", "a\"b\"", "n,text,price\n1,\"a\"\"b\"\"\",2\n"},
      {"a line feed", "a\nb", "n,text,price\n1,\"a\nb\",2\n"},
      {"a carriage return", "a\rb", "n,text,price\n1,\"a\rb\",2\n"},
      {"spaces and å", " å ", "n,text,price\n1, å ,2\n"},
  };
  for (const TextCase& c : cases) check("csv", c);
  CHECK(written("csv", rows_of_cells({{"1", "a", Cell{}}, {Cell{}, Cell{}, "2"}})) ==
        "n,text,price\n1,a,\n,,2\n");
}

TEST_CASE("JSON escapes what needs it, and is always UTF-8") {
  const auto object = [](const std::string& text) {
    return "[\n{\"n\":\"1\",\"text\":\"" + text + "\",\"price\":\"2\"}\n]\n";
  };
  const TextCase cases[] = {
      {"plain", "brev å \u00A0", object("brev å \u00A0")},
      {"quote and backslash", "a\"\\", object("a\\\"\\\\")},
      {"line ends and tab", "\r\n\t", object("\\r\\n\\t")},
      {"control characters", std::string("\0\x1F\x7F", 3), object("\\u0000\\u001f\\u007f")},
      {"no UTF-8", "\xE5ngstr\xC3\xB6m\xFF\"", object("\\ufffdngström\\ufffd\\\"")},
  };
  for (const TextCase& c : cases) check("json", c);
  CHECK(written("json", rows_of_cells({{"1", "a", Cell{}}, {"2", "b", "0.5"}})) ==
        "[\n"
        "{\"n\":\"1\",\"text\":\"a\",\"price\":null},\n"
        "{\"n\":\"2\",\"text\":\"b\",\"price\":\"0.5\"}\n"
        "]\n");
}

TEST_CASE("no rows still have a frame") {
  CHECK(written("table", rows_of_cells({})) == "n  text  price\n-  ----  -----\n");
  CHECK(written("csv", rows_of_cells({})) == "n,text,price\n");
  CHECK(written("json", rows_of_cells({})) == "[\n]\n");
}

TEST_CASE("only the rows that are left are written") {
  for (const OutputFormat& format : output_formats()) {
    Rows rows = rows_of_cells({{"1", "row-1", "2"}, {"2", "row-2", "3"}});
    REQUIRE(rows.next());
    const std::string out = written(format.name, rows);
    CHECK(out.find("row-1") == std::string::npos);
    CHECK(out.find("row-2") != std::string::npos);
  }
}

TEST_CASE("a sink that throws stops the source") {
  struct Stop {};
  for (const char* format : {"csv", "json"}) {
    std::size_t made = 0;
    Rows rows({{"n", ColumnType::integer}}, 1000, [&](std::size_t row) {
      ++made;
      return std::vector<Cell>{std::to_string(row)};
    });
    int calls = 0;
    const Sink sink = [&](std::string_view) {
      if (++calls == 3) throw Stop();
    };
    CHECK_THROWS_AS(write(rows, output_format(format), sink), Stop);
    CHECK(made == 2);
  }
}

TEST_CASE("formats are found by name and by number") {
  int number = 0;
  for (const OutputFormat& format : output_formats()) {
    CHECK(format.number == ++number);  // C programs list them that way
    CHECK(&output_format(format.number) == &format);
    CHECK(&output_format(format.name) == &format);
  }
  CHECK(number == 4);
  CHECK_THROWS_WITH_AS(output_format("xml"),
                       "there is no output format \"xml\"; there are table, csv, json, html",
                       Error);
  CHECK_THROWS_AS(output_format(0), Error);
}

namespace {

std::string joined(const char* format, std::vector<Rows> lists) {
  std::vector<Rows*> pointers;
  for (Rows& list : lists) pointers.push_back(&list);
  std::string out;
  write(pointers, output_format(format), [&](std::string_view bytes) { out += bytes; });
  return out;
}

}  // namespace

TEST_CASE("a list as a page is a table, and no cell is markup") {
  const std::string page = joined("html", {rows_of_cells({{"1", "<a&>", "2"}})});
  CHECK(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
  CHECK(page.ends_with("</tbody>\n</table></div>\n</body>\n</html>\n"));
  CHECK(page.find("<bdi>&lt;a&amp;&gt;</bdi>") != page.npos);
  CHECK(page.find("<th scope=\"col\"") != page.npos);
  CHECK(joined("html", {}).find("<thead><tr></tr></thead>") != std::string::npos);
}

TEST_CASE("lists are joined under one header, in one array, tables apart") {
  const std::vector<Rows> lists = {rows_of_cells({{"1", "a", "2"}}), rows_of_cells({}),
                                   rows_of_cells({{"3", "b", "4"}})};
  CHECK(joined("csv", lists) == "n,text,price\n1,a,2\n3,b,4\n");
  CHECK(joined("json", lists) ==
        "[\n{\"n\":\"1\",\"text\":\"a\",\"price\":\"2\"},\n"
        "{\"n\":\"3\",\"text\":\"b\",\"price\":\"4\"}\n]\n");
  CHECK(joined("table", lists) ==
        "n  text  price\n-  ----  -----\n1  a         2\n\nn  text  price\n-  ----  -----\n\n"
        "n  text  price\n-  ----  -----\n3  b         4\n");
}

TEST_CASE("no lists are an empty array, and lists of other columns are not joined") {
  CHECK(joined("json", {}) == "[\n]\n");
  CHECK(joined("csv", {}).empty());
  const Rows other({{"n", ColumnType::integer}}, 0, {});
  CHECK_THROWS_AS(joined("csv", {rows_of_cells({}), other}), Error);
}

}  // namespace formats_test
