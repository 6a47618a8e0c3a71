// A list as a table of fields: how porto/rows.hpp is made from values.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "porto/rows.hpp"

namespace porto::internal {

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

}  // namespace porto::internal
