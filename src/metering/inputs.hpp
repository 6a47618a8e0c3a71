// The files of an import, and the order in which they are read: one after the other as they are
// named, but for several logs of one format, which are one stream.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/log_stream.hpp"
#include "formats/reader.hpp"
#include "metering/rejects.hpp"

namespace porto::internal {

class Inputs {
 public:
  /// What the last call of next() met.
  enum class Met : std::uint8_t { row, end_of_file, end };

  Inputs(std::span<const ImportInput> inputs, const ReaderOptions& options)
      : inputs_(inputs), options_(options), counted_bytes_(inputs.size()) {}

  /// Opens every file and looks at its start. Errors io, bad_input, invalid_argument.
  void look();
  /// Bytes of all files; 0 if that cannot be known.
  std::uint64_t total_bytes() const noexcept { return total_bytes_; }
  /// The formats of the files.
  const std::vector<std::string_view>& formats() const noexcept { return formats_; }
  /// How rows of the files are kept in a rejects file.
  const std::vector<RejectsLayout>& layouts() const noexcept { return layouts_; }
  /// The size of a file that can be read again; 0 if it cannot, or is empty.
  std::uint64_t size_of(std::size_t file) const noexcept { return sizes_[file]; }
  /// The rules by which suppliers' events are counted: source and rule.
  const std::set<std::pair<std::string, std::string>>& counting() const noexcept {
    return counting_;
  }

  /// Reads the next row, or comes to a file's end, or to that of all; to that, too, if it is told
  /// to stop. Errors of open_reader and of readers.
  Met next(Row& row, const std::stop_token& stop);
  /// The file of which that was, an index into the inputs, and its reader: valid until the next
  /// call.
  std::uint32_t file() const noexcept { return file_; }
  const Reader& reader() const noexcept { return stream_ ? stream_->reader() : *reader_; }
  /// At a file's end: what is worth knowing about it.
  std::vector<std::string> notices();
  /// Of all files, so far.
  std::uint64_t bytes_read() const noexcept { return bytes_read_; }

 private:
  struct Log {
    explicit Log(const ReaderOptions& options) : stream(options) {}
    LogStream stream;
    bool begun = false;
  };

  Log& log(std::string_view format);
  void judge_empty(const std::vector<bool>& is_log);
  void join_logs(const std::vector<bool>& is_log);
  bool open_next();
  void count_bytes();

  std::span<const ImportInput> inputs_;
  const ReaderOptions& options_;
  std::vector<std::unique_ptr<Reader>> opened_;  // by path; null: to be opened again
  std::map<std::string_view, Log> logs_;         // by format
  std::vector<Log*> log_of_;                     // by path; null: the file is read by itself
  std::vector<std::string_view> formats_;        // by path
  std::vector<RejectsLayout> layouts_;           // by path
  std::vector<std::uint64_t> sizes_;             // by path
  std::uint64_t total_bytes_ = 0;
  std::set<std::pair<std::string, std::string>> counting_;

  std::uint32_t next_file_ = 0;
  std::uint32_t file_ = 0;
  std::unique_ptr<Reader> reader_;            // of the file that is being read by itself
  bool ended_ = false;                        // that file
  LogStream* stream_ = nullptr;               // that is being read
  std::vector<std::uint64_t> counted_bytes_;  // of each file
  std::uint64_t bytes_read_ = 0;
};

}  // namespace porto::internal
