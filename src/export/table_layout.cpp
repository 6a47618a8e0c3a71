// See table_layout.hpp.
#include "export/table_layout.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace porto::internal {

namespace {

constexpr std::size_t gap = 2;  // spaces between columns

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

std::size_t longest_word(std::string_view text) {
  std::size_t longest = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    longest = std::max(longest, display_width(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return longest;
}

// Lines of a text, broken at spaces; a word that is too long has a line of its own.
std::vector<std::string> broken(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  bool first = true;
  for (std::size_t begin = 0; begin <= text.size(); first = false) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    if (!first && display_width(lines.back()) + 1 + display_width(word) > width)
      lines.emplace_back();
    else if (!first)
      lines.back() += ' ';
    lines.back() += word;
    begin = end + 1;
  }
  return lines;
}

// Lays out one line of cells.
class TableLine {
 public:
  // A text that is wider than its column moves those after it.
  void add(std::string_view text, std::size_t width, bool to_the_right) {
    const std::size_t space = width - std::min(width, display_width(text));
    pending_ += to_the_right ? space : 0;
    out_.append(pending_, ' ').append(text);
    pending_ = (to_the_right ? 0 : space) + gap;
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

}  // namespace

std::string shown_cell(const Cell& cell, const Column& column, const Zone* zone) {
  if (!cell) return {};
  if (column.type != ColumnType::time || !zone) return visible(*cell);
  try {
    return zone->to_rfc3339(parse_rfc3339(*cell));
  } catch (const Error&) {
    return visible(*cell);  // a year that RFC 3339 does not have
  }
}

TableLayout::TableLayout(const std::vector<Column>& columns, const Zone* zone, std::size_t width)
    : columns_(columns), zone_(zone), room_(width) {
  for (const Column& column : columns) {
    const std::size_t name = display_width(column.name);
    laid_.push_back({name, name});
  }
}

void TableLayout::measure(const std::vector<Cell>& cells) {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::string text = shown_cell(cells[i], columns_[i], zone_);
    Laid& laid = laid_[i];
    const std::size_t width = display_width(text);
    const bool may_break = columns_[i].type == ColumnType::text;
    laid.width = std::max(laid.width, width);
    if (room_ == 0) continue;
    laid.least = std::max(laid.least, may_break ? longest_word(text) : width);
    if (rows_ == 0)
      laid.value = std::move(text);
    else if (text != laid.value)
      laid.is_same = false;
  }
  ++rows_;
}

std::size_t TableLayout::line_width() const {
  std::size_t width = 0;
  for (const Laid& laid : laid_)
    if (!laid.is_told) width += (width == 0 ? 0 : gap) + laid.width;
  return width;
}

void TableLayout::fit(bool rows_are_known) {
  if (room_ == 0 || line_width() <= room_) return;
  if (rows_are_known && rows_ > 1) tell_same();
  narrow();
  as_records_ = line_width() > room_;
}

// Columns with one value in all rows leave the table.
void TableLayout::tell_same() {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    Laid& laid = laid_[i];
    if (!laid.is_same) continue;
    laid.is_told = true;
    told_ += told_.empty() ? "in all rows: " : ", ";
    told_ += laid.value.empty() ? "no " + std::string(columns_[i].name)
                                : std::string(columns_[i].name) + " " + laid.value;
  }
}

// The widest text gives way first, down to its longest word.
void TableLayout::narrow() {
  while (line_width() > room_) {
    Laid* widest = nullptr;
    for (Laid& laid : laid_)
      if (!laid.is_told && laid.width > laid.least && (!widest || laid.width > widest->width))
        widest = &laid;
    if (!widest) return;
    --widest->width;
  }
}

void TableLayout::write_header(const Sink& sink) const {
  if (!told_.empty())
    for (const std::string& line : broken(told_, room_)) sink(line + "\n");
  if (as_records_) return;
  TableLine header;
  TableLine rule;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (laid_[i].is_told) continue;
    header.add(columns_[i].name, laid_[i].width, to_the_right(i));
    rule.add(std::string(laid_[i].width, '-'), laid_[i].width, false);
  }
  if (!told_.empty()) sink("\n");
  sink(header.end());
  sink(rule.end());
}

void TableLayout::write_row(const std::vector<Cell>& cells, const Sink& sink) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < columns_.size(); ++i)
    texts.push_back(shown_cell(cells[i], columns_[i], zone_));
  if (as_records_)
    write_record(texts, sink);
  else
    write_cells(texts, sink);
}

void TableLayout::write_cells(const std::vector<std::string>& cells, const Sink& sink) const {
  std::vector<std::vector<std::string>> columns;
  std::size_t lines = 1;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool is_broken = room_ != 0 && columns_[i].type == ColumnType::text;
    columns.push_back(is_broken ? broken(cells[i], laid_[i].width) : std::vector{cells[i]});
    if (!laid_[i].is_told) lines = std::max(lines, columns.back().size());
  }
  for (std::size_t line = 0; line < lines; ++line) {
    TableLine out;
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (!laid_[i].is_told)
        out.add(line < columns[i].size() ? columns[i][line] : "", laid_[i].width, to_the_right(i));
    sink(out.end());
  }
}

// What is absent has no line.
void TableLayout::write_record(const std::vector<std::string>& cells, const Sink& sink) {
  std::size_t names = 0;
  for (const Column& column : columns_) names = std::max(names, display_width(column.name));
  if (record_written_ || !told_.empty()) sink("\n");
  record_written_ = true;
  const std::size_t room = room_ - std::min(room_, names + gap);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (laid_[i].is_told || cells[i].empty()) continue;
    std::string name = columns_[i].name;
    for (const std::string& line : broken(cells[i], room)) {
      TableLine out;
      out.add(name, names, false);
      out.add(line, 0, false);
      sink(out.end());
      name.clear();
    }
  }
}

}  // namespace porto::internal
