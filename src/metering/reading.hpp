// The first half of an import: files become judged events in batches. It knows no store, and runs
// in a thread of its own.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/reader.hpp"
#include "metering/batch.hpp"
#include "metering/judge.hpp"
#include "metering/total_rows.hpp"

namespace porto::internal {

class Reading {
 public:
  /// The bytes of batches: see ImportSizes.
  Reading(std::span<const std::string> paths, const ReaderOptions& options, Judge judge,
          std::uint64_t first_bytes, std::uint64_t last_bytes)
      : paths_(paths),
        options_(options),
        judge_(std::move(judge)),
        first_bytes_(first_bytes),
        last_bytes_(last_bytes) {}

  /// Opens every file and looks at its start. Errors io, bad_input, invalid_argument.
  void look();
  /// Bytes of all files; 0 if that cannot be known.
  std::uint64_t total_bytes() const noexcept { return total_bytes_; }
  /// The formats of the files.
  const std::vector<std::string_view>& formats() const noexcept { return formats_; }
  /// The size of a file that can be read again; 0 if it cannot, or is empty.
  std::uint64_t size_of(std::size_t file) const noexcept { return sizes_[file]; }
  /// The rules by which suppliers' events are counted: source and rule.
  const std::set<std::pair<std::string, std::string>>& counting() const noexcept {
    return counting_;
  }

  /// Fills a batch with the next rows; false if there are none. Stops early if it is told to.
  bool fill(Batch& batch, const std::stop_token& stop);

 private:
  std::uint64_t bytes_read() const;
  std::uint64_t enough_bytes() const;
  bool open_next();
  void close(Batch& batch);
  void add(Batch& batch);
  void note_mangled(Batch& batch);
  void note_marks(Batch& batch) const;
  void note_total(Batch& batch) const;
  void look_at_id();
  void note_blank_ids(Batch& batch) const;
  std::uint32_t file() const noexcept { return static_cast<std::uint32_t>(next_file_ - 1); }

  std::span<const std::string> paths_;
  const ReaderOptions& options_;
  Judge judge_;
  std::uint64_t first_bytes_;
  std::uint64_t last_bytes_;
  std::vector<std::unique_ptr<Reader>> opened_;  // by path; null: to be opened again
  std::vector<std::string_view> formats_;
  std::vector<std::uint64_t> sizes_;
  std::uint64_t total_bytes_ = 0;
  std::set<std::pair<std::string, std::string>> counting_;

  std::unique_ptr<Reader> reader_;  // of the file that is being read
  std::size_t next_file_ = 0;
  std::uint64_t bytes_of_files_ = 0;  // of those read through
  bool mangled_ = false;              // a mangled id was noted in this file
  std::optional<TotalRows> totals_;   // of this file, if it is a table
  std::uint64_t blank_ids_ = 0;       // of this file: ids that begin or end with a blank
  std::uint64_t first_blank_id_ = 0;  // the row of the first
  std::uint64_t first_mark_ = 0;      // the first row of this file behind a dropped mark
  Row row_;
};

}  // namespace porto::internal
