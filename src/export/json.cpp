// JSON as in RFC 8259: an array with one object on each line, members in the order of the columns.
#include <string>

#include "base/text.hpp"
#include "export/statement.hpp"
#include "porto/output.hpp"

namespace porto::internal {

namespace {

// The character at the front of `text`; empty where it is not UTF-8.
std::string_view first_character(std::string_view text) {
  for (std::size_t length = 1; length <= 4; ++length)
    if (is_utf8(text.substr(0, length))) return text.substr(0, length);
  return {};
}

void append_escaped(std::string& out, char c) {
  static constexpr char hex[] = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  if (byte < 0x20 || byte == 0x7F)
    (out += "\\u00") += {hex[byte >> 4], hex[byte & 15]};
  else
    out += c;
}

// JSON is UTF-8: where text is not (file names can be anything), the byte becomes U+FFFD.
void append_string(std::string& out, std::string_view text) {
  out += '"';
  if (is_utf8(text)) {
    for (const char c : text) append_escaped(out, c);
  } else {
    while (!text.empty()) {
      const std::string_view character = first_character(text);
      if (character.empty()) out += "\\ufffd";
      for (const char c : character) append_escaped(out, c);
      text.remove_prefix(character.empty() ? 1 : character.size());
    }
  }
  out += '"';
}

void append_object(std::string& out, const std::vector<Column>& columns,
                   const std::vector<Cell>& cells) {
  out += '{';
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) out += ',';
    append_string(out, columns[i].name);
    out += ':';
    const Cell& cell = cells[i];
    if (cell)
      append_string(out, *cell);
    else
      out += "null";
  }
  out += '}';
}

// The array without the line feed after it: in an object, a comma may follow.
void write_array(std::span<Rows* const> lists, const Sink& sink) {
  sink("[\n");
  std::string line;
  for (Rows* rows : lists)
    while (rows->next()) {
      line = line.empty() ? "" : ",\n";
      append_object(line, rows->columns(), rows->cells());
      sink(line);
    }
  sink(line.empty() ? "]" : "\n]");
}

}  // namespace

void write_json(std::span<Rows* const> lists, const OutputOptions&, const Sink& sink) {
  write_array(lists, sink);
  sink("\n");
}

void write_json_stream(const RowStream& stream, const OutputOptions&, const Sink& sink) {
  std::string line;
  stream.each([&](const std::vector<Cell>& cells) {
    line = line.empty() ? "[\n" : ",\n";
    append_object(line, stream.columns, cells);
    sink(line);
  });
  sink(line.empty() ? "[\n]\n" : "\n]\n");
}

// An object with a member for each part; each is an array of objects, as other lists are.
void write_json_statement(const Statement& statement, const std::string& library_version,
                          const OutputOptions&, const Sink& sink) {
  sink("{\n");
  bool first = true;
  for (StatementPart& part : parts_of(statement, library_version)) {
    sink((first ? "\"" : ",\n\"") + std::string(part.name) + "\":");
    Rows* const list = &part.rows;
    write_array({&list, 1}, sink);
    first = false;
  }
  sink("\n}\n");
}

}  // namespace porto::internal
