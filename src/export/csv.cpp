// CSV as in RFC 4180, but for the line end: LF, as everything else that porto writes.
#include <algorithm>
#include <string>
#include <utility>

#include "export/fields.hpp"
#include "export/statement.hpp"
#include "porto/output.hpp"

namespace porto::internal {

namespace {

bool is_special(char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; }

void append_field(std::string& line, std::string_view text) {
  if (std::ranges::none_of(text, is_special)) {
    line += text;
    return;
  }
  line += '"';
  for (const char c : text) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

std::string header_of(const std::vector<Column>& columns) {
  std::string line;
  for (const Column& column : columns) {
    if (!line.empty()) line += ',';
    line += column.name;
  }
  return line += '\n';
}

std::string line_of(const std::vector<Cell>& cells) {
  std::string line;
  bool first = true;
  for (const Cell& cell : cells) {
    if (!first) line += ',';
    first = false;
    if (cell) append_field(line, *cell);
  }
  return line += '\n';
}

}  // namespace

void write_csv(std::span<Rows* const> lists, const Sink& sink) {
  if (!lists.empty()) sink(header_of(lists.front()->columns()));
  for (Rows* rows : lists)
    while (rows->next()) sink(line_of(rows->cells()));
}

void write_csv_stream(const RowStream& stream, const Sink& sink) {
  std::string header = header_of(stream.columns);  // once it is known that there are rows to come
  stream.each([&](const std::vector<Cell>& cells) {
    if (!header.empty()) sink(std::exchange(header, {}));
    sink(line_of(cells));
  });
  if (!header.empty()) sink(header);
}

// A row for each cell: part, row (from 1), name, value.
void write_csv_statement(const Statement& statement, const std::string& library_version,
                         const Sink& sink) {
  Rows cells = cells_of(parts_of(statement, library_version));
  Rows* const list = &cells;
  write_csv({&list, 1}, sink);
}

}  // namespace porto::internal
