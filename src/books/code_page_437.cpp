// See code_page_437.hpp.
#include "books/code_page_437.hpp"

#include <string_view>

#include "base/text.hpp"

namespace porto::internal {
namespace {

// The characters of the bytes 128 to 255, of which the last is a no-break space.
constexpr std::u32string_view upper_half =
    U"\u00C7\u00FC\u00E9\u00E2\u00E4\u00E0\u00E5\u00E7\u00EA\u00EB\u00E8\u00EF\u00EE\u00EC\u00C4"
    U"\u00C5"
    U"\u00C9\u00E6\u00C6\u00F4\u00F6\u00F2\u00FB\u00F9\u00FF\u00D6\u00DC\u00A2\u00A3\u00A5\u20A7"
    U"\u0192"
    U"\u00E1\u00ED\u00F3\u00FA\u00F1\u00D1\u00AA\u00BA\u00BF\u2310\u00AC\u00BD\u00BC\u00A1\u00AB"
    U"\u00BB"
    U"\u2591\u2592\u2593\u2502\u2524\u2561\u2562\u2556\u2555\u2563\u2551\u2557\u255D\u255C\u255B"
    U"\u2510"
    U"\u2514\u2534\u252C\u251C\u2500\u253C\u255E\u255F\u255A\u2554\u2569\u2566\u2560\u2550\u256C"
    U"\u2567"
    U"\u2568\u2564\u2565\u2559\u2558\u2552\u2553\u256B\u256A\u2518\u250C\u2588\u2584\u258C\u2590"
    U"\u2580"
    U"\u03B1\u00DF\u0393\u03C0\u03A3\u03C3\u00B5\u03C4\u03A6\u0398\u03A9\u03B4\u221E\u03C6\u03B5"
    U"\u2229"
    U"\u2261\u00B1\u2265\u2264\u2320\u2321\u00F7\u2248\u00B0\u2219\u00B7\u221A\u207F\u00B2\u25A0"
    U"\u00A0";

// The code point of one character of UTF-8.
char32_t code_point(std::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  if (character.size() == 1) return byte(0);
  char32_t value = byte(0) & (0xFFU >> (character.size() + 1));
  for (std::size_t i = 1; i < character.size(); ++i) value = (value << 6) | (byte(i) & 0x3FU);
  return value;
}

}  // namespace

std::string to_code_page_437(std::string_view text, bool& lost) {
  std::string bytes;
  while (!text.empty()) {
    const std::string_view character = first_character(text);
    text.remove_prefix(character.size());
    const char32_t point = code_point(character);
    const std::size_t at = upper_half.find(point);
    if (point >= 0x20 && point < 0x7F) {
      bytes += static_cast<char>(point);
    } else if (at != std::u32string_view::npos) {
      bytes += static_cast<char>(at + 0x80);
    } else {
      bytes += '?';
      lost = true;
    }
  }
  return bytes;
}

}  // namespace porto::internal
