// See gzip.hpp.
#include "input/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <optional>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

constexpr int gzip_only = 16;  // added to zlib's window bits
constexpr std::size_t input_bytes = 64 * 1024;
constexpr std::size_t header_bytes = 10;
constexpr std::size_t judged_bytes = 64;  // of what follows a member, to tell whether it is text

// Whether bytes can be the header of a member, or the first part of one: magic, deflate, flags of
// which three are never set, a time, what the compressor did and on which system. No UTF-8 has the
// first two in a row.
bool may_be_header(std::string_view bytes) noexcept {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  const auto is = [&](std::size_t at, auto holds) { return bytes.size() <= at || holds(byte(at)); };
  return is(0, [](unsigned b) { return b == 0x1F; }) &&
         is(1, [](unsigned b) { return b == 0x8B; }) && is(2, [](unsigned b) { return b == 8; }) &&
         is(3, [](unsigned b) { return (b & 0xE0) == 0; }) &&
         is(8, [](unsigned b) { return b == 0 || b == 2 || b == 4; }) &&
         is(9, [](unsigned b) { return b <= 13 || b == 255; });
}

// How many bytes stand in front of a header, or of what may be the first part of one.
std::size_t bytes_before_header(std::string_view bytes) noexcept {
  for (std::size_t at = bytes.find('\x1F'); at != bytes.npos; at = bytes.find('\x1F', at + 1))
    if (may_be_header(bytes.substr(at, header_bytes))) return at;
  return bytes.size();
}

// Whether text may begin so. A byte order mark may stand in front of text that is not ASCII; zeros
// are halves of UTF-16; a log may have colours or marks between records.
bool may_be_text(std::string_view start) noexcept {
  if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) return true;
  constexpr std::string_view controls("\0\t\n\r\x1B\x1E", 6);
  return std::ranges::all_of(start, [&](char c) {
    return static_cast<unsigned char>(c) >= ' ' || controls.find(c) != controls.npos;
  });
}

class Gunzip final : public JoinedSource {
 public:
  enum class Allow : std::uint8_t { members, text_too };

  Gunzip(std::unique_ptr<ByteSource> from, std::string path, ExpansionLimit limit, Allow allow)
      : from_(std::move(from)), path_(std::move(path)), limit_(limit), allow_(allow) {
    if (inflateInit2(&stream_, MAX_WBITS + gzip_only) != Z_OK)
      throw Error(ErrorCode::out_of_memory, "there is no memory to decompress", path_);
  }
  ~Gunzip() override { inflateEnd(&stream_); }
  Gunzip(const Gunzip&) = delete;
  Gunzip& operator=(const Gunzip&) = delete;

  std::size_t read(std::span<char> to) override {
    for (;;) {
      if (failure_) throw Error(*failure_);
      if (part_ == Part::none && !begin_part()) return 0;
      const std::size_t count = part_ == Part::text ? read_text(to) : inflate_into(to);
      if (count != 0) return count;
      if (ended_) return 0;
    }
  }

  std::uint64_t as_is_bytes() const noexcept override { return as_is_bytes_; }

 private:
  enum class Part : std::uint8_t { none, member, text };

  std::string_view unread() const noexcept { return std::string_view(input_).substr(input_begin_); }

  // Reads until this many bytes are unread, or the input ends. Whether they are.
  bool have_input(std::size_t bytes) {
    while (unread().size() < bytes) {
      input_.erase(0, input_begin_);
      input_begin_ = 0;
      const std::size_t kept = input_.size();
      input_.resize(kept + input_bytes);
      const std::size_t count = from_->read(std::span(input_).subspan(kept));
      input_.resize(kept + count);
      bytes_in_ += count;
      if (count == 0) return false;
    }
    return true;
  }

  // What comes next is the start of the input, or follows a member. False at the end.
  bool begin_part() {
    if (at_start_) {
      at_start_ = false;
      have_input(2);
      if (allow_ == Allow::text_too && !is_gzip(unread())) {
        part_ = Part::text;
        return true;
      }
    } else {
      skip_zeros();
      if (!have_input(1)) return false;
      have_input(2);
      if (allow_ == Allow::text_too && !is_gzip(unread())) {
        begin_text();
        return true;
      }
    }
    begin_member();
    return true;
  }

  // Some writers fill the last block of a tape or disk with zeros.
  void skip_zeros() {
    for (; have_input(1) && unread().front() == '\0'; ++input_begin_) ++zeros_;
  }

  void begin_text() {
    part_ = Part::text;
    have_input(judged_bytes);
    const std::string_view text = unread().substr(0, bytes_before_header(unread()));
    if (!may_be_text(text.substr(0, judged_bytes)))
      fail("is damaged (what follows at byte " + std::to_string(bytes_in_ - unread().size()) +
           " of it is neither gzip nor text)");
  }

  void begin_member() {
    part_ = Part::member;
    zeros_ = 0;
    start_of_text_.clear();
    if (as_is_bytes_ > bytes_in_) as_is_bytes_ = bytes_in_ - unread().size();
    inflateReset(&stream_);
  }

  // 0 where a member begins instead, or at the end.
  std::size_t read_text(std::span<char> to) {
    if (zeros_ != 0) {  // they were text
      const std::size_t count = std::min<std::uint64_t>(zeros_, to.size());
      std::fill_n(to.begin(), count, '\0');
      zeros_ -= count;
      return note_text({to.data(), count});
    }
    if (unread().empty()) return read_text_at_once(to);
    std::size_t plain = bytes_before_header(unread().substr(0, to.size() + header_bytes));
    if (plain == 0) {
      if (have_input(header_bytes)) {
        if (may_be_header(unread().substr(0, header_bytes))) return find_member();
        plain = 1;
      } else {
        plain = unread().size();
      }
    }
    const std::size_t count = std::min(plain, to.size());
    std::memcpy(to.data(), unread().data(), count);
    input_begin_ += count;
    return note_text({to.data(), count});
  }

  // Without a copy: nearly all input is text and nothing else.
  std::size_t read_text_at_once(std::span<char> to) {
    const std::size_t count = from_->read(to);
    bytes_in_ += count;
    ended_ = count == 0;
    const std::string_view text(to.data(), count);
    const std::size_t plain = bytes_before_header(text);
    input_ = text.substr(plain);
    input_begin_ = 0;
    return note_text(text.substr(0, plain));
  }

  // Keeps its last two bytes, by which it is told whether a line begins behind it.
  std::size_t note_text(std::string_view text) {
    if (text.size() >= 2) before_last_ = text[text.size() - 2];
    if (text.size() == 1) before_last_ = last_;
    if (!text.empty()) last_ = text.back();
    return text.size();
  }

  // In UTF-16 a line end may have a zero behind it.
  bool at_line_start() const noexcept {
    return last_ == '\n' || (last_ == '\0' && before_last_ == '\n');
  }

  std::size_t find_member() {
    if (at_line_start())
      begin_member();
    else
      fail_inside_line();
    return 0;
  }

  std::size_t inflate_into(std::span<char> to) {
    const bool more = have_input(1);
    const std::size_t room = std::min<std::size_t>(to.size(), std::size_t{1} << 30);
    const std::size_t given = unread().size();
    stream_.next_in = reinterpret_cast<Bytef*>(input_.data() + input_begin_);
    stream_.avail_in = static_cast<uInt>(given);
    stream_.next_out = reinterpret_cast<Bytef*>(to.data());
    stream_.avail_out = static_cast<uInt>(room);
    const int result = inflate(&stream_, Z_NO_FLUSH);
    const std::size_t count = room - stream_.avail_out;
    input_begin_ += given - stream_.avail_in;
    bytes_out_ += count;
    if (result == Z_STREAM_END)
      part_ = Part::none;
    else if (result == Z_MEM_ERROR)
      failure_.emplace(ErrorCode::out_of_memory, "there is no memory to decompress", path_);
    else if (result != Z_OK && result != Z_BUF_ERROR)
      fail("is damaged (" + std::string(stream_.msg ? stream_.msg : "bad data") + ")");
    else if (!more && count == 0)
      fail("is cut short");
    else if (bytes_out_ > limit_.bytes && bytes_out_ / limit_.times > bytes_in_)
      fail_expanded();
    note_text({to.data(), count});
    if (allow_ == Allow::text_too && is_gzip_again({to.data(), count})) return 0;
    return count;
  }

  // Of the first member, what is in it is judged with the start of the file. Before all else that
  // may be wrong, so that it does not matter how much was read at once.
  bool is_gzip_again(std::string_view text) {
    if (as_is_bytes_ == 0 && bytes_out_ == text.size()) return false;
    if (start_of_text_.size() >= 2) return false;
    start_of_text_ += text.substr(0, 2);
    if (!is_gzip(start_of_text_)) return false;
    failure_.emplace(ErrorCode::bad_input,
                     "a part of " + in_quotes(path_) +
                         " is compressed with gzip twice; decompress it once (gzip -dc FILE |"
                         " ... -)",
                     path_);
    return true;
  }

  void fail(const std::string& what) {
    failure_.emplace(ErrorCode::bad_input,
                     "the gzip file " + in_quotes(path_) + " " + what +
                         "; get it again from where it came, and import it again: no row counts "
                         "twice",
                     path_);
  }

  void fail_inside_line() {
    failure_.emplace(
        ErrorCode::bad_input,
        "a gzip file begins inside a line, at byte " + std::to_string(bytes_in_ - unread().size()) +
            " of " + in_quotes(path_) +
            ": the text in front of it does not end with a line end; name the files one"
            " by one, or put a line end between them",
        path_);
  }

  void fail_expanded() {
    failure_.emplace(ErrorCode::bad_input,
                     "the gzip file " + in_quotes(path_) + " expands beyond the limit, " +
                         std::to_string(limit_.bytes) + " bytes and " +
                         std::to_string(limit_.times) +
                         " times its size; if it is meant to, decompress it first (gzip -dc FILE |"
                         " ... -)",
                     path_);
  }

  std::unique_ptr<ByteSource> from_;
  std::string path_;
  ExpansionLimit limit_;
  Allow allow_;
  z_stream stream_ = {};  // must stay where it is
  std::string input_;     // read, and from input_begin_ on not used
  std::size_t input_begin_ = 0;
  std::uint64_t bytes_in_ = 0;
  std::uint64_t bytes_out_ = 0;  // of members
  std::uint64_t as_is_bytes_ = std::numeric_limits<std::uint64_t>::max();
  Part part_ = Part::none;  // none: behind a member, or at the start
  bool at_start_ = true;
  bool ended_ = false;
  std::uint64_t zeros_ = 0;  // behind a member; text if text follows them
  char before_last_ = '\0';
  char last_ = '\0';
  std::string start_of_text_;     // of a member
  std::optional<Error> failure_;  // thrown once what was good has been read
};

}  // namespace

bool is_gzip(std::string_view start) noexcept { return start.starts_with("\x1F\x8B"); }

std::unique_ptr<ByteSource> gunzip(std::unique_ptr<ByteSource> compressed, std::string path,
                                   ExpansionLimit limit) {
  return std::make_unique<Gunzip>(std::move(compressed), std::move(path), limit,
                                  Gunzip::Allow::members);
}

std::unique_ptr<JoinedSource> join_gzip(std::unique_ptr<ByteSource> from, std::string path,
                                        ExpansionLimit limit) {
  return std::make_unique<Gunzip>(std::move(from), std::move(path), limit, Gunzip::Allow::text_too);
}

}  // namespace porto::internal
