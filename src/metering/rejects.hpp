// The rejects file (ImportOptions::rejects): every row that an import refused or found in conflict,
// as it was, with the reason.
#pragma once

#include <span>
#include <string>

#include "porto/import.hpp"

namespace porto::internal {

/// CSV with the columns file, line, outcome, reason, row. The row is in quotes, its bytes as they
/// were. A rejects file belongs to one import: it is new (mode 0600), and removed again if no row
/// was written. Nothing is ever replaced by it: neither the rows of an import before nor a ledger
/// whose name was given by mistake.
class RejectsFile {
 public:
  /// Errors: invalid_argument if the path is one of the inputs, conflict if a file with content is
  /// there already, io if the path cannot be written: known before anything is imported.
  RejectsFile(std::string path, std::span<const std::string> inputs);
  ~RejectsFile();
  RejectsFile(const RejectsFile&) = delete;
  RejectsFile& operator=(const RejectsFile&) = delete;

  /// Error io.
  void add(const RejectedRow& row);
  /// Writes what is still held back. To be called after the import: only then is it known that the
  /// file is complete. Error io.
  void finish();

 private:
  void open();
  void remove_if_empty() noexcept;
  void flush();

  std::string path_;
  int descriptor_ = -1;
  bool empty_ = true;
  std::string pending_;
};

}  // namespace porto::internal
