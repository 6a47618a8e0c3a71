// Where the columns of a map stand in a file.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "formats/csv_map.hpp"
#include "records/csv/records.hpp"

namespace porto::internal {

/// By Column: places in a record, from 0.
using MappedColumns = std::array<std::vector<std::size_t>, column_names.size()>;

/// Reads the header, if there is one, and finds the map's columns. Errors bad_input, also for a
/// file without rows; invalid_argument for a column number that no record has.
MappedColumns find_columns(const ColumnMap& map, CsvRecords& records);

/// The column that a map names. Errors bad_input (not there, or twice), invalid_argument.
std::size_t find_column(const ColumnMap& map, const CsvRecords& records, const std::string& name);

/// What a record, or the map's constant, has for a column; empty if neither has. For columns that
/// are one.
std::string_view text_of(const ColumnMap& map, const MappedColumns& columns,
                         const std::vector<std::string_view>& fields, Column column);

}  // namespace porto::internal
