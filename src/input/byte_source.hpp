// Where the bytes of an input come from: a chain of sources, of which each reads the one before.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/interrupt.hpp"
#include "porto/import.hpp"

namespace porto::internal {

class Blake2b;

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Puts the next bytes at the front of `to`, which is not empty, and says how many: 0 at the end,
  /// and only there. Errors io, bad_input, after all bytes that were good.
  virtual std::size_t read(std::span<char> to) = 0;
};

/// What an input has, whichever kind it is of.
class InputFile final : public ByteSource {
 public:
  /// Whether a digest is made of the bytes while they are read.
  enum class Digest : bool { no, yes };
  /// Errors, where = the path: io (missing, a directory, unreadable), bad_input (it is a file of a
  /// ledger that is open here). A named pipe is open at once, also if nobody writes to it yet. Once
  /// `stop` says so, the next read is Error cancelled, and so is one that waits for a pipe's bytes.
  /// A function that reads, and bytes in memory, are the caller's.
  explicit InputFile(const ImportInput& input, Stop stop = {}, Digest digest = Digest::no);
  ~InputFile() override;
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  /// Also Errors cancelled (see above), invalid_argument (a function that reads says that it gave
  /// more than there was room for).
  std::size_t read(std::span<char> to) override;
  bool reopens() const noexcept { return reopens_; }
  std::uint64_t size() const noexcept { return size_; }
  std::uint64_t bytes_read() const noexcept { return bytes_read_; }
  /// The BLAKE2b-256 of all bytes of the file, which is read to its end if it was not yet; empty
  /// if none is made.
  std::string digest();

 private:
  void look_at_descriptor();
  void close_own() const noexcept;
  void check_stop() const;
  void wait() const;
  std::size_t read_some(std::span<char> to);
  std::size_t read_by_function(std::span<char> to) const;
  std::size_t read_descriptor(std::span<char> to) const;

  std::string path_;
  Stop stop_;
  const ImportInput::Read* read_ = nullptr;  // null: it is another kind
  std::optional<std::string_view> bytes_;
  int descriptor_ = -1;
  bool is_ours_ = false;  // the descriptor
  bool waits_ = true;     // for its next bytes
  bool reopens_ = false;
  std::uint64_t size_ = 0;
  std::uint64_t bytes_read_ = 0;
  std::unique_ptr<Blake2b> digest_;
};

/// A source whose first bytes can be seen before they are read.
class PeekableSource final : public ByteSource {
 public:
  explicit PeekableSource(std::unique_ptr<ByteSource> from) : from_(std::move(from)) {}
  /// The first bytes that are still to be read: this many, or fewer if there are no more.
  std::string_view peek(std::size_t bytes);
  std::size_t read(std::span<char> to) override;

 private:
  std::unique_ptr<ByteSource> from_;
  std::string seen_;
};

}  // namespace porto::internal
