// The bytes of an input, line by line, in bounded memory. The input may be a pipe: nothing is read
// twice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace porto {

/// A row longer than this is refused instead of kept in memory.
inline constexpr std::size_t max_row_bytes = std::size_t{1} << 20;
/// How much is read at a time, unless a test wants to see the seams.
inline constexpr std::size_t default_chunk_bytes = std::size_t{1} << 20;
/// So many bytes behind every line may be read (not used): simdjson looks ahead.
inline constexpr std::size_t padding_bytes = 64;

class Lines {
 public:
  /// Opens a file, or standard input for "-". Error io, where = the path: missing, a directory,
  /// unreadable.
  explicit Lines(std::string path, std::size_t chunk_bytes = default_chunk_bytes);
  ~Lines();
  Lines(Lines&&) noexcept;
  Lines& operator=(Lines&&) = delete;

  const std::string& path() const noexcept { return path_; }
  /// False for what can be read only once: standard input, a pipe.
  bool reopens() const noexcept { return reopens_; }
  /// Bytes in the file; 0 if that cannot be known.
  std::uint64_t size() const noexcept { return size_; }
  /// Bytes read and used so far.
  std::uint64_t consumed() const noexcept { return consumed_; }

  /// What was read and not yet used. Valid until more is read: by line_end, fill.
  std::string_view unread() const noexcept { return {buffer_.get() + begin_, end_ - begin_}; }
  /// The place just behind the line that starts at `from`, both counted from the first unread byte;
  /// reads as needed. `from` itself at the end of the input. Gives up, with a place beyond
  /// max_row_bytes, when that much is unread and the line still does not end.
  std::size_t line_end(std::size_t from);
  /// Reads until `bytes` are unread, or the input ends.
  void fill(std::size_t bytes);
  void consume(std::size_t bytes) noexcept;
  /// Consumes through the end of the line, however long it is, once the next line is asked for:
  /// until then what is unread stays valid.
  void skip_line() noexcept { skipping_ = true; }

 private:
  bool more();  // reads a chunk; false at the end
  void drop_line();

  std::string path_;
  std::size_t chunk_bytes_;
  int descriptor_ = -1;
  bool reopens_ = false;
  bool ended_ = false;
  bool skipping_ = false;
  std::uint64_t size_ = 0;
  std::uint64_t consumed_ = 0;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;  // of what is unread, in the buffer
  std::size_t end_ = 0;
};

/// A line without its line end, LF or CRLF.
std::string_view without_line_end(std::string_view line) noexcept;

}  // namespace porto
