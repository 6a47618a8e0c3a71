// See rejects_columns.hpp.
#include "records/csv/rejects_columns.hpp"

#include <algorithm>

namespace porto::internal {
namespace {

constexpr char rejects_quote = '"';

// The end of the field that begins at `at`: the delimiter behind it, or the end of the record.
std::size_t field_end(std::string_view record, std::size_t at, char delimiter) noexcept {
  if (at < record.size() && record[at] == rejects_quote) {
    for (++at; at < record.size(); ++at) {
      if (record[at] != rejects_quote) continue;
      if (at + 1 == record.size() || record[at + 1] != rejects_quote) break;
      ++at;
    }
  }
  return std::min(record.find(delimiter, at), record.size());
}

void unquote(std::string_view field, std::string& text) {
  text.clear();
  if (!field.starts_with(rejects_quote)) {
    text = field;
    return;
  }
  field.remove_prefix(1);
  if (field.ends_with(rejects_quote)) field.remove_suffix(1);
  for (std::size_t at = 0; at < field.size(); ++at) {
    text += field[at];
    if (field[at] == rejects_quote) ++at;  // it is doubled
  }
}

}  // namespace

char rejects_delimiter(std::string_view first_line) noexcept {
  if (first_line.starts_with(rejects_quote)) first_line.remove_prefix(1);
  if (!first_line.starts_with(rejects_columns[0])) return '\0';
  first_line.remove_prefix(rejects_columns[0].size());
  if (first_line.starts_with(rejects_quote)) first_line.remove_prefix(1);
  const char delimiter = first_line.empty() ? '\0' : first_line[0];
  if (first_line.size() < 2) return '\0';
  first_line.remove_prefix(1);
  if (first_line.starts_with(rejects_quote)) first_line.remove_prefix(1);
  return first_line.starts_with(rejects_columns[1]) ? delimiter : '\0';
}

std::string_view rejected_row(std::string_view record, char delimiter, std::string& text) {
  std::size_t begin = 0;
  std::size_t end = 0;
  for (std::size_t i = 0; i < rejects_columns.size(); ++i) {
    if (i != 0) begin = end + 1;
    end = field_end(record, begin, delimiter);
    if (end == record.size()) return record;
  }
  const std::string_view row = record.substr(end + 1);
  const auto is_filling = [&](char c) { return c == delimiter || c == ' ' || c == rejects_quote; };
  if (end == begin || !std::ranges::all_of(row, is_filling)) return row;
  unquote(record.substr(begin, end - begin), text);
  return text.empty() ? row : std::string_view(text);
}

}  // namespace porto::internal
