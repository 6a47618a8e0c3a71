// A new file that an import writes, which replaces nothing.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "porto/import.hpp"

namespace porto::internal {

/// A rejects file belongs to one import: it is new (mode 0600), and removed again if nothing was
/// written. Nothing is ever replaced by it: neither the rows of an import before nor a ledger whose
/// name was given by mistake.
class RejectsFile {
 public:
  /// Errors: invalid_argument if the path is one of the inputs, conflict if a file with content is
  /// there already, bad_input if it is a file of a ledger that is open here, io if the path cannot
  /// be written: known before anything is imported.
  RejectsFile(std::string path, std::span<const ImportInput> inputs);
  ~RejectsFile();
  RejectsFile(RejectsFile&& other) noexcept;
  RejectsFile& operator=(RejectsFile&&) = delete;

  /// Throws as the constructor would, without making the file.
  static void check(const std::string& path, std::span<const ImportInput> inputs);

  const std::string& path() const noexcept { return path_; }
  /// Error io.
  void write(std::string_view text);
  /// Writes what is still held back. Error io.
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
