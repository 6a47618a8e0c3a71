// Writing results: lists and statements in the formats there are, plots as SVG. Everything is
// byte-stable and every line ends with LF.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "porto/audit.hpp"
#include "porto/month_overview.hpp"
#include "porto/report_plot.hpp"
#include "porto/rows.hpp"
#include "porto/simulation_plot.hpp"
#include "porto/tariff_tools.hpp"

namespace porto {

/// Takes output, a row or less at a time. Throws to stop the work.
using Sink = std::function<void(std::string_view)>;

/// How CSV is written. As it stands: RFC 4180 with comma and LF.
struct CsvDialect {
  char delimiter = ',';
  /// Of decimals, amounts and quantities, in columns of such a type.
  char decimal_mark = '.';
  bool byte_order_mark = false;  ///< U+FEFF comes first: Excel knows UTF-8 by it
  bool crlf = false;
  /// Text that a spreadsheet would take for a formula, and that is no number, is written as the
  /// formula that gives this text, ="=1+1": spreadsheets show it and compute nothing. An import
  /// with a map of `text_formulas` reads it back.
  bool text_formulas = false;
};
/// A ready dialect. "plain": as above; "excel-sv": semicolon, decimal comma, byte order mark, CRLF
/// and no formulas, as a Swedish Excel opens it. Error invalid_argument if there is none.
CsvDialect csv_dialect(std::string_view name);
/// Errors invalid_argument: a delimiter that cannot separate, the same mark for both.
void check(const CsvDialect& dialect);

/// How output is written, where its format leaves a choice.
struct OutputOptions {
  CsvDialect csv{};
  /// Characters that a line of a table has room for; 0: tables are as wide as they are. Where they
  /// are too wide, columns that say the same in all rows are told once, above the table; then texts
  /// go on in further lines, broken between words; then each row becomes lines of name and value.
  std::size_t table_width = 0;
};

/// A format that lists and statements can be written in:
/// "table": aligned columns for people, numbers to the right, no control characters, absent cells
///          blank; lists that are joined are set apart by an empty line;
/// "csv":   a header and a row a line, in a CsvDialect; absent cells are empty. A statement has a
///          row for each cell: part, row (from 1), name, value;
/// "json":  an array of objects, an object a line. Numbers are strings, since readers make doubles
///          of the others; absent cells are null. A statement is an object of such arrays;
/// "html":  a page of its own, without scripts or outside resources, well-formed as XML too. A
///          statement is what a vendor sends to a customer, in the language of its tariff: lines,
///          total, usage by day as a picture, how the lines came about. It tells no customer who
///          changed something, only why.
struct OutputFormat {
  int number;        ///< PORTO_FORMAT_ of the C ABI, never reused
  const char* name;  ///< "csv"
  /// Writes the rows that are left in lists of the same columns as if they were one list, and what
  /// frames them also if there are none.
  void (*write_rows)(std::span<Rows* const> lists, const OutputOptions& options, const Sink& sink);
  void (*write_stream)(const RowStream& stream, const OutputOptions& options, const Sink& sink);
  void (*write_statement)(const Statement& statement, const std::string& library_version,
                          const OutputOptions& options, const Sink& sink);
};
/// All formats, by number.
std::span<const OutputFormat> output_formats() noexcept;
/// The format of a name or a number. Error invalid_argument if there is none.
const OutputFormat& output_format(std::string_view name);
const OutputFormat& output_format(int number);

/// Writes the rows that are left, and what frames them also if there are none. Here and below:
/// errors of check().
void write(Rows& rows, const OutputFormat& format, const Sink& sink,
           const OutputOptions& options = {});
/// Several lists as one. Error invalid_argument if their columns differ.
void write(std::span<Rows* const> lists, const OutputFormat& format, const Sink& sink,
           const OutputOptions& options = {});
/// Row by row: memory does not grow with their number. A table walks over them twice, first for
/// the widths.
void write(const RowStream& stream, const OutputFormat& format, const Sink& sink,
           const OutputOptions& options = {});
/// Everything at once, since the parts of a statement prove each other.
void write(const Statement& statement, const OutputFormat& format,
           const std::string& library_version, const Sink& sink, const OutputOptions& options = {});

/// A cell of the current row as tables show it: a time by the clocks of the zone of the rows,
/// without control characters. Empty where it is absent.
std::string shown(const Rows& rows, std::size_t column);

/// What write() would write.
std::string to_text(Rows rows, const OutputFormat& format, const OutputOptions& options = {});

/// A page for the vendor, as pages are (see "html" above): totals, what changed against the month
/// before, what waits, pictures, tables by tariff and company. In the language of the overview.
std::string to_html(const MonthOverview& overview);

/// A self-contained picture some 800 pixels wide; wider where long numbers need the room.
std::string to_svg(const Plot& plot);
std::string to_svg(const SimulationPlot& plot);
std::string to_svg(const ReportPlot& plot);

}  // namespace porto
