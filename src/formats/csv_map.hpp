// A column map: what the columns of somebody's CSV mean. It is written in TOML, or in short on one
// line: `id=Message ID,time=Sent,company=Kund,quantity=Antal`.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "porto/import.hpp"
#include "records/csv/records.hpp"
#include "records/values/number_marks.hpp"
#include "records/values/time_layout.hpp"

namespace porto::internal {

/// What a column may hold. The names are the keys of the map.
enum class Column : std::uint8_t {
  id,
  company,
  domain,
  time,
  month,
  quantity,
  meter,
  source,
  name,
  tariff,
  from,
  through,
  domains,
  customer_number,
  reference,
  language,
  cost_centre
};
inline constexpr std::array<std::string_view, 17> column_names = {
    "id",      "company",         "domain",    "time",     "month",      "quantity",
    "meter",   "source",          "name",      "tariff",   "from",       "through",
    "domains", "customer_number", "reference", "language", "cost_centre"};
constexpr std::string_view map_key(Column column) {
  return column_names[static_cast<std::size_t>(column)];
}

/// What the rows of a file are. Each kind has columns of its own, and keys that mean nothing to the
/// other are unknown.
enum class RowsOf : std::uint8_t { usage, companies };
/// The columns of a kind, in the order in which they are told.
std::span<const Column> columns_of(RowsOf rows);

struct ColumnMap {
  /// By Column: the header's names, or numbers from 1 if there is no header. More than one for an
  /// id (they make it up together) and a time (date and time of day).
  std::array<std::vector<std::string>, column_names.size()> columns;
  /// By Column, for what has no column.
  std::array<std::optional<std::string>, column_names.size()> constants;
  /// Rows count that have one of the values in the column, for each condition; no others.
  struct Condition {
    std::string column;
    std::vector<std::string> values;
  };
  std::vector<Condition> where;
  bool private_id = false;  ///< the id is kept as a SHA-256 of its columns
  bool header = true;
  CsvStyle style;
  NumberMarks marks;
  std::optional<TimeLayout> time_layout;  ///< not set: iso; of months: YYYY-MM
  std::string zone;
  Ambiguous ambiguous = Ambiguous::refused;
  std::string encoding;

  const std::vector<std::string>& operator[](Column column) const {
    return columns[static_cast<std::size_t>(column)];
  }
  const std::optional<std::string>& constant(Column column) const {
    return constants[static_cast<std::size_t>(column)];
  }
  bool has(Column column) const { return !(*this)[column].empty() || constant(column); }
  /// Whether it says where something is, and not only how the file is written.
  bool names_columns() const;
};

/// Reads a map in either form: one line is the short one. What `options` say comes before what a
/// ready map says that it is based on. Error invalid_argument, where = "map:line:column".
ColumnMap read_column_map(std::string_view text, const ImportOptions& options = {},
                          RowsOf rows = RowsOf::usage);

/// The map of an import, with what its other options say of delimiter, encoding and zone. Error
/// invalid_argument, also where map and options contradict.
ColumnMap column_map(const ImportOptions& options, RowsOf rows = RowsOf::usage);

/// The encoding that an import declares, by its option or its map.
std::string declared_encoding(const ImportOptions& options, RowsOf rows = RowsOf::usage);

}  // namespace porto::internal
