// See lasting_locks.hpp.
#include "store/sqlite/connection/lasting_locks.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <mutex>
#include <system_error>

#include "base/ledger_files.hpp"
#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

// Of the file: the first byte that SQLite locks to read it, and to have it for itself. Of -shm: the
// byte that says that it is in use. Of -wal: any, as SQLite locks none.
constexpr off_t byte_of_readers = 0x40000002;
constexpr off_t byte_of_use = 128;
constexpr off_t byte_of_writers = 0;

// False where somebody else has it. True where the system has no such locks: all is as without
// them.
bool set_lock(int descriptor, short type, off_t byte) noexcept {
#ifdef F_OFD_SETLK
  struct flock lock {};
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  lock.l_start = byte;
  lock.l_len = 1;
  return fcntl(descriptor, F_OFD_SETLK, &lock) == 0 || (errno != EAGAIN && errno != EACCES);
#else
  static_cast<void>(descriptor), static_cast<void>(type), static_cast<void>(byte);
  return true;
#endif
}

int open_part(const std::string& path, const char* suffix, int flags) {
  const std::string name = path + suffix;
  const int descriptor = ::open(name.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) {
    const int error = errno;
    throw Error(ErrorCode::io,
                "opening " + in_quotes(name) + " failed: " + std::generic_category().message(error),
                {}, {error, 0});
  }
  return descriptor;
}

// SQLite needs the file for itself to turn it into one with a -wal: bytes 18 and 19 say that it is.
bool has_wal(int ledger) noexcept {
  unsigned char versions[2] = {};
  return ::pread(ledger, versions, 2, 18) == 2 && versions[0] == 2 && versions[1] == 2;
}

constinit std::mutex files_mutex;

}  // namespace

// Closed with the last connection, since closing takes the locks of the others' SQLite with it.
struct LastingLocks::File {
  FileNumber number;
  int users = 0;
  int ledger = -1;
  int shm = -1;
  File* next = nullptr;

  // As in base/ledger_files.cpp, nothing that a destructor of the process would end.
  static inline constinit File* first = nullptr;

  static File* of(const FileNumber& number) {
    File* file = first;
    while (file && file->number != number) file = file->next;
    if (!file) first = file = new File{.number = number, .next = first};
    ++file->users;
    return file;
  }

  void leave() noexcept {
    if (--users > 0) return;
    File** link = &first;
    while (*link != this) link = &(*link)->next;
    *link = next;
    end(ledger, byte_of_readers);
    end(shm, byte_of_use);
    delete this;
  }

 private:
  // The lock is taken back first: a child of a fork has the description too.
  static void end(int descriptor, off_t byte) noexcept {
    if (descriptor < 0) return;
    set_lock(descriptor, F_UNLCK, byte);
    ::close(descriptor);
  }
};

LastingLocks::LastingLocks(const std::string& path) {
  const FileNumber number = FileNumber::of(path.c_str());
  if (!number.exists()) return;  // in memory, or SQLite will say that there is none
  const std::scoped_lock lock(files_mutex);
  file_ = File::of(number);
}

LastingLocks::~LastingLocks() {
  if (wal_ >= 0) {
    unlock_writers();
    ::close(wal_);
  }
  if (!file_) return;
  const std::scoped_lock lock(files_mutex);
  file_->leave();
}

bool LastingLocks::hold_file(const std::string& path) noexcept {
  if (!file_) return true;
  const std::scoped_lock lock(files_mutex);
  if (file_->ledger < 0) file_->ledger = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  return file_->ledger < 0 || !has_wal(file_->ledger) ||
         set_lock(file_->ledger, F_RDLCK, byte_of_readers);
}

void LastingLocks::hold(const std::string& path) {
  if (!file_) return;  // it was not there yet
  const std::scoped_lock lock(files_mutex);
  if (file_->ledger < 0) file_->ledger = open_part(path, "", O_RDONLY);
  if (file_->shm < 0) file_->shm = open_part(path, "-shm", O_RDONLY);
  wal_ = open_part(path, "-wal", O_RDWR);
  set_lock(file_->ledger, F_RDLCK, byte_of_readers);
  set_lock(file_->shm, F_RDLCK, byte_of_use);
}

bool LastingLocks::lock_writers() noexcept {
  return wal_ < 0 || set_lock(wal_, F_WRLCK, byte_of_writers);
}

void LastingLocks::unlock_writers() noexcept {
  if (wal_ >= 0) set_lock(wal_, F_UNLCK, byte_of_writers);
}

bool LastingLocks::let_go() noexcept {
  if (!file_ || wal_ < 0) return false;
  const std::scoped_lock lock(files_mutex);
  if (file_->users > 1 || !lock_writers()) return false;
  set_lock(file_->ledger, F_UNLCK, byte_of_readers);
  return true;
}

void LastingLocks::hold_again() noexcept {
  const std::scoped_lock lock(files_mutex);
  set_lock(file_->ledger, F_RDLCK, byte_of_readers);
  unlock_writers();
}

}  // namespace porto::internal
