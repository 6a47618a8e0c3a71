// CSV as in RFC 4180, but for the line end: LF, as everything else that porto writes.
#include <algorithm>
#include <string>

#include "export/formats.hpp"

namespace porto {

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

}  // namespace

void write_csv(Rows& rows, const Sink& sink) {
  std::string line;
  for (const Column& column : rows.columns()) {
    if (!line.empty()) line += ',';
    line += column.name;
  }
  sink(line += '\n');
  while (rows.next()) {
    line.clear();
    bool first = true;
    for (const Cell& cell : rows.cells()) {
      if (!first) line += ',';
      first = false;
      if (cell) append_field(line, *cell);
    }
    sink(line += '\n');
  }
}

}  // namespace porto
