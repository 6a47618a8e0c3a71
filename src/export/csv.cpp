// CSV as in RFC 4180, but for the line end: LF, as everything else that porto writes; and as other
// programs want it: CsvDialect.
#include <algorithm>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "export/statement.hpp"
#include "porto/error.hpp"
#include "porto/output.hpp"

namespace porto::internal {

namespace {

// A sign, digits, perhaps a mark and decimals: no spreadsheet computes with it.
bool is_plain_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t point = text.find_first_of(".,");
  const std::string_view whole = text.substr(0, point);
  const std::string_view rest = point == text.npos ? "0" : text.substr(point + 1);
  return !whole.empty() && !rest.empty() && std::ranges::all_of(whole, is_digit) &&
         std::ranges::all_of(rest, is_digit);
}

// What spreadsheets take for the beginning of a formula, or leave out in front of one.
bool looks_like_formula(std::string_view text) {
  static constexpr std::string_view begins = "=+-@\t\r\n";
  return !text.empty() && begins.find(text.front()) != begins.npos && !is_plain_number(text);
}

void append_quoted(std::string& line, std::string_view text) {
  line += '"';
  for (const char c : text) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

// Rows to lines of CSV.
class CsvWriter {
 public:
  CsvWriter(const CsvDialect& dialect, const std::vector<Column>& columns)
      : dialect_(dialect), columns_(columns) {}

  std::string header() const {
    std::string line = dialect_.byte_order_mark ? "\xEF\xBB\xBF" : "";
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (i > 0) line += dialect_.delimiter;
      append_cell(line, columns_[i].name, ColumnType::text);
    }
    return line += line_end();
  }

  std::string line_of(const std::vector<Cell>& cells) const {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) line += dialect_.delimiter;
      if (cells[i]) append_cell(line, *cells[i], columns_[i].type);
    }
    return line += line_end();
  }

 private:
  const char* line_end() const { return dialect_.crlf ? "\r\n" : "\n"; }

  void append_cell(std::string& line, const std::string& cell, ColumnType type) const {
    if (is_number(type) && dialect_.decimal_mark != '.') {
      std::string number = cell;
      std::ranges::replace(number, '.', dialect_.decimal_mark);
      return append_field(line, number);
    }
    if (!dialect_.text_formulas || is_number(type) || !looks_like_formula(cell))
      return append_field(line, cell);
    std::string formula = "=";
    append_quoted(formula, cell);
    append_field(line, formula);
  }

  void append_field(std::string& line, std::string_view text) const {
    const auto is_special = [this](char c) {
      return c == dialect_.delimiter || c == '"' || c == '\r' || c == '\n';
    };
    if (std::ranges::none_of(text, is_special))
      line += text;
    else
      append_quoted(line, text);
  }

  const CsvDialect& dialect_;
  const std::vector<Column>& columns_;
};

}  // namespace

void write_csv(std::span<Rows* const> lists, const OutputOptions& options, const Sink& sink) {
  if (lists.empty()) return;
  const CsvWriter csv(options.csv, lists.front()->columns());
  sink(csv.header());
  for (Rows* rows : lists)
    while (rows->next()) sink(csv.line_of(rows->cells()));
}

void write_csv_stream(const RowStream& stream, const OutputOptions& options, const Sink& sink) {
  const CsvWriter csv(options.csv, stream.columns);
  std::string header = csv.header();  // once it is known that there are rows to come
  stream.each([&](const std::vector<Cell>& cells) {
    if (!header.empty()) sink(std::exchange(header, {}));
    sink(csv.line_of(cells));
  });
  if (!header.empty()) sink(header);
}

// A row for each cell: part, row (from 1), name, value.
void write_csv_statement(const Statement& statement, const std::string& library_version,
                         const OutputOptions& options, const Sink& sink) {
  Rows cells = cells_of(parts_of(statement, library_version), options.csv.decimal_mark);
  Rows* const list = &cells;
  write_csv({&list, 1}, options, sink);
}

}  // namespace porto::internal

namespace porto {

CsvDialect csv_dialect(std::string_view name) {
  if (name == "plain") return {};
  if (name == "excel-sv") return {';', ',', true, true, true};
  throw Error(
      ErrorCode::invalid_argument,
      "there is no CSV dialect " + internal::in_quotes(name) + "; there are plain and excel-sv",
      "dialect");
}

void check(const CsvDialect& dialect) {
  static constexpr std::string_view never = "\"\r\n.-+";
  const auto mark = static_cast<unsigned char>(dialect.delimiter);
  const bool is_letter = (mark | 0x20) >= 'a' && (mark | 0x20) <= 'z';
  const bool is_printed = mark == '\t' || (mark >= 0x20 && mark < 0x7F);
  if (!is_printed || is_letter || internal::is_digit(dialect.delimiter) ||
      never.find(dialect.delimiter) != never.npos)
    throw Error(ErrorCode::invalid_argument,
                internal::in_quotes({&dialect.delimiter, 1}) +
                    " cannot stand between columns; use a mark such as ; or a tab",
                "delimiter");
  if (dialect.decimal_mark != '.' && dialect.decimal_mark != ',')
    throw Error(
        ErrorCode::invalid_argument,
        internal::in_quotes({&dialect.decimal_mark, 1}) + " is no mark before decimals; use . or ,",
        "decimal_mark");
  if (dialect.delimiter == dialect.decimal_mark)
    throw Error(ErrorCode::invalid_argument,
                "the comma cannot stand both between columns and before decimals; name another "
                "delimiter, such as ;",
                "delimiter");
}

}  // namespace porto
