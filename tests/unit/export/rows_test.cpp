// The cursor: one row at a time, made when the reader gets there.
#include "porto/rows.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "export/fields.hpp"

using namespace porto;
using namespace porto::internal;

namespace {

Rows counting(std::size_t count, std::size_t& made) {
  return {{{"n", ColumnType::integer}}, count, [&made](std::size_t row) {
            ++made;
            return std::vector<Cell>{std::to_string(row)};
          }};
}

}  // namespace

TEST_CASE("rows are read from the first to the last, and then no more") {
  std::size_t made = 0;
  Rows rows = counting(2, made);
  CHECK(rows.cells().empty());
  CHECK(made == 0);
  REQUIRE(rows.next());
  CHECK(rows.cells() == std::vector<Cell>{"0"});
  CHECK(made == 1);
  REQUIRE(rows.next());
  CHECK(rows.cells() == std::vector<Cell>{"1"});
  for (int again = 0; again < 2; ++again) {
    CHECK_FALSE(rows.next());
    CHECK(rows.cells().empty());
  }
  CHECK(made == 2);
}

TEST_CASE("a copy goes on from the same row by itself") {
  std::size_t made = 0;
  Rows rows = counting(3, made);
  REQUIRE(rows.next());
  Rows copy = rows;
  REQUIRE(copy.next());
  REQUIRE(copy.next());
  CHECK_FALSE(copy.next());
  CHECK(rows.cells() == std::vector<Cell>{"0"});
  REQUIRE(rows.next());
  CHECK(rows.cells() == std::vector<Cell>{"1"});
}

TEST_CASE("rewound rows are read from the first again") {
  std::size_t made = 0;
  Rows rows = counting(2, made);
  while (rows.next()) {
  }
  rows.rewind();
  CHECK(rows.cells().empty());
  REQUIRE(rows.next());
  CHECK(rows.cells() == std::vector<Cell>{"0"});
}

TEST_CASE("items become rows by their fields") {
  static constexpr Field<int> fields[] = {
      {"number", ColumnType::integer, [](const int& n) { return Cell(std::to_string(n)); }},
      {"even", ColumnType::text, [](const int& n) { return n % 2 == 0 ? Cell("yes") : Cell(); }},
  };
  Rows rows = make_rows(std::vector{1, 2}, fields);
  CHECK(std::string(rows.columns()[0].name) == "number");
  CHECK(rows.columns()[0].type == ColumnType::integer);
  CHECK(std::string(rows.columns()[1].name) == "even");
  REQUIRE(rows.next());
  CHECK(rows.cells() == std::vector<Cell>{"1", Cell{}});
  REQUIRE(rows.next());
  CHECK(rows.cells() == std::vector<Cell>{"2", "yes"});
  CHECK_FALSE(rows.next());
}
