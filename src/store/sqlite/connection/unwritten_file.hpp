// Reading a ledger file without a trace: nothing is written, made or removed beside it. In WAL mode
// even a reader of SQLite shares memory with writers through a file, `-shm`, that it makes.
#pragma once

#include <string>

namespace porto::internal {

/// How SQLite is to open a ledger file for reading.
class UnwrittenFile {
 public:
  explicit UnwrittenFile(const std::string& path);
  ~UnwrittenFile();
  UnwrittenFile(const UnwrittenFile&) = delete;
  UnwrittenFile& operator=(const UnwrittenFile&) = delete;

  /// Whether `-shm` is there and something is in `-wal`, so that somebody may be writing: then
  /// SQLite reads as ever, side by side with writers, and has nothing to make.
  bool in_use() const noexcept { return in_use_; }
  /// Otherwise: the VFS to open the file with while this lives, under PRAGMA locking_mode =
  /// EXCLUSIVE. A `-wal` is read if it is there. It pretends to lock, so that each page that was
  /// read is only given to SQLite if neither file has changed since they were opened; else the
  /// reading ends with SQLITE_BUSY.
  const char* vfs() const noexcept;

 private:
  bool in_use_;
};

/// Whether a permission is missing that reading may need, of the files or of their folder.
bool lacks_permission(const std::string& path);
/// Why a file that was to be read alone could not be, where the reason is a permission.
std::string why_not_readable(const std::string& path);

}  // namespace porto::internal
