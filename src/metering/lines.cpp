// See lines.hpp.
#include "metering/lines.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto {
namespace {

[[noreturn]] void fail(const std::string& path, const std::string& what, int error) {
  throw Error(ErrorCode::io, what + ": " + std::generic_category().message(error), path);
}

}  // namespace

Lines::Lines(std::string path, std::size_t chunk_bytes)
    : path_(std::move(path)), chunk_bytes_(chunk_bytes) {
  const bool standard_input = path_ == "-";
  descriptor_ = standard_input ? STDIN_FILENO : ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status = {};
  if (descriptor_ < 0 || ::fstat(descriptor_, &status) != 0)
    fail(path_, "cannot open " + in_quotes(path_), errno);
  if (S_ISDIR(status.st_mode)) {
    if (!standard_input) ::close(descriptor_);
    throw Error(ErrorCode::io, in_quotes(path_) + " is a directory; name the files in it", path_);
  }
  if (S_ISREG(status.st_mode)) size_ = static_cast<std::uint64_t>(status.st_size);
  reopens_ = S_ISREG(status.st_mode) && !standard_input;
}

Lines::Lines(Lines&& other) noexcept
    : path_(std::move(other.path_)),
      chunk_bytes_(other.chunk_bytes_),
      descriptor_(std::exchange(other.descriptor_, -1)),
      reopens_(other.reopens_),
      ended_(other.ended_),
      skipping_(other.skipping_),
      size_(other.size_),
      consumed_(other.consumed_),
      buffer_(std::move(other.buffer_)),
      capacity_(std::exchange(other.capacity_, 0)),
      begin_(std::exchange(other.begin_, 0)),
      end_(std::exchange(other.end_, 0)) {}

Lines::~Lines() {
  if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
}

bool Lines::more() {
  if (ended_) return false;
  const std::size_t kept = end_ - begin_;
  if (const std::size_t needed = kept + chunk_bytes_ + padding_bytes; needed > capacity_) {
    auto grown = std::make_unique<char[]>(needed);
    if (kept != 0) std::memcpy(grown.get(), buffer_.get() + begin_, kept);
    buffer_ = std::move(grown);
    capacity_ = needed;
  } else if (begin_ != 0) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, kept);
  }
  begin_ = 0;
  end_ = kept;
  ssize_t count = 0;
  do {
    count = ::read(descriptor_, buffer_.get() + end_, chunk_bytes_);
  } while (count < 0 && errno == EINTR);
  if (count < 0) fail(path_, "cannot read " + in_quotes(path_), errno);
  end_ += static_cast<std::size_t>(count);
  ended_ = count == 0;
  return !ended_;
}

std::size_t Lines::line_end(std::size_t from) {
  if (skipping_) drop_line();
  std::size_t searched = from;
  for (;;) {
    const std::string_view bytes = unread();
    if (searched < bytes.size()) {
      const std::size_t found = bytes.find('\n', searched);
      if (found != std::string_view::npos) return found + 1;
    }
    searched = bytes.size();
    if (searched > max_row_bytes || !more()) return std::max(searched, from);
  }
}

void Lines::fill(std::size_t bytes) {
  while (unread().size() < bytes && more()) {
  }
}

void Lines::consume(std::size_t bytes) noexcept {
  begin_ += bytes;
  consumed_ += bytes;
}

void Lines::drop_line() {
  skipping_ = false;
  for (;;) {
    const std::size_t found = unread().find('\n');
    if (found != std::string_view::npos) return consume(found + 1);
    consume(unread().size());
    if (!more()) return;
  }
}

std::string_view without_line_end(std::string_view line) noexcept {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace porto
