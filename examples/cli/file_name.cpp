// See file_name.hpp.
#include "file_name.hpp"

#include <algorithm>
#include <cstdint>

namespace porto_cli {
namespace {

// File systems take 255 bytes; an ending and that of a temporary file have room.
constexpr std::size_t longest = 200;
constexpr char hex_digits[] = "0123456789abcdef";

bool stays(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

void append_byte(std::string& name, char c) {
  const auto byte = static_cast<unsigned char>(c);
  name += {'_', hex_digits[byte >> 4], hex_digits[byte & 15]};
}

// Of what stands before the first dot.
bool is_taken(std::string_view name) {
  const std::string_view stem = name.substr(0, name.find('.'));
  for (const std::string_view device : {"con", "prn", "aux", "nul", "index"})
    if (stem == device) return true;
  return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) &&
         stem[3] >= '0' && stem[3] <= '9';
}

// FNV-1a: tells names apart whose beginnings are the same.
std::string checksum(std::string_view id) {
  std::uint64_t sum = 14'695'981'039'346'656'037U;
  for (const char c : id) sum = (sum ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += hex_digits[sum >> shift & 15];
  return text;
}

}  // namespace

std::string file_name_of(std::string_view id) {
  std::string name;
  for (const char c : id) {
    const bool begins = name.empty();
    if (stays(c) && !(begins && (c == '.' || is_taken(id))))
      name += c;
    else
      append_byte(name, c);
  }
  if (name.size() <= longest) return name;
  std::size_t cut = 120;
  if (name[cut - 1] == '_') cut -= 1;  // inside of a byte that is written
  if (name[cut - 2] == '_') cut -= 2;
  return name.substr(0, cut) + "__" + checksum(id);
}

}  // namespace porto_cli
