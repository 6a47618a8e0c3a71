// See records.hpp.
#include "records/csv/records.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <span>
#include <string>

#include "base/text.hpp"
#include "porto/error.hpp"
#include "records/csv/rejects_columns.hpp"

namespace porto::internal {
namespace {

constexpr char quote = '"';
// The byte order mark of UTF-8, taken for Windows-1252.
constexpr std::string_view mangled_mark = "\xC3\xAF\xC2\xBB\xC2\xBF";

bool odd_quotes(std::string_view text) noexcept {
  const std::size_t first = text.find(quote);
  return first != std::string_view::npos && std::ranges::count(text.substr(first), quote) % 2 != 0;
}

// ASCII without NUL, as nearly every record is: eight bytes at a time, for what that saves.
bool is_plain(std::string_view text) noexcept {
  constexpr std::uint64_t ones = 0x0101010101010101;
  constexpr std::uint64_t tops = 0x8080808080808080;
  std::uint64_t found = 0;
  for (; text.size() >= sizeof found; text.remove_prefix(sizeof found)) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data(), sizeof bytes);
    found |= (bytes - ones) | bytes;  // a zero byte borrows, one beyond ASCII has its top bit set
  }
  return (found & tops) == 0 &&
         std::ranges::all_of(text, [](unsigned char c) { return c != 0 && c < 0x80; });
}

// The text between quotes, where two of them stand for one; nothing if one stands alone.
std::optional<std::string> undoubled(std::string_view inside) {
  std::string text;
  for (std::size_t at = 0; at < inside.size(); ++at) {
    if (inside[at] == quote && (++at == inside.size() || inside[at] != quote)) return {};
    text += inside[at];
  }
  return text;
}

}  // namespace

CsvRecords::CsvRecords(Lines lines, const CsvStyle& style)
    : lines_(std::move(lines)),
      delimiter_(style.delimiter == '\0' ? ',' : style.delimiter),
      delimiter_declared_(style.delimiter != '\0'),
      comment_(style.comment),
      trim_(style.trim),
      text_formulas_(style.text_formulas) {
  if (delimiter_ == quote || delimiter_ == '\n' || delimiter_ == '\r')
    throw Error(ErrorCode::invalid_argument,
                "the delimiter " + in_quotes({&delimiter_, 1}) + " cannot separate fields",
                "delimiter");
  rejects_ = is_rejects_file();
  if (rejects_) return;
  skip_lines(style.skip_lines);
  take_separator_line();
}

bool CsvRecords::is_rejects_file() {
  const char found = rejects_delimiter(without_line_end(front(lines_.line_end(0))));
  if (found == '\0') return false;
  delimiter_ = found;
  delimiter_declared_ = true;
  return true;
}

// The row that a record is.
std::string_view CsvRecords::row_of(std::string_view record) {
  return rejects_ ? rejected_row(record, delimiter_, rejects_row_) : record;
}

void CsvRecords::skip_lines(std::uint64_t count) {
  for (; count != 0; --count) {
    const std::size_t length = lines_.line_end(0);
    if (length == 0) fail("the file has fewer lines than are to be skipped");
    if (length > max_row_bytes)
      lines_.skip_line();
    else
      lines_.consume(length);
    ++line_;
  }
}

void CsvRecords::take_separator_line() {
  const std::size_t length = lines_.line_end(0);
  const char separator = separator_of(without_line_end(front(length)));
  if (separator == '\0') return;
  if (delimiter_declared_ && separator != delimiter_)
    fail("the line says that " + in_quotes({&separator, 1}) + " separates the fields, but " +
         in_quotes({&delimiter_, 1}) + " is declared; leave the delimiter out");
  delimiter_ = separator;
  delimiter_declared_ = true;
  take({length, 1});
}

void CsvRecords::take(Extent extent) {
  lines_.consume(extent.bytes);
  line_ += extent.lines;
}

// The length of the next line that is a record or the start of one; 0 at the end.
std::size_t CsvRecords::next_line() {
  for (;;) {
    const std::size_t length = lines_.line_end(0);
    if (length == 0) return 0;
    const std::string_view line = without_line_end(front(length));
    if (line.starts_with(mangled_mark))
      fail(
          "a file in UTF-8 begins here, read as if it were in another encoding: its byte order"
          " mark has become " +
          in_quotes(mangled_mark) + "; import files of different encodings each by itself");
    const bool comment = comment_ != '\0' && line.starts_with(comment_);
    if (!line.empty() && !comment) return length;
    if (length > max_row_bytes)
      lines_.skip_line();
    else
      lines_.consume(length);
    ++line_;
  }
}

// The record whose first line is `length` long: further lines belong to it while a quote is open.
CsvRecords::Extent CsvRecords::record_at_front(std::size_t length) {
  Extent record = {length, 1};
  for (bool open = odd_quotes(front(length)); open;) {
    const std::size_t end = lines_.line_end(record.bytes);
    if (end == record.bytes || end > max_row_bytes) break;
    open = !odd_quotes(lines_.unread().substr(record.bytes, end - record.bytes));
    record = {end, record.lines + 1};
  }
  return record;
}

bool CsvRecords::next(Row& row) {
  std::size_t length = next_line();
  if (length == 0) return false;
  row.begin(line_);
  if (length > max_row_bytes) {
    refuse_long_line(lines_, row);
    ++line_;
    return true;
  }
  const Extent record = record_at_front(length);
  const char* wrong = judge(row, row_of(without_line_end(front(record.bytes))));
  if (wrong != nullptr) {
    // What follows may be good records that a stray quote swallowed: go on behind the first line.
    length = lines_.line_end(0);
    row.bytes = row_of(without_line_end(front(length)));
    // Judged by itself: what is told of it must not depend on the lines behind it.
    const char* const alone = split(row.bytes);
    if (alone != nullptr) wrong = alone;
    row.refusal = Refusal{
        wrong, in_quotes(row.bytes) + "; put the field in quotes and double each quote inside it"};
    take({length, 1});
  } else {
    if (is_blank()) {
      row.refusal.reset();
      row.not_counted = "blank row";
    }
    take(record);
  }
  return true;
}

// As spreadsheets write them below, and above, what is filled in.
bool CsvRecords::is_blank() const {
  return std::ranges::all_of(fields_, [](std::string_view field) {
    const auto first = static_cast<unsigned char>(field.empty() ? ' ' : field.front());
    return (first <= ' ' || first >= 0x80) && without_blanks(field).empty();
  });
}

// What is wrong with a record's quotes, or null; other faults go into the row's refusal.
const char* CsvRecords::judge(Row& row, std::string_view record) {
  row.bytes = record;
  if (const char* wrong = split(record)) return wrong;
  const bool plain = is_plain(record);
  if (!plain && !simdjson::validate_utf8(record))
    row.refusal =
        Refusal{"row is not UTF-8",
                in_quotes(record) +
                    "; save the file as UTF-8, or say what it is (--encoding windows-1252)"};
  else if (!plain && record.find('\0') != std::string_view::npos)
    row.refusal = Refusal{"row has a NUL byte", in_quotes(record) + "; the file may be damaged"};
  else if (fields_.size() != width_)
    row.refusal =
        Refusal{"row has the wrong number of fields",
                std::to_string(fields_.size()) + " instead of the header's " +
                    std::to_string(width_) + "; put a field with a delimiter in it in quotes"};
  return nullptr;
}

// The next line as the header, which is split.
std::string CsvRecords::header_line(std::string_view example) {
  const std::size_t length = next_line();
  header_at_ = line_;
  if (length > max_row_bytes) fail("the header is longer than a row may be");
  if (length == 0) fail("the file has no header; it needs " + std::string(example));
  const Extent record = record_at_front(length);
  const std::string_view header = without_line_end(front(record.bytes));
  if (const char* wrong = split(header))
    fail("the header cannot be read, " + std::string(wrong) + ": " +
         in_quotes(without_line_end(front(length))));
  if (!is_utf8(header))
    fail("the header is not UTF-8: " + in_quotes(header) +
         "; save the file as UTF-8, or say what it is (--encoding windows-1252)");
  return std::string(header);
}

void CsvRecords::read_header(std::string_view example) {
  std::string header = header_line(example);
  while (is_blank()) {
    take(record_at_front(lines_.line_end(0)));
    header = header_line(example);
  }
  // A file with another delimiter is never guessed at, but its user is told.
  if (fields_.size() == 1 && !delimiter_declared_)
    for (const auto& [other, option] : {std::pair{';', "';'"}, {'\t', "$'\\t'"}, {'|', "'|'"}})
      if (header.find(other) != std::string_view::npos)
        fail("the header " + in_quotes(header) + " has no comma; if the file is separated by " +
             in_quotes({&other, 1}) + ", say so: --delimiter " + option);
  leave_out_our_columns();
  header_.assign(fields_.begin(), fields_.end());
  width_ = fields_.size();
  take(record_at_front(lines_.line_end(0)));
}

void CsvRecords::read_no_header() {
  header_line("rows");
  if (rejects_) {  // it has one, of numbers
    leave_out_our_columns();
    take(record_at_front(lines_.line_end(0)));
  }
  width_ = fields_.size();
}

void CsvRecords::leave_out_our_columns() {
  if (!rejects_) return;
  const bool ours =
      fields_.size() > rejects_columns.size() &&
      std::ranges::equal(std::span(fields_).first(rejects_columns.size()), rejects_columns);
  if (!ours)
    fail(
        "the header of the rejects file does not begin with porto_outcome, porto_reason,"
        " porto_file, porto_line, porto_row, and has no other columns; leave them as they were");
  fields_.erase(fields_.begin(), fields_.begin() + rejects_columns.size());
}

CsvLayout CsvRecords::layout() const {
  CsvLayout layout{delimiter_, trim_, header_};
  for (std::size_t i = header_.size(); i < width_; ++i)
    layout.columns.push_back(std::to_string(i + 1));
  return layout;
}

bool CsvLayout::holds(std::string_view row) const try {
  if (row.empty() || row.size() >= max_row_bytes) return false;
  CsvRecords records(Lines::of_text(row), {.delimiter = delimiter, .trim = trim});
  records.read_no_header();
  Row read;
  return records.width() == columns.size() && records.next(read) && !read.refusal &&
         read.bytes.size() == row.size();
} catch (const Error&) {
  return false;  // not even its quotes can be read
}

void CsvRecords::demand_rows() {
  if (next_line() == 0) fail("the file has a header but no rows; nothing would be imported");
}

bool CsvRecords::has_column(std::string_view name) const {
  return std::ranges::find(header_, name) != header_.end();
}

std::size_t CsvRecords::column(std::string_view name) const {
  const auto found = std::ranges::find(header_, name);
  if (found == header_.end()) {
    const std::vector<std::string_view> names(header_.begin(), header_.end());
    const std::string_view meant = nearest(name, names);
    fail_header(
        "the header has no column " + in_quotes(name) + "; " +
        (meant.empty() ? "it has " + listed(header_) : "did you mean " + in_quotes(meant) + "?"));
  }
  if (std::find(found + 1, header_.end(), name) != header_.end())
    fail_header("the header names column " + in_quotes(name) + " twice; keep the one that counts");
  return static_cast<std::size_t>(found - header_.begin());
}

void CsvRecords::fail(const std::string& what) const {
  throw Error(ErrorCode::bad_input, what, lines_.path() + ":" + std::to_string(line_));
}

void CsvRecords::fail_header(const std::string& what) const {
  throw Error(ErrorCode::bad_input, what, lines_.path() + ":" + std::to_string(header_at_));
}

// Splits a record. What is wrong with it, or null.
const char* CsvRecords::split(std::string_view record) {
  fields_.clear();
  const bool plain = record.find(quote) == std::string_view::npos;
  const char* wrong = plain ? split_plain(record) : split_quoted(record);
  if (trim_)
    for (std::string_view& field : fields_) field = without_blanks(field);
  if (text_formulas_ && !plain) take_text_formulas();
  return wrong;
}

// The text that a formula ="text" gives; other formulas are no text, and stay what they are. Only
// what was quoted has quotes inside.
void CsvRecords::take_text_formulas() {
  for (std::string_view& field : fields_) {
    if (field.size() < 3 || !field.starts_with("=\"") || field.back() != quote) continue;
    const std::string_view inside = field.substr(2, field.size() - 3);
    const std::optional<std::string> text = undoubled(inside);
    if (!text) continue;
    const std::size_t begin = unquoted_.size();
    unquoted_ += *text;
    field = std::string_view(unquoted_).substr(begin);
  }
}

const char* CsvRecords::split_quoted(std::string_view record) {
  unquoted_.clear();
  unquoted_.reserve(
      2 * record.size());  // the views into it must not move: and take_text_formulas adds to it
  for (std::size_t at = 0;; ++at) {
    const std::size_t begin = trim_ ? behind_blanks(record, at) : at;
    const bool is_quoted = begin < record.size() && record[begin] == quote;
    if (is_quoted) at = begin;
    if (const char* wrong = is_quoted ? take_quoted(record, at) : take_bare(record, at))
      return wrong;
    if (trim_) at = behind_blanks(record, at);
    if (at == record.size()) return nullptr;
    if (record[at] != delimiter_) return "text after a closing quote";
  }
}

// A delimiter is no blank, even if it is a space or a tab.
std::size_t CsvRecords::behind_blanks(std::string_view record, std::size_t at) const {
  while (at < record.size() && record[at] != delimiter_ &&
         (record[at] == ' ' || record[at] == '\t'))
    ++at;
  return at;
}

const char* CsvRecords::split_plain(std::string_view record) {
  for (;;) {
    const std::size_t end = record.find(delimiter_);
    fields_.push_back(record.substr(0, end));
    if (end == std::string_view::npos) return nullptr;
    record.remove_prefix(end + 1);
  }
}

// A field without quotes around it, from `at` to the delimiter or the end, where it leaves `at`.
const char* CsvRecords::take_bare(std::string_view record, std::size_t& at) {
  const std::size_t end = std::min(record.find(delimiter_, at), record.size());
  fields_.push_back(record.substr(at, end - at));
  at = end;
  return fields_.back().find(quote) == std::string_view::npos ? nullptr
                                                              : "quote inside a bare field";
}

// A field in quotes; leaves `at` behind the closing one. A doubled quote stands for one.
const char* CsvRecords::take_quoted(std::string_view record, std::size_t& at) {
  const std::size_t start = unquoted_.size();
  for (++at;;) {
    const std::size_t end = record.find(quote, at);
    if (end == std::string_view::npos) return "quote is not closed";
    unquoted_ += record.substr(at, end - at);
    at = end + 1;
    if (at == record.size() || record[at] != quote) break;
    unquoted_ += record[at++];
  }
  fields_.push_back(std::string_view(unquoted_).substr(start));
  return nullptr;
}

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) {
    if (out.size() > 500) return out + ", ...";
    out += (out.empty() ? "" : ", ") + in_quotes(name);
  }
  return out;
}

std::string_view first_line(std::string_view head) noexcept {
  for (;;) {
    head.remove_prefix(std::min(head.find_first_not_of("\r\n"), head.size()));
    const std::string_view line = without_line_end(head.substr(0, head.find('\n')));
    if (separator_of(line) == '\0') return line;
    head.remove_prefix(line.size());
  }
}

// It may be in quotes; a spreadsheet that fills up rows repeats the delimiter.
char separator_of(std::string_view line) noexcept {
  if (line.size() > 2 && line.front() == quote && line.back() == quote)
    line = line.substr(1, line.size() - 2);
  const std::string_view name = line.substr(0, 4);
  if (line.size() < 5 || (name != "sep=" && name != "SEP=" && name != "Sep=")) return '\0';
  const char separator = line[4];
  return separator != quote && line.find_first_not_of(separator, 4) == line.npos ? separator : '\0';
}

}  // namespace porto::internal
