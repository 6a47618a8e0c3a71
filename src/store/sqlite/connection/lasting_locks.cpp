// See lasting_locks.hpp.
#include "store/sqlite/connection/lasting_locks.hpp"

#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

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
constexpr off_t byte_of_closers = 1;

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

void close_if_open(int& descriptor) noexcept {
  if (descriptor >= 0) ::close(descriptor);
  descriptor = -1;
}

// Between two connections that write -shm may have been removed, while one that needs none reads.
bool is_file(int descriptor, const std::string& path) noexcept {
  struct stat status {};
  return descriptor >= 0 && ::fstat(descriptor, &status) == 0 &&
         FileNumber::of(path.c_str()) == FileNumber{status.st_dev, status.st_ino};
}

constinit std::mutex files_mutex;

}  // namespace

// Its descriptors are closed with the last connection, reading ones too, since closing takes the
// locks of the others' SQLite with it.
struct LastingLocks::File {
  FileNumber number;
  LastingLocks* users = nullptr;
  int ledger = -1;
  int shm = -1;
  File* next = nullptr;

  // As in base/ledger_files.cpp, nothing that a destructor of the process would end.
  static inline constinit File* first = nullptr;
  // In a child of a fork: those of its parent, of which the child has copies of the connections.
  static inline constinit File* of_parents = nullptr;

  static File* of(const FileNumber& number) {
    [[maybe_unused]] static const int once = pthread_atfork(before_fork, in_parent, in_child);
    File* file = first;
    while (file && file->number != number) file = file->next;
    if (!file) first = file = new File{.number = number, .next = first};
    return file;
  }

  bool has_one_user() const noexcept { return !users->next_user_; }

  void join(LastingLocks& user) noexcept { user.next_user_ = std::exchange(users, &user); }

  void leave(LastingLocks& user) noexcept {
    LastingLocks** link = &users;
    while (*link != &user) link = &(*link)->next_user_;
    *link = user.next_user_;
    if (!is_held()) let_go();
    if (users) return;
    close_if_open(ledger);
    close_if_open(shm);
    if (!take_from(first)) take_from(of_parents);
    delete this;
  }

 private:
  bool is_held() const noexcept {
    for (const LastingLocks* user = users; user; user = user->next_user_)
      if (user->holds_) return true;
    return false;
  }

  // Not by closing alone: a process that was made without the handlers below has the description
  // too.
  void let_go() const noexcept {
    if (ledger >= 0) set_lock(ledger, F_UNLCK, byte_of_readers);
    if (shm >= 0) set_lock(shm, F_UNLCK, byte_of_use);
  }

  bool take_from(File*& list) noexcept {
    File** link = &list;
    while (*link && *link != this) link = &(*link)->next;
    if (!*link) return false;
    *link = next;
    return true;
  }

  // A child has the descriptions of its parent: its copies would keep the locks of a parent that
  // was killed, and a ledger that it opens anew would have locks that the parent gives back.
  static void before_fork() noexcept { files_mutex.lock(); }
  static void in_parent() noexcept { files_mutex.unlock(); }
  static void in_child() noexcept {
    forget_all();
    files_mutex.unlock();
  }
  static void forget_all() noexcept {
    while (first) {
      File* const file = first;
      first = file->next;
      file->next = std::exchange(of_parents, file);
      close_if_open(file->ledger);
      close_if_open(file->shm);
      for (LastingLocks* user = file->users; user; user = user->next_user_)
        close_if_open(user->wal_);
    }
  }
};

LastingLocks::LastingLocks(const std::string& path) {
  const FileNumber number = FileNumber::of(path.c_str());
  if (!number.exists()) return;  // in memory, or SQLite will say that there is none
  const std::scoped_lock lock(files_mutex);
  file_ = File::of(number);
  file_->join(*this);
}

// The lock of those that close goes last: whoever waits for it is to find that this one has left.
LastingLocks::~LastingLocks() {
  if (!file_) return;
  unlock_writers();
  const std::scoped_lock lock(files_mutex);
  file_->leave(*this);
  if (wal_ >= 0) set_lock(wal_, F_UNLCK, byte_of_closers);
  close_if_open(wal_);
}

bool LastingLocks::hold_file(const std::string& path) noexcept {
  if (!file_) return true;
  const std::scoped_lock lock(files_mutex);
  holds_ = true;
  if (file_->ledger < 0) file_->ledger = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  return file_->ledger < 0 || !has_wal(file_->ledger) ||
         set_lock(file_->ledger, F_RDLCK, byte_of_readers);
}

void LastingLocks::hold(const std::string& path) {
  if (!file_) return;  // it was not there yet
  const std::scoped_lock lock(files_mutex);
  holds_ = true;
  if (file_->ledger < 0) file_->ledger = open_part(path, "", O_RDONLY);
  if (!is_file(file_->shm, path + "-shm")) {
    close_if_open(file_->shm);
    file_->shm = open_part(path, "-shm", O_RDONLY);
  }
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

// Of two that close at the same time each would see the other, and neither be the last: so they do
// it one after the other. A lock that is not given back in time is of a process that stands still.
bool LastingLocks::lock_closers() const noexcept {
  constexpr std::chrono::milliseconds between_two_questions{5};
  constexpr int questions = 200;
  for (int asked = 0; !set_lock(wal_, F_WRLCK, byte_of_closers); ++asked) {
    if (asked == questions) return false;
    std::this_thread::sleep_for(between_two_questions);
  }
  return true;
}

bool LastingLocks::let_go() noexcept {
  if (!file_ || wal_ < 0 || !lock_closers()) return false;
  const std::scoped_lock lock(files_mutex);
  if (!file_->has_one_user() || !lock_writers()) return false;
  set_lock(file_->ledger, F_UNLCK, byte_of_readers);
  return true;
}

void LastingLocks::hold_again() noexcept {
  const std::scoped_lock lock(files_mutex);
  set_lock(file_->ledger, F_RDLCK, byte_of_readers);
  unlock_writers();
}

}  // namespace porto::internal
