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
  // A text that is wider than its column moves those after it.
  void add(std::string_view text, std::size_t width, bool to_the_right) {
    const std::size_t space = width - std::min(width, display_width(text));
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

// A cell as people see it: times by the clocks of the zone.
std::string shown_cell(const Cell& cell, const Column& column, const Zone* zone) {
  if (!cell) return {};
  if (column.type != ColumnType::time || !zone) return visible(*cell);
  try {
    return zone->to_rfc3339(parse_rfc3339(*cell));
  } catch (const Error&) {
    return visible(*cell);  // a year that RFC 3339 does not have
  }
}

// A table of rows that are walked over twice.
class Table {
 public:
  Table(const std::vector<Column>& columns, const Zone* zone) : columns_(columns), zone_(zone) {
    for (const Column& column : columns) widths_.push_back(display_width(column.name));
  }

  void measure(const std::vector<Cell>& cells) {
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (cells[i])
        widths_[i] = std::max(widths_[i], display_width(shown_cell(cells[i], columns_[i], zone_)));
  }

  void write_header(const Sink& sink) const {
    TableLine header;
    TableLine rule;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      header.add(columns_[i].name, widths_[i], to_the_right(i));
      rule.add(std::string(widths_[i], '-'), widths_[i], false);
    }
    sink(header.end());
    sink(rule.end());
  }

  void write_row(const std::vector<Cell>& cells, const Sink& sink) const {
    TableLine line;
    for (std::size_t i = 0; i < columns_.size(); ++i)
      line.add(shown_cell(cells[i], columns_[i], zone_), widths_[i], to_the_right(i));
    sink(line.end());
  }

 private:
  bool to_the_right(std::size_t i) const { return is_number(columns_[i].type); }

  const std::vector<Column>& columns_;
  const Zone* zone_;
  std::vector<std::size_t> widths_;
};

void write_one(Rows& rows, const Sink& sink) {
  Table table(rows.columns(), rows.zone());
  for (Rows ahead = rows; ahead.next();) table.measure(ahead.cells());
  table.write_header(sink);
  while (rows.next()) table.write_row(rows.cells(), sink);
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

// A row that came between the two walks may be wider than the others.
void write_table_stream(const RowStream& stream, const Sink& sink) {
  Table table(stream.columns, stream.zone.get());
  stream.each([&](const std::vector<Cell>& cells) { table.measure(cells); });
  table.write_header(sink);
  stream.each([&](const std::vector<Cell>& cells) { table.write_row(cells, sink); });
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

namespace porto {

std::string shown(const Rows& rows, std::size_t column) {
  if (column >= rows.cells().size()) return {};
  return internal::shown_cell(rows.cells()[column], rows.columns()[column], rows.zone());
}

}  // namespace porto
