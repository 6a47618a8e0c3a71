// See encoding.hpp.
#include "input/encoding.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <system_error>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

// What Excel saves as CSV: "CSV UTF-8" with a mark, "Unicode text" with a mark, "CSV" with none, in
// the code page of Windows.
constexpr std::string_view excel = "excel";

constexpr std::array<std::string_view, 7> names = {
    "utf-8", "utf-16", "utf-16le", "utf-16be", "windows-1252", "iso-8859-1", excel};

std::string hex(unsigned value, int digits) {
  std::string text = "0x";
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
    text += "0123456789ABCDEF"[value >> shift & 15];
  return text;
}

bool is_utf16(Encoding encoding) {
  return encoding == Encoding::utf16_le || encoding == Encoding::utf16_be;
}

// The encoding as iconv knows it.
const char* name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf16_le:
      return "UTF-16LE";
    case Encoding::utf16_be:
      return "UTF-16BE";
    case Encoding::windows_1252:
      return "WINDOWS-1252";
    case Encoding::iso_8859_1:
      return "ISO-8859-1";
    case Encoding::utf8:
      break;
  }
  return "UTF-8";
}

class Iconv {
 public:
  Iconv(Encoding encoding, const std::string& path)
      : to_utf8_(::iconv_open("UTF-8", name_of(encoding))) {
    if (to_utf8_ == reinterpret_cast<iconv_t>(-1))
      throw Error(ErrorCode::io,
                  std::string("this machine cannot convert ") + name_of(encoding) + ": " +
                      std::generic_category().message(errno),
                  path);
  }
  ~Iconv() { ::iconv_close(to_utf8_); }
  Iconv(const Iconv&) = delete;
  Iconv& operator=(const Iconv&) = delete;

  // Converts what is complete at the front of `bytes`, which it takes off. False if what comes next
  // means nothing.
  bool convert(std::string& bytes, std::string& out) {
    out.resize(3 * bytes.size());  // no byte of the encodings becomes more
    char* from = bytes.data();
    std::size_t left = bytes.size();
    char* to = out.data();
    std::size_t room = out.size();
    const bool good = ::iconv(to_utf8_, &from, &left, &to, &room) != static_cast<std::size_t>(-1) ||
                      errno != EILSEQ;
    out.resize(out.size() - room);
    bytes.erase(0, bytes.size() - left);
    return good;
  }

 private:
  iconv_t to_utf8_;
};

// What is wrong with bytes that begin with what means nothing.
std::string what_is_wrong(Encoding encoding, std::string_view bytes) {
  const auto byte = [&](std::size_t at) -> unsigned {
    return static_cast<unsigned char>(bytes[at]);
  };
  if (!is_utf16(encoding)) return "the byte " + hex(byte(0), 2) + " means nothing in windows-1252";
  const bool big_endian = encoding == Encoding::utf16_be;
  const unsigned unit = big_endian ? byte(0) << 8 | byte(1) : byte(1) << 8 | byte(0);
  return "the UTF-16 unit " + hex(unit, 4) + " is half of a character";
}

class Utf8Source final : public ByteSource {
 public:
  Utf8Source(std::unique_ptr<ByteSource> from, Encoding encoding, std::string path)
      : from_(std::move(from)),
        encoding_(encoding),
        iconv_(encoding, path),
        path_(std::move(path)) {}

  std::size_t read(std::span<char> to) override {
    while (at_ == out_.size())
      if (!fill()) return 0;
    const std::size_t count = out_.copy(to.data(), to.size(), at_);
    at_ += count;
    return count;
  }

 private:
  // Converts the next block; false at the end.
  bool fill() {
    line_ += static_cast<std::uint64_t>(std::count(out_.begin(), out_.end(), '\n'));
    out_.clear();
    at_ = 0;
    if (!wrong_.empty()) fail(wrong_);
    std::array<char, 32 * 1024> block;
    const std::size_t count = from_->read(block);
    if (count == 0 && !rest_.empty()) fail("the file ends in the middle of a character");
    if (count == 0) return false;
    rest_.append(block.data(), count);
    if (!iconv_.convert(rest_, out_)) wrong_ = what_is_wrong(encoding_, rest_);
    return true;
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw Error(ErrorCode::bad_input,
                what + "; the file may be damaged, or in another encoding: say which (--encoding)",
                path_ + ":" + std::to_string(line_));
  }

  std::unique_ptr<ByteSource> from_;
  Encoding encoding_;
  Iconv iconv_;
  std::string path_;
  std::string rest_;  // the start of a character whose end has not been read
  std::string out_;
  std::size_t at_ = 0;      // of what is to be read, in out_
  std::uint64_t line_ = 1;  // that out_ begins on
  std::string wrong_;       // with what comes after out_
};

[[noreturn]] void refuse_mark(const char* mark, std::string_view declared,
                              const std::string& path) {
  throw Error(ErrorCode::bad_input,
              std::string("the file begins with the mark of ") + mark + ", but " +
                  in_quotes(declared) + " is declared; leave the encoding out",
              path + ":1");
}

// Which half of the units is zero, as it is in ASCII: text without a mark still begins with some.
Encoding utf16_without_mark(std::string_view start, const std::string& path) {
  std::size_t low_first = 0;
  std::size_t high_first = 0;
  for (std::size_t i = 0; i + 1 < start.size(); i += 2) {
    if (start[i] != '\0' && start[i + 1] == '\0') ++low_first;
    if (start[i] == '\0' && start[i + 1] != '\0') ++high_first;
  }
  if (low_first == high_first)
    throw Error(ErrorCode::bad_input,
                "the file does not begin with the byte order mark of UTF-16, and its text does not"
                " show the byte order; if it is UTF-16, declare utf-16le or utf-16be",
                path + ":1");
  return low_first > high_first ? Encoding::utf16_le : Encoding::utf16_be;
}

// The encoding that is marked, which must agree with what is declared.
std::optional<Encoding> marked_encoding(std::string_view start, std::string_view declared,
                                        const std::string& path) {
  const bool little = start.starts_with("\xFF\xFE");
  if (little || start.starts_with("\xFE\xFF")) {
    const std::string_view same = little ? "utf-16le" : "utf-16be";
    if (!declared.empty() && declared != "utf-16" && declared != same)
      refuse_mark("UTF-16", declared, path);
    return little ? Encoding::utf16_le : Encoding::utf16_be;
  }
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (!start.starts_with(mark) || declared.empty() || declared == "utf-8") return std::nullopt;
  // A rejects file is UTF-8, whatever the file was that its rows are of: the same options read it.
  if (start.substr(mark.size()).starts_with("porto_outcome")) return Encoding::utf8;
  refuse_mark("UTF-8", declared, path);
}

// Without a mark, text that is UTF-8 is taken as such: other programs save it so, and a later byte
// that is not is refused, whereas UTF-8 read as windows-1252 would become other text in silence.
Encoding saved_by_excel(std::string_view start, const std::string& path) {
  if (const auto marked = marked_encoding(start, "", path)) return *marked;
  for (int cut = 0; cut < 4 && !start.empty(); ++cut) {
    if (is_utf8(start)) return Encoding::utf8;
    start.remove_suffix(1);  // it may end within a character
  }
  return Encoding::windows_1252;
}

}  // namespace

std::size_t bytes_to_tell(std::string_view declared) {
  if (declared == excel) return std::size_t{64} * 1024;
  // The longest mark; or enough to tell the byte order without one, and a rejects file.
  return declared.empty() || declared == "utf-8" ? 3 : 64;
}

Encoding encoding_of(std::string_view start, std::string_view declared, const std::string& path) {
  if (!declared.empty() && std::ranges::find(names, declared) == names.end()) {
    const std::string_view meant = nearest(declared, names);
    throw Error(ErrorCode::invalid_argument,
                "unknown encoding " + in_quotes(declared) +
                    (meant.empty() ? "; use utf-8, utf-16, windows-1252 or iso-8859-1"
                                   : "; did you mean " + in_quotes(meant) + "?"),
                "encoding");
  }
  if (declared == excel) return saved_by_excel(start, path);
  if (const auto marked = marked_encoding(start, declared, path)) return *marked;
  if (declared == "utf-16") return utf16_without_mark(start, path);
  if (declared == "utf-16le") return Encoding::utf16_le;
  if (declared == "utf-16be") return Encoding::utf16_be;
  if (declared == "windows-1252") return Encoding::windows_1252;
  return declared == "iso-8859-1" ? Encoding::iso_8859_1 : Encoding::utf8;
}

std::unique_ptr<ByteSource> to_utf8(std::unique_ptr<ByteSource> from, Encoding encoding,
                                    std::string path) {
  if (encoding == Encoding::utf8) return from;
  return std::make_unique<Utf8Source>(std::move(from), encoding, std::move(path));
}

}  // namespace porto::internal
