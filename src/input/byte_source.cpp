// See byte_source.hpp.
#include "input/byte_source.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <vector>

#include "base/digest.hpp"
#include "base/ledger_files.hpp"
#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

[[noreturn]] void fail(const std::string& path, const std::string& what, int error) {
  throw Error(ErrorCode::io, what + ": " + std::generic_category().message(error), path,
              Cause{.system_errno = error});
}

// A pipe would wait for somebody who writes to it, where nothing ends that.
int open_input(const std::string& path) {
  require_no_ledger_file(path);
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) fail(path, "cannot open " + in_quotes(path), errno);
  ::fcntl(file, F_SETFL, 0);
  return file;
}

}  // namespace

InputFile::InputFile(const ImportInput& input, Stop stop, Digest digest)
    : path_(input.name), stop_(std::move(stop)), bytes_(input.bytes) {
  if (digest == Digest::yes) digest_ = std::make_unique<Blake2b>();
  if (bytes_) {
    size_ = bytes_->size();
    reopens_ = true;
  } else if (input.read) {
    read_ = &input.read;
  } else {
    is_ours_ = !input.descriptor;
    descriptor_ = is_ours_ ? open_input(path_) : *input.descriptor;
    try {
      look_at_descriptor();
    } catch (...) {
      close_own();  // there is no object yet that would
      throw;
    }
  }
}

void InputFile::look_at_descriptor() {
  struct stat status = {};
  if (::fstat(descriptor_, &status) != 0) {
    if (errno != EBADF) fail(path_, "cannot read " + in_quotes(path_), errno);
    throw Error(ErrorCode::invalid_argument,
                in_quotes(path_) + " cannot be read: " + std::to_string(descriptor_) +
                    " is no open descriptor",
                path_);
  }
  if (S_ISDIR(status.st_mode))
    throw Error(ErrorCode::io, in_quotes(path_) + " is a directory; name the files in it", path_);
  waits_ = !S_ISREG(status.st_mode);
  if (!waits_) size_ = static_cast<std::uint64_t>(status.st_size);
  reopens_ = !waits_ && is_ours_;
}

InputFile::~InputFile() { close_own(); }

void InputFile::close_own() const noexcept {
  if (is_ours_) ::close(descriptor_);
}

void InputFile::check_stop() const {
  if (stop_.requested()) throw Error(ErrorCode::cancelled, "reading was stopped", path_);
}

// A pipe can keep its reader waiting for ever. One that nobody has written to yet is not at its
// end: Linux says that it is hung up only once somebody was there and has gone.
void InputFile::wait() const {
  constexpr int patience_ms = 100;
  struct pollfd next = {descriptor_, POLLIN, 0};
  for (int ready = 0; ready <= 0;) {
    ready = ::poll(&next, 1, patience_ms);
    const int error = errno;
    check_stop();
    if (ready < 0 && error != EINTR && error != EAGAIN)
      fail(path_, "cannot read " + in_quotes(path_), error);
  }
}

std::size_t InputFile::read(std::span<char> to) {
  check_stop();
  const std::size_t count = read_some(to);
  bytes_read_ += count;
  // Here the bytes are in the processor's cache.
  if (digest_) digest_->add({to.data(), count});
  return count;
}

std::size_t InputFile::read_some(std::span<char> to) {
  if (bytes_) return bytes_->copy(to.data(), to.size(), bytes_read_);
  return read_ ? read_by_function(to) : read_descriptor(to);
}

std::size_t InputFile::read_by_function(std::span<char> to) const {
  const std::size_t count = (*read_)(to);
  if (count > to.size())
    throw Error(ErrorCode::invalid_argument,
                "the function that reads it says that it gave " + std::to_string(count) +
                    " bytes, and there was room for " + std::to_string(to.size()),
                path_);
  return count;
}

std::size_t InputFile::read_descriptor(std::span<char> to) const {
  if (waits_) wait();
  ssize_t count = 0;
  do {
    count = ::read(descriptor_, to.data(), to.size());
  } while (count < 0 && errno == EINTR);
  if (count < 0) fail(path_, "cannot read " + in_quotes(path_), errno);
  return static_cast<std::size_t>(count);
}

std::string InputFile::digest() {
  if (!digest_) return {};
  std::vector<char> rest(std::size_t{1} << 16);
  while (read(rest) != 0) {
  }
  return digest_->hex();
}

std::string_view PeekableSource::peek(std::size_t bytes) {
  std::array<char, 64> some;
  while (seen_.size() < bytes) {
    const std::size_t count = from_->read(std::span(some).first(std::min(bytes, some.size())));
    if (count == 0) break;
    seen_.append(some.data(), count);
  }
  return std::string_view(seen_).substr(0, bytes);
}

std::size_t PeekableSource::read(std::span<char> to) {
  if (seen_.empty()) return from_->read(to);
  const std::size_t count = seen_.copy(to.data(), to.size());
  seen_.erase(0, count);
  return count;
}

}  // namespace porto::internal
