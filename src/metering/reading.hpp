// The first half of an import: files become judged events in batches. It knows no store, and runs
// in a thread of its own.
#pragma once

#include <cstdint>
#include <map>
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
#include "metering/inputs.hpp"
#include "metering/judge.hpp"
#include "metering/rejects.hpp"
#include "metering/total_rows.hpp"

namespace porto::internal {

class Reading {
 public:
  /// The bytes of batches: see ImportSizes.
  Reading(std::span<const ImportInput> files, const ReaderOptions& options, Judge judge,
          std::uint64_t first_bytes, std::uint64_t last_bytes)
      : files_named_(files),
        options_(options),
        judge_(std::move(judge)),
        first_bytes_(first_bytes),
        last_bytes_(last_bytes),
        inputs_(files, options) {}

  /// Opens every file and looks at its start. Errors io, bad_input, invalid_argument.
  void look() { inputs_.look(); }
  /// Bytes of all files; 0 if that cannot be known.
  std::uint64_t total_bytes() const noexcept { return inputs_.total_bytes(); }
  /// The formats of the files.
  const std::vector<std::string_view>& formats() const noexcept { return inputs_.formats(); }
  /// See Inputs::size_of.
  std::uint64_t size_of(std::size_t file) const noexcept { return inputs_.size_of(file); }
  /// The rules by which suppliers' events are counted: source and rule.
  const std::set<std::pair<std::string, std::string>>& counting() const noexcept {
    return inputs_.counting();
  }

  /// How rows of the files are kept in a rejects file, by file; after look().
  const std::vector<RejectsLayout>& layouts() const noexcept { return inputs_.layouts(); }

  /// Fills a batch with the next rows; false if there are none. Stops early if it is told to.
  bool fill(Batch& batch, const std::stop_token& stop);

 private:
  // What was noticed in a file of which rows were read.
  struct FileNotes {
    bool mangled = false;               // a mangled id was noted
    std::uint64_t first_mark = 0;       // the first row behind a dropped mark
    std::uint64_t blank_ids = 0;        // ids that begin or end with a blank
    std::uint64_t first_blank_id = 0;   // the row of the first
    std::optional<TotalRows> totals{};  // if it is a table
  };

  std::uint64_t enough_bytes() const;
  FileNotes& notes();
  void close(Batch& batch);
  void add(Batch& batch);
  void note_mangled(Batch& batch);
  void note_marks(Batch& batch) const;
  void note_total(Batch& batch) const;
  void look_at_id();
  void note_blank_ids(Batch& batch) const;
  const std::string& path() const { return files_named_[inputs_.file()].name; }

  std::span<const ImportInput> files_named_;
  const ReaderOptions& options_;
  Judge judge_;
  std::uint64_t first_bytes_;
  std::uint64_t last_bytes_;
  Inputs inputs_;

  std::map<std::uint32_t, FileNotes> files_;  // that are being read
  std::uint32_t noted_file_ = 0;
  FileNotes* notes_ = nullptr;  // of that file
  Row row_;
};

}  // namespace porto::internal
