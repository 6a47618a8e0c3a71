// The ledger as a file: made with mode 0600, and looked at before SQLite sees it.
#pragma once

#include <string>

namespace porto::internal {

/// A new, empty file that only its owner may read or write. Removed again when the object goes,
/// with what SQLite has put beside it, unless it is kept.
class NewFile {
 public:
  /// Errors ledger_exists (whatever is there), read_only, full, io.
  explicit NewFile(const std::string& path);
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  void keep() noexcept { kept_ = true; }

 private:
  std::string path_;
  bool kept_ = false;
};

/// Errors not_found, not_a_ledger (a folder, a device), read_only, io if there is no such file.
void require_file(const std::string& path);

}  // namespace porto::internal
