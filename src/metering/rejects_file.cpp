// See rejects_file.hpp.
#include "metering/rejects_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <exception>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/ledger_files.hpp"
#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t flush_bytes = std::size_t{1} << 16;

[[noreturn]] void fail(const std::string& path, const char* what, const std::error_code& error) {
  throw Error(ErrorCode::io,
              std::string(what) + " the rejects file " + in_quotes(path) + ": " + error.message(),
              path, Cause{.system_errno = error.value()});
}

std::error_code last_error() { return {errno, std::generic_category()}; }

[[noreturn]] void refuse_to_replace(const std::string& path) {
  throw Error(ErrorCode::conflict,
              in_quotes(path) +
                  " is there already, and a rejects file replaces nothing; move it "
                  "away or give another name",
              path);
}

}  // namespace

RejectsFile::RejectsFile(std::string path, std::span<const ImportInput> inputs)
    : path_(std::move(path)) {
  check(path_, inputs);
  open();
}

RejectsFile::RejectsFile(RejectsFile&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      empty_(other.empty_),
      pending_(std::move(other.pending_)) {}

void RejectsFile::check(const std::string& path, std::span<const ImportInput> inputs) {
  require_no_ledger_file(path);
  std::error_code ignored;
  for (const ImportInput& input : inputs)
    if (input.is_file() && (input.name == path || fs::equivalent(input.name, path, ignored)))
      throw Error(ErrorCode::invalid_argument,
                  "the rejects file " + in_quotes(path) + " is also an input; give another name",
                  path);
  struct stat status = {};
  if (::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) && status.st_size != 0)
    refuse_to_replace(path);
}

RejectsFile::~RejectsFile() {
  if (descriptor_ < 0) return;
  try {
    flush();  // an import that was stopped keeps the rows that it refused before
  } catch (const std::exception&) {
    // What stopped it is told already.
  }
  ::close(descriptor_);
  remove_if_empty();
}

// At once, so that a path that cannot be written is known before the first event is stored. A pipe
// that nobody reads from is one: it would be waited for without an end.
void RejectsFile::open() {
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600);
  if (descriptor_ < 0) fail(path_, "cannot create", last_error());
  ::fcntl(descriptor_, F_SETFL, 0);
  struct stat status = {};
  const bool is_known = ::fstat(descriptor_, &status) == 0;
  const std::error_code error = last_error();
  if (is_known && (!S_ISREG(status.st_mode) || status.st_size == 0)) return;
  ::close(std::exchange(descriptor_, -1));
  if (!is_known) fail(path_, "cannot look at", error);
  refuse_to_replace(path_);
}

// Needs no memory: that may be what the import was stopped for.
void RejectsFile::remove_if_empty() noexcept {
  struct stat status = {};
  if (empty_ && ::stat(path_.c_str(), &status) == 0 && S_ISREG(status.st_mode))
    ::unlink(path_.c_str());
}

void RejectsFile::write(std::string_view text) {
  empty_ = empty_ && text.empty();
  pending_ += text;
  if (pending_.size() >= flush_bytes) flush();
}

void RejectsFile::flush() {
  std::string_view rest = pending_;
  while (!rest.empty()) {
    const ssize_t count = ::write(descriptor_, rest.data(), rest.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(path_, "cannot write", last_error());
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
  pending_.clear();
}

void RejectsFile::finish() {
  if (descriptor_ < 0) return;
  flush();
  if (::close(std::exchange(descriptor_, -1)) != 0) fail(path_, "cannot write", last_error());
  remove_if_empty();
}

}  // namespace porto::internal
