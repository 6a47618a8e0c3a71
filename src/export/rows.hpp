// A list as the outside world reads it: named, typed columns and one row of text cells at a time.
// Every format and the C ABI read this one shape; no list knows a format, no format knows a list.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace porto {

/// What the cells of a column are. All cells are text; a money cell has all decimals of its
/// currency, so that it without the point is the amount in minor units.
enum class ColumnType : std::uint8_t { text, integer, decimal, money };

struct Column {
  const char* name;
  ColumnType type = ColumnType::text;
};

/// Text, or absent: a minimum line has no unit price.
using Cell = std::optional<std::string>;

/// A result to be read from the first row to the last. The text of a row is made when the
/// reader gets there, and only that row's. Copies share the items and go on from the same row.
class Rows {
 public:
  /// Gives the cells of a row, one for each column.
  using Source = std::function<std::vector<Cell>(std::size_t row)>;

  Rows(std::vector<Column> columns, std::size_t count, Source source)
      : columns_(std::move(columns)), count_(count), source_(std::move(source)) {}

  const std::vector<Column>& columns() const noexcept { return columns_; }
  /// Moves to the next row; false after the last one.
  bool next();
  /// Back to before the first row.
  void rewind();
  /// The cells of the row; none before the first row and after the last.
  const std::vector<Cell>& cells() const noexcept { return cells_; }

 private:
  std::vector<Column> columns_;
  std::size_t count_;
  Source source_;
  std::size_t read_ = 0;
  std::vector<Cell> cells_;
};

/// A column of a list of items, and how an item gives its cell.
template <class Item>
struct Field {
  const char* name;
  ColumnType type;
  Cell (*cell)(const Item&);
};

/// Rows of items, one each. `fields` live as long as the program.
template <class Item, std::size_t N>
Rows make_rows(std::vector<Item> items, const Field<Item> (&fields)[N]) {
  std::vector<Column> columns;
  for (const Field<Item>& field : fields) columns.push_back({field.name, field.type});
  const auto shared = std::make_shared<const std::vector<Item>>(std::move(items));
  return {std::move(columns), shared->size(), [shared, &fields](std::size_t row) {
            std::vector<Cell> cells;
            cells.reserve(N);
            for (const Field<Item>& field : fields) cells.push_back(field.cell((*shared)[row]));
            return cells;
          }};
}

}  // namespace porto
