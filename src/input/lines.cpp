// See lines.hpp.
#include "input/lines.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <utility>

#include "input/encoding.hpp"

namespace porto::internal {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

Lines::Lines(const ImportInput& input, std::size_t chunk_bytes, std::string_view encoding,
             Stop stop, InputFile::Digest digest)
    : path_(input.name), chunk_bytes_(chunk_bytes) {
  const std::size_t start = bytes_to_tell(encoding);
  auto file = std::make_unique<InputFile>(input, std::move(stop), digest);
  file_ = file.get();
  auto joined = join_gzip(std::move(file), path_);
  joined_ = joined.get();
  auto text = std::make_unique<PeekableSource>(std::move(joined));
  const Encoding found = encoding_of(text->peek(start), encoding, path_);
  converted_ = found != Encoding::utf8;
  source_ = to_utf8(std::move(text), found, path_);
  note_as_is();
}

void Lines::note_as_is() noexcept { as_is_bytes_ = converted_ ? 0 : joined_->as_is_bytes(); }

Lines Lines::of_text(std::string_view text) {
  Lines lines;
  lines.capacity_ = text.size() + padding_bytes;
  lines.buffer_ = std::make_unique_for_overwrite<char[]>(lines.capacity_);
  char* const end = std::ranges::copy(text, lines.buffer_.get()).out;
  std::fill_n(end, padding_bytes, '\0');
  lines.end_ = text.size();
  lines.ended_ = true;
  return lines;
}

bool Lines::more() {
  if (ended_) return false;
  const std::size_t kept = end_ - begin_;
  if (const std::size_t needed = kept + chunk_bytes_ + padding_bytes; needed > capacity_) {
    // Twice as much each time: reads may be short, and a line long.
    const std::size_t capacity = std::max(needed, 2 * capacity_);
    auto grown = std::make_unique<char[]>(capacity);
    if (kept != 0) std::memcpy(grown.get(), buffer_.get() + begin_, kept);
    buffer_ = std::move(grown);
    capacity_ = capacity;
  } else if (begin_ != 0) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, kept);
  }
  begin_ = 0;
  end_ = kept;
  const std::size_t count = source_->read({buffer_.get() + end_, chunk_bytes_});
  note_as_is();
  end_ += count;
  ended_ = count == 0;
  return !ended_;
}

std::size_t Lines::line_end(std::size_t from) {
  if (skipping_) drop_line();
  if (from == 0) drop_marks();
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

bool Lines::drop_marks() {
  bool dropped = false;
  while (!unread().empty() || more()) {
    if (unread().front() != byte_order_mark.front()) break;
    fill(byte_order_mark.size());
    if (!unread().starts_with(byte_order_mark)) break;
    if (consumed_ != 0) ++marks_;
    consume(byte_order_mark.size());
    dropped = true;
  }
  return dropped;
}

void Lines::fill(std::size_t bytes) {
  while (unread().size() < bytes && more()) {
  }
}

void Lines::consume(std::size_t bytes) noexcept {
  begin_ += bytes;
  consumed_ += bytes;
}

std::optional<std::uint64_t> Lines::offset_of(std::string_view bytes) const noexcept {
  const std::less_equal<const char*> before;
  const char* first = buffer_.get();
  if (!reopens() || !before(first, bytes.data()) ||
      !before(bytes.data() + bytes.size(), first + end_))
    return std::nullopt;
  // What lies before begin_ has been consumed, and is as far from it in the file as here.
  const std::uint64_t offset = consumed_ - begin_ + static_cast<std::size_t>(bytes.data() - first);
  if (as_is_bytes_ < offset + bytes.size()) return std::nullopt;
  return offset;
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

}  // namespace porto::internal
