// See whole_file.hpp. Reads the archive as libxlsxwriter writes it: no comment at its end, each
// part deflated.
#include "xlsx/whole_file.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace porto_cli {
namespace {

constexpr std::size_t kEndRecord = 22;
constexpr std::size_t kEntryRecord = 46;
constexpr std::size_t kLocalRecord = 30;
constexpr std::string_view kSheetPart = "xl/worksheets/sheet";

class ZipBytes {
 public:
  explicit ZipBytes(std::FILE* file) : file_(file) {}

  std::string at(std::uint64_t offset, std::size_t size) {
    std::string bytes(size, '\0');
    if (std::fseek(file_, static_cast<long>(offset), SEEK_SET) != 0) return {};
    bytes.resize(std::fread(bytes.data(), 1, size, file_));
    return bytes;
  }
  std::uint64_t size() {
    const bool found = std::fseek(file_, 0, SEEK_END) == 0;
    return found ? static_cast<std::uint64_t>(std::ftell(file_)) : 0;
  }

 private:
  std::FILE* file_;
};

/// A number of `size` bytes, the lowest first; 0 where there are none.
std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t number = 0;
  for (std::size_t i = size; i-- > 0;)
    number = number << 8 | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0);
  return number;
}

/// What stands between two tags of a text that comes in pieces, and how the text ends.
class XmlPart {
 public:
  void add(std::string_view piece) {
    const std::uint64_t from = read_ - tail_.size();
    tail_ += piece;
    read_ += piece.size();
    if (begin_ == 0) begin_ = after("<sheetData>", from);
    if (begin_ != 0 && end_ == 0) end_ = after("</sheetData>", from);
    if (tail_.size() > kTail) tail_.erase(0, tail_.size() - kTail);
  }
  bool ends_with(std::string_view end) const { return tail_.ends_with(end); }
  std::uint64_t row_bytes() const {
    return end_ == 0 ? 0 : end_ - std::string_view("</sheetData>").size() - begin_;
  }

 private:
  static constexpr std::size_t kTail = 16;

  std::uint64_t after(std::string_view tag, std::uint64_t from) const {
    const std::size_t found = tail_.find(tag);
    return found == std::string::npos ? 0 : from + found + tag.size();
  }

  std::string tail_;
  std::uint64_t read_ = 0;
  std::uint64_t begin_ = 0;
  std::uint64_t end_ = 0;
};

/// Unpacks what is deflated at `offset`; false if it is damaged.
bool unpack(ZipBytes& zip, std::uint64_t offset, std::uint64_t size, XmlPart& part) {
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return false;
  std::array<char, 1 << 16> out;
  int state = Z_OK;
  while (size > 0 && state == Z_OK) {
    std::string in = zip.at(offset, std::min<std::uint64_t>(size, out.size()));
    if (in.empty()) break;
    offset += in.size();
    size -= in.size();
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    do {
      stream.next_out = reinterpret_cast<Bytef*>(out.data());
      stream.avail_out = static_cast<uInt>(out.size());
      state = inflate(&stream, Z_NO_FLUSH);
      if (state == Z_BUF_ERROR) state = Z_OK;  // all of this piece had been read
      part.add({out.data(), out.size() - stream.avail_out});
    } while (state == Z_OK && stream.avail_out == 0);
  }
  inflateEnd(&stream);
  return state == Z_STREAM_END;
}

bool is_whole_part(ZipBytes& zip, std::string_view entry, std::string_view name,
                   const std::vector<std::uint64_t>& rows, std::size_t& sheets) {
  const std::uint64_t local = number_at(entry, 42, 4);
  const std::string head = zip.at(local, kLocalRecord);
  const std::uint64_t begin =
      local + kLocalRecord + number_at(head, 26, 2) + number_at(head, 28, 2);
  XmlPart part;
  if (!unpack(zip, begin, number_at(entry, 20, 4), part)) return false;
  if (!part.ends_with(">") && !part.ends_with(">\n")) return false;
  if (!name.starts_with(kSheetPart)) return true;
  ++sheets;
  return sheets <= rows.size() && part.ends_with("</worksheet>") &&
         part.row_bytes() == rows[sheets - 1];
}

}  // namespace

bool is_whole(std::FILE* archive, const std::vector<std::uint64_t>& rows) {
  ZipBytes zip(archive);
  const std::uint64_t size = zip.size();
  if (size < kEndRecord) return false;
  const std::string end = zip.at(size - kEndRecord, kEndRecord);
  if (!end.starts_with("PK\5\6")) return false;
  std::uint64_t at = number_at(end, 16, 4);
  std::size_t sheets = 0;
  for (std::uint64_t left = number_at(end, 10, 2); left > 0; --left) {
    const std::string entry = zip.at(at, kEntryRecord);
    const std::size_t name_size = number_at(entry, 28, 2);
    const std::string name = zip.at(at + kEntryRecord, name_size);
    if (!entry.starts_with("PK\1\2") || !is_whole_part(zip, entry, name, rows, sheets))
      return false;
    at += kEntryRecord + name_size + number_at(entry, 30, 2) + number_at(entry, 32, 2);
  }
  return sheets == rows.size();
}

}  // namespace porto_cli
