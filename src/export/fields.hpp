// A list as a table of fields: how porto/rows.hpp is made from values.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
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
  /// Of a quantity: the decimals of the unit that it is counted in.
  int (*decimals)(const Item&) = nullptr;
};

/// Their columns. `fields` live as long as the program, here and below.
template <class Item, std::size_t N>
std::vector<Column> columns_of(const Field<Item> (&fields)[N]) {
  std::vector<Column> columns;
  for (const Field<Item>& field : fields) columns.push_back({field.name, field.type});
  return columns;
}

/// The cells of an item.
template <class Item, std::size_t N>
std::vector<Cell> cells_of(const Item& item, const Field<Item> (&fields)[N]) {
  std::vector<Cell> cells;
  cells.reserve(N);
  for (const Field<Item>& field : fields) cells.push_back(field.cell(item));
  return cells;
}

/// The decimals of a meter; 0 where there is none of this id.
inline int decimals_of(const std::vector<Meter>& meters, const std::string& id) {
  const auto meter = std::ranges::find(meters, id, &Meter::id);
  return meter == meters.end() ? 0 : meter->decimals;
}

/// Rows of items, one each.
template <class Item, std::size_t N>
Rows make_rows(std::vector<Item> items, const Field<Item> (&fields)[N]) {
  const auto shared = std::make_shared<const std::vector<Item>>(std::move(items));
  return {columns_of(fields), shared->size(),
          [shared, &fields](std::size_t row) { return cells_of((*shared)[row], fields); },
          [shared, &fields](std::size_t row, std::size_t column) {
            const auto decimals = fields[column].decimals;
            return decimals ? decimals((*shared)[row]) : 0;
          }};
}

}  // namespace porto::internal
