// See file.hpp.
#include "store/sqlite/connection/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/text.hpp"
#include "store/sqlite/connection/failure.hpp"

namespace porto::internal {
namespace {

std::string system_text(int error) { return std::generic_category().message(error); }

Error create_failure(int error, const std::string& path) {
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

}  // namespace

NewFile::NewFile(const std::string& path) : path_(path) {
  const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) throw create_failure(errno, path);
  ::close(file);
}

NewFile::~NewFile() {
  if (kept_) return;
  for (const char* suffix : {"", "-journal", "-wal", "-shm"}) ::unlink((path_ + suffix).c_str());
}

void require_file(const std::string& path) {
  const std::string name = in_quotes(path);
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    const int error = errno;
    if (error == ENOENT || error == ENOTDIR) {
      throw Error(ErrorCode::not_found,
                  "there is no ledger " + name + ": make one with `porto init`, or check the name");
    }
    throw Error(error == EACCES ? ErrorCode::read_only : ErrorCode::io,
                "cannot open the ledger " + name + ": " + system_text(error));
  }
  if (S_ISDIR(status.st_mode)) {
    throw Error(ErrorCode::not_a_ledger, name + " is a folder, not a porto ledger");
  }
  if (!S_ISREG(status.st_mode)) {
    throw Error(ErrorCode::not_a_ledger, name + " is not a file, so it cannot be a porto ledger");
  }
}

}  // namespace porto::internal
