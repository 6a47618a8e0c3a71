// What every input format is to the importer: rows of named texts. A new format is one file in this
// folder and one row of the table in formats.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/csv_map.hpp"
#include "input/lines.hpp"
#include "input/row.hpp"
#include "porto/import.hpp"
#include "records/csv/records.hpp"

namespace porto::internal {

/// The source of rows that name none, of a file that is of no supplier.
inline constexpr std::string_view default_source = "import";

class Reader {
 public:
  virtual ~Reader() = default;
  /// The next row, good or refused; false at the end. Throws Error only if the file cannot be read.
  virtual bool next(Row& row) = 0;
  virtual const Lines& lines() const = 0;
  /// Worth knowing about the file as a whole; complete once it has been read.
  virtual std::vector<std::string> notices() const { return {}; }
  /// The rule that says which of a supplier's events are usage ("delivered"), which the source of
  /// the rows keeps to; empty for a format whose every row is.
  virtual std::string_view counting() const { return {}; }
  /// How the records of a CSV file are laid out, so that some of them can be kept in a file of
  /// their own; not set where a row is a line.
  virtual std::optional<CsvLayout> table() const { return {}; }

  std::string_view format;  ///< the name of the file's format; open_reader sets it
  /// Of rows that name none, and what counting() is of; open_reader sets it if the reader has not.
  std::string source;
};

/// What the caller said of the files; a format uses what concerns it. See ImportOptions.
struct ReaderOptions {
  const ImportOptions& import;
  std::size_t chunk_bytes = default_chunk_bytes;
  const Zone* ledger_zone = nullptr;                 ///< of monthly counts
  Stop stop = {};                                    ///< ends waiting for a pipe's next bytes
  InputFile::Digest digest = InputFile::Digest::no;  ///< of the file's bytes
  bool empty_log = false;  ///< an empty file may be a log: then it has a reader, without a format
  RowsOf rows = RowsOf::usage;  ///< what the column map is of
};

/// How surely a file is of a format. Two that are sure of a file are ambiguous; one that may be it
/// stands back for one that is sure.
enum class Match : std::uint8_t { no, maybe, yes };

/// An input format.
struct Format {
  std::string_view name;
  /// Judges a file by how it starts. Never by its name: it may be any.
  Match (*detect)(std::string_view head);
  /// Errors bad_input, where = "file:line": the file as a whole is not right, or has no rows.
  std::unique_ptr<Reader> (*open)(Lines lines, const ReaderOptions& options);
  bool is_log = false;  ///< one that is rotated, so that a file of it may be empty
};

/// All of them, in the order in which they are tried.
std::span<const Format> formats();

/// Opens a file, finds its format and looks at its start. Errors io, bad_input; invalid_argument
/// for an unknown format or an impossible delimiter.
std::unique_ptr<Reader> open_reader(const ImportInput& input, const ReaderOptions& options);

/// Opens a file as text that is not empty, in the encoding that is declared or marked. Errors io,
/// bad_input, invalid_argument.
Lines open_text(const ImportInput& input, const ReaderOptions& options);

/// Error bad_input: the file is empty, and is no log.
[[noreturn]] void refuse_empty(const std::string& path);

}  // namespace porto::internal
