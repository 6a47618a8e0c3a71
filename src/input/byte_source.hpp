// Where the bytes of an input come from: a chain of sources, of which each reads the one before.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

namespace porto::internal {

class Blake2b;

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Puts the next bytes at the front of `to`, which is not empty, and says how many: 0 at the end,
  /// and only there. Errors io, bad_input, after all bytes that were good.
  virtual std::size_t read(std::span<char> to) = 0;
};

/// A file, or standard input for "-".
class InputFile final : public ByteSource {
 public:
  /// Whether a digest is made of the bytes while they are read.
  enum class Digest : bool { no, yes };
  /// Errors, where = the path: io (missing, a directory, unreadable), bad_input (it is a file of a
  /// ledger that is open here). Once `stop` says so, waiting for a pipe's next bytes ends with
  /// Error cancelled.
  explicit InputFile(std::string path, std::stop_token stop = {}, Digest digest = Digest::no);
  ~InputFile() override;
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  std::size_t read(std::span<char> to) override;
  bool reopens() const noexcept { return reopens_; }
  std::uint64_t size() const noexcept { return size_; }
  std::uint64_t bytes_read() const noexcept { return bytes_read_; }
  /// The BLAKE2b-256 of all bytes of the file, which is read to its end if it was not yet; empty
  /// if none is made.
  std::string digest();

 private:
  void wait() const;

  std::string path_;
  std::stop_token stop_;
  int descriptor_;
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
