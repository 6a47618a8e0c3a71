// The rejects file: every row that an import refused or found in conflict, as it was, with the
// reason.
#pragma once

#include <span>
#include <string>

#include "porto/usage.hpp"

namespace porto {

/// CSV with the columns file, line, outcome, reason, row. The row is in quotes, its bytes as they
/// were. A rejects file belongs to one import: a file that is there already is removed first, and a
/// new one is made (mode 0600) only when there is a row to write. So what is there afterwards is of
/// this import, or there is nothing.
class RejectsFile {
 public:
  /// Errors: invalid_argument if the path is one of the inputs; io if it is a directory, or an old
  /// file cannot be removed.
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
  void flush();

  std::string path_;
  int descriptor_ = -1;
  std::string pending_;
};

}  // namespace porto
