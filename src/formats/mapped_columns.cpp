// See mapped_columns.hpp.
#include "formats/mapped_columns.hpp"

#include <charconv>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

std::size_t numbered(const std::string& text, std::size_t width) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  static_cast<void>(end);  // read_column_map() saw to it that there are digits only
  if (error != std::errc() || number == 0 || number > width)
    throw Error(ErrorCode::invalid_argument,
                "the column map names column " + text + ", but the file has columns 1 to " +
                    std::to_string(width),
                "map");
  return number - 1;
}

}  // namespace

MappedColumns find_columns(const ColumnMap& map, CsvRecords& records) {
  if (map.header)
    records.read_header("names for its columns; if it has none, say header = false");
  else
    records.read_no_header();
  MappedColumns places;
  for (std::size_t i = 0; i < places.size(); ++i)
    for (const std::string& name : map.columns[i])
      places[i].push_back(find_column(map, records, name));
  records.demand_rows();
  return places;
}

std::size_t find_column(const ColumnMap& map, const CsvRecords& records, const std::string& name) {
  return map.header ? records.column(name) : numbered(name, records.width());
}

std::string_view text_of(const ColumnMap& map, const MappedColumns& columns,
                         const std::vector<std::string_view>& fields, Column column) {
  const auto& places = columns[static_cast<std::size_t>(column)];
  if (!places.empty()) return fields[places.front()];
  const auto& constant = map.constant(column);
  return constant ? std::string_view(*constant) : std::string_view();
}

}  // namespace porto::internal
