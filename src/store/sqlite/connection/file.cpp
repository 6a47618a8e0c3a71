// See file.hpp.
#include "store/sqlite/connection/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "base/ledger_files.hpp"
#include "base/text.hpp"
#include "store/sqlite/connection/failure.hpp"

namespace porto::internal {
namespace {

constexpr std::array<const char*, 3> suffixes_beside = {"-journal", "-wal", "-shm"};

std::string system_text(int error) { return std::generic_category().message(error); }

Error meaning_of_creating(int error, const std::string& path) {
  const std::string name = in_quotes(path);
  switch (error) {
    case EEXIST:
    case EISDIR:
      return {ErrorCode::ledger_exists,
              name + " exists already: open it, or choose another name for a new ledger"};
    case ENOENT:
    case ENOTDIR:
      return {ErrorCode::not_found, "the folder of " + name + " does not exist: make it first"};
    case EACCES:
    case EPERM:
    case EROFS:
      return {ErrorCode::read_only, "cannot make the ledger " + name + ": " + system_text(error) +
                                        "; choose a folder that you can write to"};
    case ENOSPC:
    case EDQUOT:
      return {ErrorCode::full, "cannot make the ledger " + name + ": " + system_text(error)};
    default:
      return {ErrorCode::io, "cannot make the ledger " + name + ": " + system_text(error)};
  }
}

Error create_failure(int error, const std::string& path) {
  return with_cause(meaning_of_creating(error, path), {.system_errno = error});
}

// Throws unless the last call failed since there is no such file, nor can be one.
void require_none(int error, const std::string& path) {
  if (error == ENOENT || error == ENOTDIR || error == ENAMETOOLONG) return;
  throw Error(error == EACCES ? ErrorCode::read_only : ErrorCode::io,
              "cannot look at " + in_quotes(path) + ": " + system_text(error), {},
              Cause{.system_errno = error});
}

// Of an empty file, and of one that is not there: 0.
off_t size_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) return status.st_size;
  require_none(errno, path);
  return 0;
}

bool has_file(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) == 0) return true;
  require_none(errno, path);
  return false;
}

// What was stored last in a ledger that is not there: SQLite would take it for a part of the new
// one.
Error part_of_another(const std::string& path, const std::string& beside) {
  return {ErrorCode::ledger_exists,
          in_quotes(beside) + " is there and holds what was stored last in a ledger " +
              in_quotes(path) +
              " that is not: put the two together again, or choose another name for a new ledger"};
}

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

// In the same folder, and no longer than a name may be.
std::string temporary_pattern(const std::string& path) {
  constexpr std::size_t most = 200;
  const std::string name = std::filesystem::path(path).filename().string().substr(0, most);
  return (std::filesystem::path(path).parent_path() / (name + ".new-XXXXXX")).string();
}

int sync(const std::string& path) noexcept {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return -1;
  const int result = ::fsync(file);
  const int error = errno;
  ::close(file);
  errno = error;
  return result;
}

// Replaces nothing. Not every file system has the first way, nor the second.
int rename_to_new(const std::string& from, const std::string& to) noexcept {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return -1;
  if (::link(from.c_str(), to.c_str()) != 0) return -1;
  ::unlink(from.c_str());
  return 0;
}

// SQLite takes a -wal beside an empty file for a left-over, and removes it: this one is not to be
// opened.
Error empty_file(const std::string& path) {
  const std::string name = in_quotes(path);
  if (size_of(path + "-wal") > 0)
    return {
        ErrorCode::corrupt,
        "the ledger " + name + " is empty, and " + in_quotes(path + "-wal") +
            " beside it holds what was stored last: keep both as they are, and restore a backup "
            "to another name"};
  return {ErrorCode::not_a_ledger,
          name +
              " is empty, not a porto ledger: if it was copied or restored, that was not done to "
              "its end; a new ledger needs a name that is not taken"};
}

}  // namespace

NewFile::NewFile(const std::string& path) : path_(path) {
  if (has_file(path)) throw create_failure(EEXIST, path);
  for (const char* suffix : {"-wal", "-journal"})
    if (size_of(path + suffix) > 0) throw part_of_another(path, path + suffix);
  temporary_ = temporary_pattern(path);
  for (std::size_t i = 0; i < beside_.size(); ++i) beside_[i] = temporary_ + suffixes_beside[i];
  const int file = ::mkostemp(temporary_.data(), O_CLOEXEC);  // mode 0600
  if (file < 0) throw create_failure(errno, path);
  ::close(file);
  for (std::string& name : beside_) std::ranges::copy(temporary_, name.begin());
}

NewFile::~NewFile() {
  if (named_) return;
  ::unlink(temporary_.c_str());
  remove_beside();
}

void NewFile::name() {
  if (sync(temporary_) != 0) throw create_failure(errno, path_);
  remove_beside();
  if (rename_to_new(temporary_, path_) != 0) throw create_failure(errno, path_);
  named_ = true;
  const int result = sync(folder_of(path_));  // which some file systems refuse
  if (result != 0 && errno == EIO) throw create_failure(errno, path_);
}

void NewFile::remove_beside() noexcept {
  for (const std::string& name : beside_) ::unlink(name.c_str());
}

void require_file(const std::string& path) {
  const std::string name = in_quotes(path);
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    const int error = errno;
    if (error == ENOENT || error == ENOTDIR) {
      throw Error(ErrorCode::not_found,
                  "there is no ledger " + name + ": make one with `porto init`, or check the name",
                  {}, Cause{.system_errno = error});
    }
    throw Error(error == EACCES ? ErrorCode::read_only : ErrorCode::io,
                "cannot open the ledger " + name + ": " + system_text(error), {},
                Cause{.system_errno = error});
  }
  if (S_ISDIR(status.st_mode)) {
    throw Error(ErrorCode::not_a_ledger, name + " is a folder, not a porto ledger");
  }
  if (!S_ISREG(status.st_mode)) {
    throw Error(ErrorCode::not_a_ledger, name + " is not a file, so it cannot be a porto ledger");
  }
  require_no_part_of_ledger(path);
  if (status.st_size == 0) throw empty_file(path);
}

}  // namespace porto::internal
