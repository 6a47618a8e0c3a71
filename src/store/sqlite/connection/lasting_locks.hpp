// Locks that a process does not lose. SQLite's locks belong to the process, and are gone as soon as
// anything in it closes a descriptor of the file, such as a second copy of SQLite that the program
// has inside (POSIX). Then the next one to close takes itself for the last and removes `-wal`, the
// next one to open cuts `-shm` to nothing under whoever has it mapped, and two may write at once.
// Locks of an open file description (fcntl, F_OFD_SETLK) stay until that is closed. SQLite respects
// them, as it does all locks, and the bytes are its own: https://sqlite.org/walformat.html.
#pragma once

#include <string>

namespace porto::internal {

/// The locks of one connection, beside those of SQLite. One that only reads has none, and needs
/// this nevertheless: the descriptors that the connections of a process share stay open until all
/// have closed the file, since closing one takes the locks of SQLite with it. Where the system has
/// no locks of this kind nothing is locked, and nothing fails. A child of a fork has none of those
/// of its parent.
class LastingLocks {
 public:
  /// To be made before SQLite opens the file, and to live until it has closed it.
  explicit LastingLocks(const std::string& path);
  ~LastingLocks();
  LastingLocks(const LastingLocks&) = delete;
  LastingLocks& operator=(const LastingLocks&) = delete;

  /// Before SQLite opens the file: from now on nobody has it for himself, and removes `-wal`.
  /// False: somebody has it for himself. Does nothing to a file that has no `-wal` yet, nor to one
  /// that cannot be opened, of which SQLite will say why.
  bool hold_file(const std::string& path) noexcept;
  /// Once SQLite has all three open: `-shm` is in use as well. `path`: as SQLite names it, without
  /// links. Error io.
  void hold(const std::string& path);

  /// The lock of those that write, which porto's own take before SQLite's. False: another has it.
  bool lock_writers() noexcept;
  void unlock_writers() noexcept;

  /// Before the connection is closed: lets others, and this one, have the file for themselves, with
  /// the lock of those that write. False: another connection of this process has it open, or
  /// somebody writes. Waits, for a second at most, until others that close the file have done so;
  /// from now on they wait for this one to be gone.
  bool let_go() noexcept;
  /// After `let_go`.
  void hold_again() noexcept;

 private:
  struct File;  // what all connections of this process to one file share

  bool lock_closers() const noexcept;

  File* file_ = nullptr;
  LastingLocks* next_user_ = nullptr;  // of the file
  bool holds_ = false;                 // it writes
  int wal_ = -1;  // a descriptor of its own: those of one process are to wait for each other
};

}  // namespace porto::internal
