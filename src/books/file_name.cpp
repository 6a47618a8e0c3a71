// See file_name.hpp.
#include "books/file_name.hpp"

#include <algorithm>
#include <cstdint>

#include "base/text.hpp"

namespace porto::internal {
namespace {

// File systems take 255 bytes; an ending and that of a temporary file have room.
constexpr std::size_t longest_name = 200;
constexpr std::size_t kept_of_long_name = 120;
constexpr std::string_view hex_of_names = "0123456789abcdef";

bool stays_in_name(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.';
}

void append_as_hex(std::string& name, char c) {
  const auto byte = static_cast<unsigned char>(c);
  name += {'_', hex_of_names[byte / 16], hex_of_names[byte % 16]};
}

// Of what stands before the first dot, whatever its case.
bool is_device(std::string_view number) {
  const std::string stem = lower_case(number.substr(0, number.find('.')));
  for (const std::string_view device : {"con", "prn", "aux", "nul"})
    if (stem == device) return true;
  return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) &&
         is_digit(stem[3]);
}

// FNV-1a: tells names apart whose beginnings are the same. Case does not count.
std::string checksum_of_name(std::string_view number) {
  std::uint64_t sum = 14'695'981'039'346'656'037U;
  for (const char c : lower_case(number))
    sum = (sum ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += hex_of_names[sum >> shift & 15];
  return text;
}

}  // namespace

std::string file_name_of(std::string_view number) {
  std::string name;
  for (const char c : number) {
    const bool begins = name.empty();
    if (stays_in_name(c) && !(begins && (c == '.' || is_device(number))))
      name += c;
    else
      append_as_hex(name, c);
  }
  if (name.size() <= longest_name) return name;
  std::size_t cut = kept_of_long_name;
  if (name[cut - 1] == '_') cut -= 1;  // inside of a byte that is written
  if (name[cut - 2] == '_') cut -= 2;
  return name.substr(0, cut) + "__" + checksum_of_name(number);
}

}  // namespace porto::internal
