// The ledger as a file: made under a temporary name, and looked at before SQLite sees it.
#pragma once

#include <array>
#include <string>

namespace porto::internal {

/// A new, empty file that only its owner may read or write, in the folder that it is to be in,
/// under a name that nobody knows. It gets its own once it is whole, so that nobody ever opens half
/// a ledger; a process that is killed before leaves "<name>.new-XXXXXX", which is in nobody's way.
class NewFile {
 public:
  /// Errors ledger_exists (whatever is there, or the -wal of a ledger that is not), not_found (the
  /// folder), read_only, full, io.
  explicit NewFile(const std::string& path);
  /// Removes it, with what SQLite has put beside it, unless it was named.
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  /// Its path for now.
  const std::string& path() const noexcept { return temporary_; }
  /// Gives it its name, once all of it is written and no connection has it open; then it is on
  /// disk. Errors ledger_exists (somebody was faster), full, io.
  void name();

 private:
  void remove_beside() noexcept;

  std::string path_;
  std::string temporary_;
  std::array<std::string, 3> beside_;  // made in time: removing them must not need memory
  bool named_ = false;
};

/// Errors not_found, not_a_ledger (a folder, a device, an empty file), corrupt (an empty file
/// beside a -wal), bad_input (the -wal or -shm of an open ledger), read_only, io if there is no
/// such file.
void require_file(const std::string& path);

}  // namespace porto::internal
