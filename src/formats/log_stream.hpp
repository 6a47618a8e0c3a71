// The files of one log, rotated or of several servers, as one stream: their lines are read in the
// order of their times, in whichever order the files were named, and share what is remembered.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "formats/log_reader.hpp"
#include "formats/reader.hpp"

namespace porto::internal {

/// Files are merged line by line; within a file the order stays. Of lines with the same time those
/// of the file that began earlier come first, so that files of which each begins where another ends
/// are read as if they were joined. A file is open from its first line to its last.
class LogStream {
 public:
  /// What the last call of next() met.
  enum class Met : std::uint8_t { row, end_of_file, end };

  explicit LogStream(const ReaderOptions& options);

  /// Whether a reader is of a log.
  static bool takes(const Reader& reader) noexcept;
  /// Adds a file by its number among all inputs, which outlive the stream, and looks how it begins.
  /// Of a pipe, this waits for the first line with a time, but reads no more than the start by
  /// which formats are told.
  void add(std::uint32_t number, const ImportInput& input, Reader& reader);
  /// As add. The reader is kept: it cannot be opened again.
  void add(std::uint32_t number, const ImportInput& input, std::unique_ptr<Reader> reader);
  std::size_t files() const noexcept { return files_.size(); }
  /// Puts the files in order, after all were added. Error bad_input if their times have no years
  /// and do not tell which of them is the oldest.
  void begin();

  /// Reads the next row, or comes to a file's end. Ends early if it is told to. Errors of
  /// open_reader and of readers; bad_input if too many files are of the same time.
  Met next(Row& row, const std::stop_token& stop);
  /// The file of which that was: valid until next() is called again.
  std::uint32_t number() const noexcept { return files_[current_].number; }
  const Reader& reader() const noexcept { return *files_[current_].reader; }
  /// At a file's end: what is worth knowing about the stream because of it.
  std::vector<std::string> notices();

 private:
  struct File {
    std::uint32_t number = 0;
    const ImportInput* input = nullptr;
    const std::string& path() const { return input->name; }
    std::unique_ptr<Reader> kept{};  // of a pipe, until its turn
    LogReader::Beginning beginning{};
    bool begins_in_either = false;            // of the two hours that clocks showed alike
    std::int64_t first = LogClock::no_place;  // the place of its first line
    std::int64_t last = LogClock::no_place;   // that of its last, once it is read through
    std::unique_ptr<LogReader> reader{};      // while it is open
  };
  // A place among the lines of all files: of the same time, the file that began earlier.
  using Turn = std::pair<std::int64_t, std::size_t>;

  int first_day() const;
  void open(std::size_t file);
  void choose();
  void end_turn();
  Turn turn(std::size_t file) { return {files_[file].reader->place(), file}; }

  ReaderOptions options_;
  std::shared_ptr<LogMemory> memory_;
  std::vector<File> files_;  // as they were added; then by their first lines
  std::size_t opened_ = 0;   // so many, from the front
  std::vector<std::size_t> open_;
  std::size_t current_ = 0;
  bool chosen_ = false;  // the current file goes on while its lines are before `until_`
  bool ended_ = false;   // the current file
  Turn until_;
  bool told_overlap_ = false;
};

}  // namespace porto::internal
