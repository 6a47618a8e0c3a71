// The records of a CSV file (RFC 4180), whatever their columns mean. Strict: a record that is not
// exactly what it should be is refused, never guessed at.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "input/lines.hpp"
#include "input/row.hpp"
#include "porto/import.hpp"

namespace porto::internal {

struct CsvStyle {
  char delimiter = '\0';         ///< not set: a comma, and other files are told so
  char comment = '\0';           ///< lines that begin with it are no records; not set: none are
  std::uint64_t skip_lines = 0;  ///< before the header
  bool trim = false;             ///< blanks around fields are left out
  bool text_formulas = false;    ///< ="0001" is the text 0001, as spreadsheets show it
};

/// How the records of a file are laid out, for a file of some of them.
struct CsvLayout {
  char delimiter = ',';
  bool trim = false;
  std::vector<std::string> columns;  ///< names; numbers from 1 if the file has none

  /// Whether a row is one of its records: it can be taken apart, into that many fields.
  bool holds(std::string_view row) const;
  friend bool operator==(const CsvLayout&, const CsvLayout&) = default;
};

class CsvRecords {
 public:
  /// Excel's line "sep=;" says the delimiter, if it comes first. So does the header of a rejects
  /// file, whose own columns are left out, and before which no lines are skipped. Errors
  /// invalid_argument (a delimiter that cannot separate), bad_input (another one is declared).
  CsvRecords(Lines lines, const CsvStyle& style);

  /// Reads the names of the columns, whose number every record then has. `example` is what a file
  /// without a header is told. Errors bad_input.
  void read_header(std::string_view example);
  /// For a file without a header: its first record says how many columns there are.
  void read_no_header();
  const std::vector<std::string>& header() const noexcept { return header_; }
  std::size_t width() const noexcept { return width_; }
  CsvLayout layout() const;
  /// Error bad_input if no record follows.
  void demand_rows();
  /// The column of a name. Error bad_input if there is none (with the name that may be meant) or
  /// if there are two.
  std::size_t column(std::string_view name) const;
  bool has_column(std::string_view name) const;

  /// The next record: its line, its bytes, and why it is refused, if it is. One of nothing but
  /// delimiters and blanks is not counted. False at the end.
  bool next(Row& row);
  /// The fields of the record, if it was not refused; as many as width().
  const std::vector<std::string_view>& fields() const noexcept { return fields_; }

  const Lines& lines() const noexcept { return lines_; }
  /// Throws Error bad_input at the line that comes next, or at the header.
  [[noreturn]] void fail(const std::string& what) const;
  [[noreturn]] void fail_header(const std::string& what) const;

 private:
  struct Extent {
    std::size_t bytes;
    std::uint64_t lines;
  };

  std::string_view front(std::size_t bytes) const { return lines_.unread().substr(0, bytes); }
  void skip_lines(std::uint64_t count);
  void take_separator_line();
  bool is_rejects_file();
  std::string_view row_of(std::string_view record);
  void take(Extent extent);
  std::size_t next_line();
  Extent record_at_front(std::size_t length);
  const char* judge(Row& row, std::string_view record);
  void leave_out_our_columns();
  std::string header_line(std::string_view example);
  bool is_blank() const;

  const char* split(std::string_view record);
  void take_text_formulas();
  const char* split_quoted(std::string_view record);
  const char* split_plain(std::string_view record);
  const char* take_bare(std::string_view record, std::size_t& at);
  const char* take_quoted(std::string_view record, std::size_t& at);
  std::size_t behind_blanks(std::string_view record, std::size_t at) const;

  Lines lines_;
  char delimiter_;
  bool delimiter_declared_;
  char comment_;
  bool trim_;
  bool text_formulas_;
  bool rejects_ = false;     // a rejects file
  std::string rejects_row_;  // the row of a record of it
  std::uint64_t line_ = 1;
  std::size_t width_ = 0;
  std::vector<std::string> header_;
  std::uint64_t header_at_ = 1;
  std::vector<std::string_view> fields_;
  std::string unquoted_;  // the text of quoted fields
};

/// Names for a message: "a", "b", ...
std::string listed(const std::vector<std::string>& names);

/// The first line of a file that is not empty, behind Excel's line "sep=;".
std::string_view first_line(std::string_view head) noexcept;

/// The delimiter that Excel's line "sep=;" says; NUL if a line is none.
char separator_of(std::string_view line) noexcept;

/// The style that the caller declared for files without a column map.
inline CsvStyle csv_style(const ImportOptions& options) { return {options.delimiter}; }

}  // namespace porto::internal
