// See cell_text.hpp.
#include "xlsx/cell_text.hpp"

#include <algorithm>

namespace porto_cli {
namespace {

constexpr std::string_view kHexDigits = "0123456789ABCDEFabcdef";

bool looks_escaped(std::string_view text) {
  return text.size() >= 7 && text.starts_with("_x") && text[6] == '_' &&
         text.substr(2, 4).find_first_not_of(kHexDigits) == std::string_view::npos;
}

// U+FFFE and U+FFFF, which XML does not have.
bool is_no_character(std::string_view text) {
  return text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF");
}

}  // namespace

std::string cell_text(std::string_view text) {
  std::string cell;
  while (!text.empty()) {
    const auto byte = static_cast<unsigned char>(text.front());
    std::size_t size = 1;
    if (byte == '_' && looks_escaped(text)) {
      cell += "_x005F_";
    } else if (byte < 0x20 && byte != '\t' && byte != '\n') {
      cell += {'_', 'x', '0', '0', kHexDigits[byte >> 4], kHexDigits[byte & 15], '_'};
    } else if (is_no_character(text)) {
      cell += text[2] == '\xBE' ? "_xFFFE_" : "_xFFFF_";
      size = 3;
    } else {
      cell += text.front();
    }
    text.remove_prefix(size);
  }
  return cell;
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace porto_cli
