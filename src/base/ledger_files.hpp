// The files of the ledgers that are open in this process: the ledger itself, its -wal and its -shm.
// A process loses its locks on a file when it closes any descriptor of it (POSIX), so nothing else
// may be opened that is one of them; and what is written to a file that was removed or replaced is
// lost, so they must stay the files that they were.
#pragma once

#include <sys/types.h>

#include <array>
#include <string>

namespace porto::internal {

/// A file, whatever its name is.
struct FileNumber {
  dev_t device = 0;
  ino_t number = 0;  // 0: there is none

  static FileNumber of(const char* path) noexcept;
  bool exists() const noexcept { return number != 0; }
  friend bool operator==(const FileNumber&, const FileNumber&) = default;
};

/// The files of an open ledger, for as long as the object lives. Not to be moved: all of them are
/// in a list that the process has of them, which any thread may use.
class LedgerFiles {
 public:
  /// `path`: of the ledger as SQLite names it, absolute and without links; `shown`: as messages do.
  /// To be made once SQLite has opened all of them: until it closes them, no other file can get
  /// their numbers.
  LedgerFiles(std::string path, std::string shown);
  ~LedgerFiles();
  LedgerFiles(const LedgerFiles&) = delete;
  LedgerFiles& operator=(const LedgerFiles&) = delete;

  /// Whether they are all there, and the same as when this was made: three calls of stat.
  bool are_the_same() const noexcept;
  /// Error io if they are not. `what`: what that means for the caller.
  void require_the_same(const char* what) const;
  /// The same of the ledger alone: for one that is only read, beside which there may be nothing.
  void require_the_same_ledger(const char* what) const;

 private:
  friend void require_no_ledger_file(const std::string& path);
  friend void require_no_part_of_ledger(const std::string& path);

  void require_one(std::size_t i, const char* what) const;
  bool has(const FileNumber& file, std::size_t from) const noexcept;
  static void require_not_in(const std::string& path, std::size_t from);

  std::array<std::string, 3> paths_;
  std::array<FileNumber, 3> numbers_;
  std::string shown_;
  LedgerFiles* next_ = nullptr;  // of the list
};

/// To be called before a file is opened for the caller, to be read or to be written. Error
/// bad_input, where = the path: it is a file of a ledger that is open in this process.
void require_no_ledger_file(const std::string& path);
/// The same before a ledger is opened, which may be open already: it is its -wal or its -shm.
void require_no_part_of_ledger(const std::string& path);

}  // namespace porto::internal
