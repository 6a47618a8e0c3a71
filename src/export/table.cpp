// A table for people: columns as wide as their widest cell, two spaces apart, under a header and a
// rule. It may change between versions; programs read CSV or JSON.
#include <algorithm>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "export/statement.hpp"
#include "porto/output.hpp"

namespace porto::internal {

namespace {

// Terminals obey control characters, so that a cell could overwrite another: they are shown as
// \xNN, as in messages, and so are bytes that are not UTF-8.
std::string visible(std::string_view text) {
  static constexpr char hex[] = "0123456789ABCDEF";
  const bool utf8 = is_utf8(text);
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !utf8))
      out += {'\\', 'x', hex[byte >> 4], hex[byte & 15]};
    else
      out += c;
  }
  return out;
}

// Columns that UTF-8 text takes on a screen: one a character (å, a no-break space), none for the
// combining marks U+0300 to U+036F that some systems write å with.
std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool continues = (byte & 0xC0) == 0x80;
    const bool combines =
        byte == 0xCC || (byte == 0xCD && static_cast<unsigned char>(text[i + 1]) < 0xB0);
    if (!continues && !combines) ++width;
  }
  return width;
}

// Lays out one line of cells.
class TableLine {
 public:
  void add(std::string_view text, std::size_t width, bool to_the_right) {
    const std::size_t space = width - display_width(text);
    pending_ += to_the_right ? space : 0;
    out_.append(pending_, ' ').append(text);
    pending_ = (to_the_right ? 0 : space) + 2;
  }
  // No line ends in spaces.
  const std::string& end() {
    out_.erase(out_.find_last_not_of(' ') + 1);
    return out_ += '\n';
  }

 private:
  std::string out_;
  std::size_t pending_ = 0;  // spaces before the next cell
};

void write_one(Rows& rows, const Sink& sink) {
  const std::vector<Column>& columns = rows.columns();
  std::vector<std::size_t> widths;
  for (const Column& column : columns) widths.push_back(display_width(column.name));
  for (Rows ahead = rows; ahead.next();)
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (const Cell& cell = ahead.cells()[i])
        widths[i] = std::max(widths[i], display_width(visible(*cell)));

  const auto to_the_right = [&](std::size_t i) { return columns[i].type != ColumnType::text; };
  TableLine header;
  TableLine rule;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    header.add(columns[i].name, widths[i], to_the_right(i));
    rule.add(std::string(widths[i], '-'), widths[i], false);
  }
  sink(header.end());
  sink(rule.end());
  while (rows.next()) {
    TableLine line;
    for (std::size_t i = 0; i < columns.size(); ++i)
      line.add(visible(rows.cells()[i].value_or("")), widths[i], to_the_right(i));
    sink(line.end());
  }
}

void write_documents(Rows rows, const Sink& sink) {
  while (rows.next()) {
    const std::string document = rows.cells()[2].value_or("");
    sink("===== " + *rows.cells()[0] + ", version " + *rows.cells()[1] + " =====\n" + document);
    if (!document.ends_with('\n')) sink("\n");
  }
}

void write_part(StatementPart part, const Sink& sink) {
  sink(std::string(part.title) + "\n\n");
  const std::string_view name = part.name;
  if (name == "documents") return write_documents(part.rows, sink);
  if (name != "statement") return write_one(part.rows, sink);
  Rows values = values_of(std::move(part));
  write_one(values, sink);
}

}  // namespace

void write_table(std::span<Rows* const> lists, const Sink& sink) {
  bool first = true;
  for (Rows* rows : lists) {
    if (!first) sink("\n");
    write_one(*rows, sink);
    first = false;
  }
}

// One part after the other, with the tariff documents as they were added.
void write_table_statement(const Statement& statement, const std::string& library_version,
                           const Sink& sink) {
  bool first = true;
  for (StatementPart& part : parts_of(statement, library_version)) {
    if (Rows ahead = part.rows; !ahead.next()) continue;
    if (!first) sink("\n");
    write_part(std::move(part), sink);
    first = false;
  }
}

}  // namespace porto::internal
