// Tables on a terminal that has no room for them: what is the same in all rows is told once, texts
// are broken between words, rows become lines of name and value. Nothing is lost.
#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "porto/output.hpp"
#include "porto/rows.hpp"

using namespace porto;

namespace table_width_test {
namespace {

using Lines = std::vector<std::vector<Cell>>;

Rows lines_of(Lines lines) {
  const std::size_t count = lines.size();
  return {{{"month", ColumnType::month},
           {"text"},
           {"net_amount", ColumnType::money},
           {"currency"},
           {"unit_price", ColumnType::decimal}},
          count,
          [lines](std::size_t row) { return lines[row]; }};
}

const Lines two = {{"2024-02", "fast avgift", "500.00", "SEK", {}},
                   {"2024-02", "E-post via Mailgun", "360.00", "SEK", {}}};

std::string table(Lines lines, std::size_t width) {
  return to_text(lines_of(std::move(lines)), output_format("table"), {.table_width = width});
}

}  // namespace

TEST_CASE("a table that fits is as it would be without a terminal") {
  CHECK(table(two, 61) == table(two, 0));
  CHECK(table(two, 60) != table(two, 0));
}

TEST_CASE("what is the same in all rows is told above") {
  CHECK(table(two, 60) ==
        "in all rows: month 2024-02, currency SEK, no unit_price\n"
        "\n"
        "text                net_amount\n"
        "------------------  ----------\n"
        "fast avgift             500.00\n"
        "E-post via Mailgun      360.00\n");
}

TEST_CASE("of one row nothing is the same as in others") {
  CHECK(table({two[0]}, 50) ==
        "month    text     net_amount  currency  unit_price\n"
        "-------  -------  ----------  --------  ----------\n"
        "2024-02  fast         500.00  SEK\n"
        "         avgift\n");
}

TEST_CASE("texts are broken between words") {
  CHECK(table(two, 24) ==
        "in all rows: month\n"
        "2024-02, currency SEK,\n"
        "no unit_price\n"
        "\n"
        "text          net_amount\n"
        "------------  ----------\n"
        "fast avgift       500.00\n"
        "E-post via        360.00\n"
        "Mailgun\n");
}

TEST_CASE("without room for the longest words a row becomes lines of name and value") {
  CHECK(table(two, 18) ==
        "in all rows: month\n"
        "2024-02, currency\n"
        "SEK, no unit_price\n"
        "\n"
        "text        fast\n"
        "            avgift\n"
        "net_amount  500.00\n"
        "\n"
        "text        E-post\n"
        "            via\n"
        "            Mailgun\n"
        "net_amount  360.00\n");
}

TEST_CASE("no line is wider than the terminal, but for words that are") {
  for (std::size_t width = 24; width < 70; ++width) {
    std::istringstream out(table(two, width));
    for (std::string line; std::getline(out, line);) CHECK(line.size() <= width);
  }
}

TEST_CASE("csv and json do not know the terminal") {
  for (const char* format : {"csv", "json"})
    CHECK(to_text(lines_of(two), output_format(format), {.table_width = 20}) ==
          to_text(lines_of(two), output_format(format)));
}

}  // namespace table_width_test
