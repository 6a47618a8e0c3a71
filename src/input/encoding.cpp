// See encoding.hpp.
#include "input/encoding.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

// What Windows-1252 has at 0x80 to 0x9F, where ISO-8859-1 has control characters; 0: nothing.
constexpr std::array<char16_t, 32> windows_1252_upper = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

constexpr std::array<std::string_view, 4> names = {"utf-8", "utf-16", "windows-1252", "iso-8859-1"};

void append(std::string& out, char32_t c) {
  const auto byte = [&](char32_t bits) {
    out += static_cast<char>(static_cast<unsigned char>(bits));
  };
  if (c < 0x80) return byte(c);
  if (c < 0x800) {
    byte(0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      byte(0xE0 | c >> 12);
    } else {
      byte(0xF0 | c >> 18);
      byte(0x80 | (c >> 12 & 0x3F));
    }
    byte(0x80 | (c >> 6 & 0x3F));
  }
  byte(0x80 | (c & 0x3F));
}

std::string hex(unsigned value, int digits) {
  std::string text = "0x";
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
    text += "0123456789ABCDEF"[value >> shift & 15];
  return text;
}

// One encoding. Takes what is complete from the front of `bytes`, which it shortens; what is wrong
// with what comes next, or empty.
using Convert = std::string (*)(std::string_view& bytes, std::string& out);

template <bool windows>
std::string convert_bytes(std::string_view& bytes, std::string& out) {
  for (; !bytes.empty(); bytes.remove_prefix(1)) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    char32_t c = byte;
    if (windows && byte >= 0x80 && byte < 0xA0) c = windows_1252_upper[byte - 0x80U];
    if (c == 0 && byte != 0) return "the byte " + hex(byte, 2) + " means nothing in windows-1252";
    append(out, c);
  }
  return {};
}

template <bool big_endian>
std::string convert_utf16(std::string_view& bytes, std::string& out) {
  const auto unit_at = [&](std::size_t at) -> unsigned {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return big_endian ? first * 256U + second : second * 256U + first;
  };
  while (bytes.size() >= 2) {
    const unsigned unit = unit_at(0);
    if (unit < 0xD800 || unit > 0xDFFF) {
      append(out, unit);
      bytes.remove_prefix(2);
      continue;
    }
    if (unit <= 0xDBFF && bytes.size() < 4) return {};
    const unsigned low = unit <= 0xDBFF ? unit_at(2) : 0;
    if (low < 0xDC00 || low > 0xDFFF)
      return "the UTF-16 unit " + hex(unit, 4) + " is half of a character";
    append(out, 0x10000U + ((unit - 0xD800U) << 10) + (low - 0xDC00U));
    bytes.remove_prefix(4);
  }
  return {};
}

Convert converter(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf16_le:
      return convert_utf16<false>;
    case Encoding::utf16_be:
      return convert_utf16<true>;
    case Encoding::windows_1252:
      return convert_bytes<true>;
    default:
      return convert_bytes<false>;
  }
}

class Utf8Source final : public ByteSource {
 public:
  Utf8Source(std::unique_ptr<ByteSource> from, Encoding encoding, std::string path)
      : from_(std::move(from)), convert_(converter(encoding)), path_(std::move(path)) {
    if (encoding == Encoding::utf16_le || encoding == Encoding::utf16_be) skip_mark();
  }

  std::size_t read(std::span<char> to) override {
    while (at_ == out_.size())
      if (!fill()) return 0;
    const std::size_t count = out_.copy(to.data(), to.size(), at_);
    at_ += count;
    return count;
  }

 private:
  void skip_mark() {
    std::array<char, 2> mark;
    if (from_->read(mark) == 1) from_->read(std::span(mark).last(1));
  }

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
    std::string_view bytes = rest_;
    wrong_ = convert_(bytes, out_);
    rest_.erase(0, rest_.size() - bytes.size());
    return true;
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw Error(ErrorCode::bad_input,
                what + "; the file may be damaged, or in another encoding: say which (--encoding)",
                path_ + ":" + std::to_string(line_));
  }

  std::unique_ptr<ByteSource> from_;
  Convert convert_;
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

}  // namespace

Encoding encoding_of(std::string_view start, std::string_view declared, const std::string& path) {
  if (!declared.empty() && std::ranges::find(names, declared) == names.end()) {
    const std::string_view meant = nearest(declared, names);
    throw Error(ErrorCode::invalid_argument,
                "unknown encoding " + in_quotes(declared) +
                    (meant.empty() ? "; use utf-8, utf-16, windows-1252 or iso-8859-1"
                                   : "; did you mean " + in_quotes(meant) + "?"),
                "encoding");
  }
  const bool little = start.starts_with("\xFF\xFE");
  if (little || start.starts_with("\xFE\xFF")) {
    if (!declared.empty() && declared != "utf-16") refuse_mark("UTF-16", declared, path);
    return little ? Encoding::utf16_le : Encoding::utf16_be;
  }
  if (start.starts_with("\xEF\xBB\xBF") && !declared.empty() && declared != "utf-8")
    refuse_mark("UTF-8", declared, path);
  if (declared == "utf-16")
    throw Error(ErrorCode::bad_input,
                "the file does not begin with the byte order mark of UTF-16, so that its byte order"
                " is not known; save it as UTF-8",
                path + ":1");
  if (declared == "windows-1252") return Encoding::windows_1252;
  return declared == "iso-8859-1" ? Encoding::iso_8859_1 : Encoding::utf8;
}

std::unique_ptr<ByteSource> to_utf8(std::unique_ptr<ByteSource> from, Encoding encoding,
                                    std::string path) {
  if (encoding == Encoding::utf8) return from;
  return std::make_unique<Utf8Source>(std::move(from), encoding, std::move(path));
}

}  // namespace porto::internal
