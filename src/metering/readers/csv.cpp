// CSV (RFC 4180) with a header that names the columns, in any order. Strict: a row that is not
// exactly what the header promises is refused, never guessed at.
#include <simdjson.h>

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "metering/readers/reader.hpp"
#include "porto/error.hpp"

namespace porto {
namespace {

constexpr char quote = '"';

// The fields of one record.
class Record {
 public:
  // Splits `bytes`. What is wrong with it, or null.
  const char* split(std::string_view bytes, char delimiter) {
    fields_.clear();
    if (bytes.find(quote) == std::string_view::npos) return split_plain(bytes, delimiter);
    unquoted_.clear();
    unquoted_.reserve(bytes.size());  // the views into it must not move
    for (std::size_t at = 0;; ++at) {
      const bool is_quoted = at < bytes.size() && bytes[at] == quote;
      if (const char* wrong = is_quoted ? take_quoted(bytes, at) : take_bare(bytes, delimiter, at))
        return wrong;
      if (at == bytes.size()) return nullptr;
      if (bytes[at] != delimiter) return "text after a closing quote";
    }
  }
  const std::vector<std::string_view>& fields() const noexcept { return fields_; }

 private:
  const char* split_plain(std::string_view bytes, char delimiter) {
    for (;;) {
      const std::size_t end = bytes.find(delimiter);
      fields_.push_back(bytes.substr(0, end));
      if (end == std::string_view::npos) return nullptr;
      bytes.remove_prefix(end + 1);
    }
  }

  // A field without quotes around it, from `at` to the delimiter or the end, where it leaves `at`.
  const char* take_bare(std::string_view bytes, char delimiter, std::size_t& at) {
    const std::size_t end = std::min(bytes.find(delimiter, at), bytes.size());
    fields_.push_back(bytes.substr(at, end - at));
    at = end;
    return fields_.back().find(quote) == std::string_view::npos ? nullptr
                                                                : "quote inside a bare field";
  }

  // A field in quotes; leaves `at` behind the closing one. A doubled quote stands for one.
  const char* take_quoted(std::string_view bytes, std::size_t& at) {
    const std::size_t start = unquoted_.size();
    for (++at;;) {
      const std::size_t end = bytes.find(quote, at);
      if (end == std::string_view::npos) return "quote is not closed";
      unquoted_ += bytes.substr(at, end - at);
      at = end + 1;
      if (at == bytes.size() || bytes[at] != quote) break;
      unquoted_ += bytes[at++];
    }
    fields_.push_back(std::string_view(unquoted_).substr(start));
    return nullptr;
  }

  std::vector<std::string_view> fields_;
  std::string unquoted_;  // the text of quoted fields
};

std::string joined(const std::vector<std::string_view>& names) {
  std::string out;
  for (std::string_view name : names) {
    if (out.size() > 500) return out + ", ...";
    out += (out.empty() ? "" : ", ") + in_quotes(name);
  }
  return out;
}

bool odd_quotes(std::string_view text) noexcept {
  const std::size_t first = text.find(quote);
  return first != std::string_view::npos && std::ranges::count(text.substr(first), quote) % 2 != 0;
}

class CsvReader final : public Reader {
 public:
  CsvReader(Lines lines, const ReaderOptions& options)
      : lines_(std::move(lines)),
        delimiter_(options.import.delimiter == '\0' ? ',' : options.import.delimiter) {
    read_header(options.import.delimiter != '\0');
    if (next_line() == 0) fail("the file has a header but no rows; nothing would be imported");
  }

  bool next(Row& row) override {
    std::size_t length = next_line();
    if (length == 0) return false;
    row.begin(line_);
    if (length > max_row_bytes) {
      refuse_long_line(lines_, row);
      ++line_;
      return true;
    }
    const Extent record = record_at_front(length);
    if (const char* wrong = read(row, without_line_end(front(record.bytes)))) {
      // What follows may be good rows that a stray quote swallowed: go on behind the first line.
      length = lines_.line_end(0);
      row.bytes = without_line_end(front(length));
      row.reason = std::string(wrong) + ": " + in_quotes(row.bytes) +
                   "; put the field in quotes and double each quote inside it";
      take({length, 1});
    } else {
      take(record);
    }
    return true;
  }

  const Lines& lines() const override { return lines_; }
  std::vector<std::string> notices() const override { return notices_; }

 private:
  struct Extent {
    std::size_t bytes;
    std::uint64_t lines;
  };

  std::string_view front(std::size_t bytes) const { return lines_.unread().substr(0, bytes); }

  void take(Extent extent) {
    lines_.consume(extent.bytes);
    line_ += extent.lines;
  }

  // The length of the next line that is not empty; 0 at the end.
  std::size_t next_line() {
    for (;;) {
      const std::size_t length = lines_.line_end(0);
      if (length == 0 || !without_line_end(front(length)).empty()) return length;
      take({length, 1});
    }
  }

  // The record whose first line is `length` long: further lines belong to it while a quote is open.
  Extent record_at_front(std::size_t length) {
    Extent record = {length, 1};
    for (bool open = odd_quotes(front(length)); open;) {
      const std::size_t end = lines_.line_end(record.bytes);
      if (end == record.bytes || end > max_row_bytes) break;
      open = !odd_quotes(lines_.unread().substr(record.bytes, end - record.bytes));
      record = {end, record.lines + 1};
    }
    return record;
  }

  // Fills a row from a record. What is wrong with its quotes, or null; other faults go into the
  // row's reason.
  const char* read(Row& row, std::string_view record) {
    row.bytes = record;
    if (const char* wrong = record_.split(record, delimiter_)) return wrong;
    if (!simdjson::validate_utf8(record)) {
      row.reason = "row is not UTF-8: " + in_quotes(record) + "; save the file as UTF-8";
      return nullptr;
    }
    if (record.find('\0') != std::string_view::npos) {
      row.reason = "row has a NUL byte: " + in_quotes(record) + "; the file may be damaged";
      return nullptr;
    }
    if (record_.fields().size() != columns_.size()) {
      row.reason =
          "row has the wrong number of fields: " + std::to_string(record_.fields().size()) +
          " instead of the header's " + std::to_string(columns_.size()) +
          "; put a field with a delimiter in it in quotes";
      return nullptr;
    }
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (columns_[i]) row.fields[static_cast<std::size_t>(*columns_[i])] = record_.fields()[i];
    return nullptr;
  }

  void read_header(bool delimiter_declared) {
    const std::size_t length = next_line();
    if (length > max_row_bytes) fail("the header is longer than a row may be");
    if (length == 0) fail("the file has no header; it needs event_id,company,occurred_at,quantity");
    const std::string_view header = without_line_end(front(length));
    if (const char* wrong = record_.split(header, delimiter_))
      fail("the header cannot be read, " + std::string(wrong) + ": " + in_quotes(header));
    if (!delimiter_declared) refuse_other_delimiter(header);
    columns_.clear();
    for (std::string_view name : record_.fields()) add_column(name);
    refuse_missing_columns();
    judge_other_columns();
    take({length, 1});
  }

  // A file with another delimiter is never guessed at, but its user is told.
  void refuse_other_delimiter(std::string_view header) {
    if (record_.fields().size() > 1) return;
    for (const auto& [other, option] : {std::pair{';', "';'"}, {'\t', "$'\\t'"}, {'|', "'|'"}})
      if (header.find(other) != std::string_view::npos)
        fail("the header " + in_quotes(header) + " has no comma; if the file is separated by " +
             in_quotes({&other, 1}) + ", say so: --delimiter " + option);
  }

  void add_column(std::string_view name) {
    const auto known = std::ranges::find(field_names, name);
    if (known == field_names.end()) return columns_.push_back(std::nullopt);
    const auto field = static_cast<Field>(known - field_names.begin());
    if (std::ranges::find(columns_, field) != columns_.end())
      fail("the header names column " + in_quotes(name) + " twice; keep the one that counts");
    columns_.push_back(field);
  }

  bool has_column(std::string_view name) const {
    return std::ranges::find(record_.fields(), name) != record_.fields().end();
  }

  void refuse_missing_columns() {
    for (std::string_view name : std::span(field_names).first(required_fields)) {
      if (has_column(name)) continue;
      std::string message =
          "the header has no column " + in_quotes(name) + "; it has " + joined(record_.fields());
      std::vector<std::string_view> others;
      for (std::size_t i = 0; i < columns_.size(); ++i)
        if (!columns_[i]) others.push_back(record_.fields()[i]);
      if (const std::string_view meant = nearest(name, others); !meant.empty())
        message += "; rename " + in_quotes(meant) + " to " + in_quotes(name) + " if that is meant";
      fail(message);
    }
  }

  // An optional column that is misspelt would be lost without a sound: "metre" for "meter".
  void judge_other_columns() {
    std::vector<std::string_view> absent;
    for (std::string_view name : field_names)
      if (!has_column(name)) absent.push_back(name);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i]) continue;
      const std::string_view name = record_.fields()[i];
      if (const std::string_view meant = nearest(name, absent); !meant.empty())
        fail("the header has an unknown column " + in_quotes(name) + "; did you mean " +
             in_quotes(meant) + "? Rename or remove it");
      notices_.push_back(lines_.path() + ": column " + in_quotes(name) + " is not used");
    }
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw Error(ErrorCode::bad_input, what, lines_.path() + ":" + std::to_string(line_));
  }

  Lines lines_;
  char delimiter_;
  std::uint64_t line_ = 1;
  std::vector<std::optional<Field>> columns_;  // what each holds; none: ignored
  Record record_;
  std::vector<std::string> notices_;
};

// A first line, empty ones aside, of text with something that can be a delimiter, or with a name of
// ours in it. The header is then read strictly, so that its mistakes are named.
bool looks_like_csv(std::string_view head) {
  head.remove_prefix(std::min(head.find_first_not_of("\r\n"), head.size()));
  const std::string_view first = without_line_end(head.substr(0, head.find('\n')));
  if (first.find('\0') != std::string_view::npos) return false;
  const bool named = std::ranges::any_of(field_names, [&](std::string_view name) {
    return first.find(name) != std::string_view::npos;
  });
  return named || first.find_first_of(",;\t|") != std::string_view::npos;
}

std::unique_ptr<Reader> open_csv(Lines lines, const ReaderOptions& options) {
  if (options.import.delimiter == quote || options.import.delimiter == '\n' ||
      options.import.delimiter == '\r')
    throw Error(
        ErrorCode::invalid_argument,
        "the delimiter " + in_quotes({&options.import.delimiter, 1}) + " cannot separate fields",
        "delimiter");
  return std::make_unique<CsvReader>(std::move(lines), options);
}

}  // namespace

const Format csv_format = {"csv", looks_like_csv, open_csv};

}  // namespace porto
