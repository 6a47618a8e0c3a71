// The text of an input, line by line, in bounded memory: decompressed and as UTF-8, whatever it is
// in the file. The input may be a pipe: nothing is read twice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "input/byte_source.hpp"
#include "input/gzip.hpp"

namespace porto::internal {

/// A row longer than this is refused instead of kept in memory.
inline constexpr std::size_t max_row_bytes = std::size_t{1} << 20;
/// How much is read at a time, unless a test wants to see the seams: it stays in a cache.
inline constexpr std::size_t default_chunk_bytes = std::size_t{1} << 18;
/// This many bytes behind every line may be read (not used): simdjson looks ahead.
inline constexpr std::size_t padding_bytes = 64;

/// A byte order mark in UTF-8. Where marked files were joined, it stands inside a file too.
inline constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

class Lines {
 public:
  /// Opens an input. What is compressed with gzip is decompressed, also in
  /// parts; what is in another encoding (see encoding_of) becomes UTF-8. Error io, where = the
  /// path: missing, a directory, unreadable; also those of join_gzip, encoding_of and to_utf8.
  /// `stop`, `digest`: see InputFile.
  explicit Lines(const ImportInput& input, std::size_t chunk_bytes = default_chunk_bytes,
                 std::string_view encoding = {}, Stop stop = {},
                 InputFile::Digest digest = InputFile::Digest::no);

  /// Text that is in memory already, of which it keeps a copy. It has no path and no places.
  static Lines of_text(std::string_view text);

  const std::string& path() const noexcept { return path_; }
  /// False for what can be read only once: standard input, a pipe.
  bool reopens() const noexcept { return file_ != nullptr && file_->reopens(); }
  /// Bytes in the file; 0 if that cannot be known.
  std::uint64_t size() const noexcept { return file_ == nullptr ? 0 : file_->size(); }
  /// Bytes of the file that were read and used so far; of a file that is not as it is read here,
  /// all that were read.
  std::uint64_t consumed() const noexcept {
    return as_is_bytes_ == all ? consumed_ : file_->bytes_read();
  }

  /// Bytes of the file that were read.
  std::uint64_t bytes_read() const noexcept { return file_ == nullptr ? 0 : file_->bytes_read(); }
  /// See InputFile.
  std::string digest() const { return file_ == nullptr ? std::string() : file_->digest(); }

  /// What was read and not yet used. Valid until more is read: by line_end, fill.
  std::string_view unread() const noexcept { return {buffer_.get() + begin_, end_ - begin_}; }
  /// The end of the line that starts at `from`, both counted from the first unread byte;
  /// reads as needed. `from` itself at the end of the input. Gives up, with an end beyond
  /// max_row_bytes, when that much is unread and the line still does not end. Drops the byte order
  /// marks in front of the line that is at the front.
  std::size_t line_end(std::size_t from);
  /// Drops byte order marks at the front, which must be the start of a line or a record. False if
  /// there are none.
  bool drop_marks();
  /// How many were dropped behind the start of the input: files were joined there.
  std::uint64_t marks() const noexcept { return marks_; }
  /// Reads until `bytes` are unread, or the input ends.
  void fill(std::size_t bytes);
  void consume(std::size_t bytes) noexcept;
  /// Where bytes of the buffer, read or unread, lie in the file; none if they are elsewhere, the
  /// file cannot be read again, or it is compressed there, or in another encoding.
  std::optional<std::uint64_t> offset_of(std::string_view bytes) const noexcept;
  /// Consumes through the end of the line, however long it is, once the next line is asked for:
  /// until then what is unread stays valid.
  void skip_line() noexcept { skipping_ = true; }

 private:
  Lines() = default;

  bool more();  // reads a chunk; false at the end
  void drop_line();
  void note_as_is() noexcept;

  static constexpr std::uint64_t all = std::numeric_limits<std::uint64_t>::max();

  std::string path_;
  std::size_t chunk_bytes_ = 0;
  InputFile* file_ = nullptr;  // the first of the chain that ends in source_; null: a text
  const JoinedSource* joined_ = nullptr;  // the next of the chain
  std::unique_ptr<ByteSource> source_;
  bool converted_ = false;           // from another encoding
  std::uint64_t as_is_bytes_ = all;  // of what is read, from the start: they are those of the file
  bool ended_ = false;
  bool skipping_ = false;
  std::uint64_t consumed_ = 0;
  std::uint64_t marks_ = 0;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;  // of what is unread, in the buffer
  std::size_t end_ = 0;
};

/// A line without its line end, LF or CRLF.
std::string_view without_line_end(std::string_view line) noexcept;

}  // namespace porto::internal
