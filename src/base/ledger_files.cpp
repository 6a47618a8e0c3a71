// See ledger_files.hpp.
#include "base/ledger_files.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <mutex>
#include <system_error>
#include <utility>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

constexpr std::array<const char*, 3> suffixes = {"", "-wal", "-shm"};

// Neither has a constructor or destructor that runs: a ledger may be closed at the end of a
// process.
constinit std::mutex list_mutex;
constinit LedgerFiles* first_in_list = nullptr;

// Of looking at a file that may not be there.
bool is_failure(int error) { return error != 0 && error != ENOENT && error != ENOTDIR; }

Error cannot_look_at(const std::string& path, int error) {
  return {ErrorCode::io,
          "cannot look at " + in_quotes(path) + ": " + std::generic_category().message(error),
          {},
          Cause{.system_errno = error}};
}

}  // namespace

FileNumber FileNumber::of(const char* path) noexcept {
  struct stat status {};
  if (::stat(path, &status) != 0) return {};
  return {status.st_dev, status.st_ino};
}

LedgerFiles::LedgerFiles(std::string path, std::string shown) : shown_(std::move(shown)) {
  for (std::size_t i = 0; i < paths_.size(); ++i) {
    paths_[i] = path + suffixes[i];
    errno = 0;
    numbers_[i] = FileNumber::of(paths_[i].c_str());
    if (is_failure(errno)) throw cannot_look_at(shown_ + suffixes[i], errno);
  }
  const std::scoped_lock lock(list_mutex);
  next_ = std::exchange(first_in_list, this);
}

LedgerFiles::~LedgerFiles() {
  const std::scoped_lock lock(list_mutex);
  LedgerFiles** link = &first_in_list;
  while (*link != this) link = &(*link)->next_;
  *link = next_;
}

bool LedgerFiles::are_the_same() const noexcept {
  for (std::size_t i = 0; i < paths_.size(); ++i)
    if (!numbers_[i].exists() || FileNumber::of(paths_[i].c_str()) != numbers_[i]) return false;
  return true;
}

void LedgerFiles::require_the_same(const char* what) const {
  for (std::size_t i = 0; i < paths_.size(); ++i) require_one(i, what);
}

void LedgerFiles::require_the_same_ledger(const char* what) const { require_one(0, what); }

void LedgerFiles::require_one(std::size_t i, const char* what) const {
  errno = 0;
  const FileNumber now = FileNumber::of(paths_[i].c_str());
  if (numbers_[i].exists() && now == numbers_[i]) return;
  if (is_failure(errno)) throw cannot_look_at(shown_ + suffixes[i], errno);
  throw Error(ErrorCode::io, "the file " + in_quotes(shown_ + suffixes[i]) +
                                 " was removed or replaced while the ledger was open: " + what +
                                 "; open the ledger again");
}

// What SQLite has open, or what is beside the ledger now.
bool LedgerFiles::has(const FileNumber& file, std::size_t from) const noexcept {
  for (std::size_t i = from; i < paths_.size(); ++i)
    if (file == numbers_[i] || file == FileNumber::of(paths_[i].c_str())) return true;
  return false;
}

void LedgerFiles::require_not_in(const std::string& path, std::size_t from) {
  const FileNumber file = FileNumber::of(path.c_str());
  if (!file.exists()) return;
  const std::scoped_lock lock(list_mutex);
  for (const LedgerFiles* ledger = first_in_list; ledger; ledger = ledger->next_)
    if (ledger->has(file, from))
      throw Error(ErrorCode::bad_input,
                  in_quotes(path) + " is a file of the ledger " + in_quotes(ledger->shown_) +
                      ", which is open: nothing else may open it; name another file",
                  path);
}

void require_no_ledger_file(const std::string& path) { LedgerFiles::require_not_in(path, 0); }
void require_no_part_of_ledger(const std::string& path) { LedgerFiles::require_not_in(path, 1); }

}  // namespace porto::internal
