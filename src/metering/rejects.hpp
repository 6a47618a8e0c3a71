// The rejects file: every row that an import refused or found in conflict, as it was, with the
// reason.
#pragma once

#include <span>
#include <string>

#include "porto/usage.hpp"

namespace porto {

/// CSV with the columns file, line, outcome, reason, row. The row is in quotes, its bytes as they
/// were. A rejects file belongs to one import: a file that is there already is replaced by a new
/// one (mode 0600), which is removed again if no row was written. So what is there afterwards is of
/// this import, or there is nothing.
class RejectsFile {
 public:
  /// Errors: invalid_argument if the path is one of the inputs; io if the path cannot be
  /// written, known before anything is imported.
  RejectsFile(std::string path, std::span<const std::string> inputs);
  ~RejectsFile();
  RejectsFile(const RejectsFile&) = delete;
  RejectsFile& operator=(const RejectsFile&) = delete;

  /// For ImportOptions::on_rejected. Error io.
  void add(const RejectedRow& row);
  /// Writes what is still held back. To be called after the import: only then is the file complete.
  /// Error io.
  void finish();

 private:
  void create();
  void remove_if_empty() noexcept;
  void flush();

  std::string path_;
  int descriptor_ = -1;
  bool empty_ = true;
  std::string pending_;
};

}  // namespace porto
