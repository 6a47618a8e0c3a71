// See table_copy.hpp.
#include "store/postgres/table_copy.hpp"

#include <limits>
#include <map>

#include "porto/error.hpp"

namespace porto::internal::postgres {
namespace {

constexpr std::size_t most_bytes = 1 << 20;  // that wait to be sent

std::string joined_columns(const std::vector<std::string>& columns) {
  std::string text;
  for (const std::string& column : columns) text += (text.empty() ? "" : ", ") + column;
  return text;
}

template <class Number>
void put_number(std::string& bytes, std::int64_t number, const std::string& place) {
  if (number < std::numeric_limits<Number>::min() || number > std::numeric_limits<Number>::max())
    throw Error(ErrorCode::corrupt, "the ledger holds " + std::to_string(number) + " in " + place +
                                        ", which is beyond what belongs there: verify it");
  put_field(bytes, static_cast<Number>(number));
}

}  // namespace

TableCopy::TableCopy(Connection& connection, std::string table,
                     const std::vector<std::string>& columns)
    : connection_(connection), table_(std::move(table)), columns_(columns) {
  std::map<std::string, std::int64_t> types;
  for (const Row row :
       connection_.query("SELECT attname::text, atttypid::bigint FROM pg_catalog.pg_attribute"
                         " WHERE attrelid = $1::text::regclass AND attnum > 0",
                         table_))
    types[row.text(0)] = row.integer(1);
  for (const std::string& column : columns_) types_.push_back(types.at(column));
}

void TableCopy::add(std::span<const Cell> row) {
  put(rows_, static_cast<std::int16_t>(columns_.size()));
  for (std::size_t i = 0; i < row.size(); ++i) put_cell(i, row[i]);
  if (rows_.size() >= most_bytes) flush();
}

void TableCopy::put_cell(std::size_t column, const Cell& cell) {
  const std::string place = "column " + columns_[column] + " of table " + table_;
  if (std::holds_alternative<std::monostate>(cell)) return put_null(rows_);
  const auto* number = std::get_if<std::int64_t>(&cell);
  const auto* text = std::get_if<std::string>(&cell);
  const std::int64_t type = types_[column];
  if ((type == type_text || type == type_bytea) == (text == nullptr))
    throw Error(ErrorCode::corrupt,
                "the ledger holds a value in " + place + " that does not belong there: verify it");
  switch (type) {
    case type_int2:
      return put_number<std::int16_t>(rows_, *number, place);
    case type_int4:
      return put_number<std::int32_t>(rows_, *number, place);
    case type_int8:
      return put_field(rows_, *number);
    case type_bool:
      return put_field(rows_, std::string_view(*number == 0 ? "\0" : "\1", 1));
    case type_text:
    case type_bytea:
      return put_field(rows_, std::string_view(*text));
    default:
      throw Error(ErrorCode::internal, place + " has a type that is not copied");
  }
}

void TableCopy::flush() {
  if (rows_.empty()) return;
  connection_.copy_in(
      "COPY " + table_ + " (" + joined_columns(columns_) + ") FROM STDIN (FORMAT binary)", rows_);
  rows_.clear();
}

}  // namespace porto::internal::postgres
