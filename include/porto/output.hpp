// Writing results: lists and statements in the formats there are, plots as SVG. Everything is
// byte-stable and every line ends with LF.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "porto/audit.hpp"
#include "porto/rows.hpp"
#include "porto/simulation_plot.hpp"
#include "porto/tariff_tools.hpp"

namespace porto {

/// Takes output, a row or less at a time. Throws to stop the work.
using Sink = std::function<void(std::string_view)>;

/// A format that lists and statements can be written in:
/// "table": aligned columns for people, numbers to the right, no control characters, absent cells
///          blank; lists that are joined are set apart by an empty line;
/// "csv":   RFC 4180 with a header, comma and LF; absent cells are empty. A statement has a row for
///          each cell: part, row (from 1), name, value;
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
  void (*write_rows)(std::span<Rows* const> lists, const Sink& sink);
  void (*write_stream)(const RowStream& stream, const Sink& sink);
  void (*write_statement)(const Statement& statement, const std::string& library_version,
                          const Sink& sink);
};
/// All formats, by number.
std::span<const OutputFormat> output_formats() noexcept;
/// The format of a name or a number. Error invalid_argument if there is none.
const OutputFormat& output_format(std::string_view name);
const OutputFormat& output_format(int number);

/// Writes the rows that are left, and what frames them also if there are none.
void write(Rows& rows, const OutputFormat& format, const Sink& sink);
/// Several lists as one. Error invalid_argument if their columns differ.
void write(std::span<Rows* const> lists, const OutputFormat& format, const Sink& sink);
/// Row by row: memory does not grow with their number. A table walks over them twice, first for
/// the widths.
void write(const RowStream& stream, const OutputFormat& format, const Sink& sink);
/// Everything at once, since the parts of a statement prove each other.
void write(const Statement& statement, const OutputFormat& format,
           const std::string& library_version, const Sink& sink);

/// A cell of the current row as tables show it: a time by the clocks of the zone of the rows,
/// without control characters. Empty where it is absent.
std::string shown(const Rows& rows, std::size_t column);

/// What write() would write.
std::string to_text(Rows rows, const OutputFormat& format);

/// A self-contained picture some 800 pixels wide; wider where long numbers need the room.
std::string to_svg(const Plot& plot);
std::string to_svg(const SimulationPlot& plot);

}  // namespace porto
