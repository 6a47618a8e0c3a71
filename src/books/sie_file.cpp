// See sie_file.hpp.
#include "books/sie_file.hpp"

#include <algorithm>

#include "books/code_page_437.hpp"

namespace porto::internal {
namespace {

// CRC-32 as of ISO 3309, one byte at a time.
std::uint32_t crc_after(std::uint32_t crc, char byte) {
  crc ^= static_cast<unsigned char>(byte);
  for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  return crc;
}

}  // namespace

void SieFile::line(std::string_view text) {
  counts_ = counts_ || text == "#KSUMMA";
  bytes_ += text;
  end_line();
}

void SieFile::add(std::string_view counted) {
  bytes_ += counted;
  if (counts_)
    for (const char byte : counted) crc_ = crc_after(crc_, byte);
}

// A quote is written \" and counts as one; a backslash would take the quote after it along.
void SieFile::add_quoted(const std::string& text) {
  bool lost = false;
  const std::string in_page = to_code_page_437(text, lost);
  bytes_ += '"';
  for (const char byte : in_page) {
    if (byte == '"') bytes_ += '\\';
    if (byte == '\\') lost = true;
    add(std::string(1, byte == '\\' ? '/' : byte));
  }
  bytes_ += '"';
  if (lost && std::ranges::find(lost_, text) == lost_.end()) lost_.push_back(text);
}

void SieFile::add_field(const Plain& field) {
  bytes_ += ' ';
  add(field.text);
}

void SieFile::add_field(const Quoted& field) {
  bytes_ += ' ';
  add_quoted(field.text);
}

void SieFile::add_field(const Objects& field) {
  bytes_ += " {";
  for (std::size_t i = 0; i < field.texts.size(); ++i) {
    if (i > 0) bytes_ += ' ';
    add_quoted(field.texts[i]);
  }
  bytes_ += '}';
}

void SieFile::end_checksum() {
  counts_ = false;
  record("#KSUMMA", Plain{std::to_string(crc_ ^ 0xFFFFFFFFU)});
}

}  // namespace porto::internal
