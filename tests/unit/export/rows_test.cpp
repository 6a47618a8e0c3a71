// The cursor: one row at a time, made when the reader gets there.
#include "porto/rows.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "export/fields.hpp"
#include "porto/error.hpp"

using namespace porto;
using namespace porto::internal;

namespace rows_test {
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

TEST_CASE("whole numbers come out in the units in which they go in") {
  struct Case {
    ColumnType type;
    const char* text;
    std::int64_t whole;
    int decimals;
  };
  static constexpr Case cases[] = {
      {ColumnType::text, "12", 12, 0},
      {ColumnType::integer, "-12", -12, 0},
      {ColumnType::money, "860.00", 86000, 2},
      {ColumnType::money, "-0.01", -1, 2},
      {ColumnType::money, "860", 860, 0},
      {ColumnType::quantity, "2", 2000, 3},
      {ColumnType::quantity, "-2.5", -2500, 3},
      {ColumnType::quantity, "9223372036854775.807", INT64_MAX, 3},
      {ColumnType::time, "1970-01-01T00:00:01.000002Z", 1'000'002, 0},
      {ColumnType::month, "2024-02", 202402, 0},
      {ColumnType::day, "2024-02-29", 20240229, 0},
      {ColumnType::month_or_day, "2024-02", 202402, 0},
      {ColumnType::month_or_day, "2024-02-29", 20240229, 0},
  };
  for (const Case& one : cases) {
    CAPTURE(one.text);
    Rows rows(
        {{"cell", one.type}}, 1, [&](std::size_t) { return std::vector<Cell>{one.text}; },
        [](std::size_t, std::size_t) { return 3; });
    CHECK_FALSE(rows.whole(0));
    REQUIRE(rows.next());
    CHECK(rows.whole(0) == one.whole);
    if (is_number(one.type) && one.type != ColumnType::integer)
      CHECK(rows.decimals(0) == one.decimals);
    CHECK_FALSE(rows.whole(1));
    CHECK(rows.decimals(1) == 0);
  }
}

TEST_CASE("the type of a column says whether it has whole numbers, the data does not") {
  Rows rows({{"price", ColumnType::decimal}, {"name"}, {"absent", ColumnType::quantity}}, 1,
            [](std::size_t) {
              return std::vector<Cell>{"2", "bolag", Cell{}};
            });
  REQUIRE(rows.next());
  for (const std::size_t column : {std::size_t{0}, std::size_t{1}}) {
    try {
      (void)rows.whole(column);
      FAIL("it is read");
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::bad_number);
    }
  }
  CHECK_FALSE(rows.whole(2));
  CHECK(rows.decimals(2) == 0);
}

TEST_CASE("rows know how many they are, read or not") {
  std::size_t made = 0;
  Rows rows = counting(3, made);
  CHECK(rows.count() == 3);
  while (rows.next()) {
  }
  CHECK(rows.count() == 3);
}

}  // namespace rows_test
