// See text.hpp.
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "porto/usage.hpp"

namespace porto::internal {
namespace {

// The length of the well-formed UTF-8 sequence at the front of `text`, 0 if there is none (RFC
// 3629).
std::size_t sequence_length(std::string_view text) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto follows = [&](std::size_t i, unsigned low, unsigned high) {
    return i < text.size() && byte(i) >= low && byte(i) <= high;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return follows(1, 0x80, 0xBF) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : 0xBF;
    return follows(1, low, high) && follows(2, 0x80, 0xBF) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
    return follows(1, low, high) && follows(2, 0x80, 0xBF) && follows(3, 0x80, 0xBF) ? 4 : 0;
  }
  return 0;
}

bool is_control(unsigned char c) noexcept { return c < 0x20 || c == 0x7F; }

// U+0080 to U+009F, the control characters of ISO 8859.
bool is_c1(std::string_view text) noexcept {
  return text.size() > 1 && text[0] == '\xC2' && static_cast<unsigned char>(text[1]) < 0xA0;
}

// U+202A to U+202E and U+2066 to U+2069: what follows is shown in another order than it has. They
// are no part of a name, and make "1.exe" of "exe.1"; U+200E and U+200F, which stand in names of
// Hebrew and Arabic, do not.
bool has_direction_mark(std::string_view text) noexcept {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] != '\xE2') continue;
    const auto last = static_cast<unsigned char>(text[i + 2]);
    if (text[i + 1] == '\x80' && last >= 0xAA && last <= 0xAE) return true;
    if (text[i + 1] == '\x81' && last >= 0xA6 && last <= 0xA9) return true;
  }
  return false;
}

// A character of ASCII that is no control character.
bool is_plain(char c) noexcept { return c >= 0x20 && c < 0x7F; }

// Letters to insert, remove, replace or swap with the next one (optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before, above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before = above;
    above = row;
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row[b.size()];
}

// Moves the first character of a text to the end of another, as it may be shown: what would not be
// seen, or would have the rest of a message read in another order, as its bytes.
void move_escaped(std::string_view& text, std::string& out) {
  static constexpr char hex[] = "0123456789ABCDEF";
  const std::size_t length = std::max<std::size_t>(sequence_length(text), 1);
  const std::string_view character = text.substr(0, length);
  const bool shown = sequence_length(text) != 0 &&
                     !is_control(static_cast<unsigned char>(text[0])) && !is_c1(character) &&
                     !has_direction_mark(character);
  for (const char c : character) {
    const auto byte = static_cast<unsigned char>(c);
    if (shown)
      out += c;
    else
      out += {'\\', 'x', hex[byte >> 4], hex[byte & 15]};
  }
  text.remove_prefix(length);
}

}  // namespace

std::string in_quotes(std::string_view text) {
  constexpr std::size_t shown = 60;
  std::string out = "\"";
  while (!text.empty()) {
    if (out.size() > shown) return out + "...\"";
    move_escaped(text, out);
  }
  return out + '"';
}

std::string escaped(std::string_view text) {
  std::string out;
  while (!text.empty()) move_escaped(text, out);
  return out;
}

std::string escaped_lines(std::string_view text) {
  std::string out;
  for (std::size_t end = text.find('\n'); end != text.npos; end = text.find('\n')) {
    out += escaped(text.substr(0, end)) + '\n';
    text.remove_prefix(end + 1);
  }
  return out + escaped(text);
}

std::string_view without_blanks(std::string_view text) noexcept {
  static constexpr std::array<std::string_view, 4> blanks = {" ", "\t", "\xC2\xA0", "\xE2\x80\xAF"};
  for (bool found = true; found && !text.empty();) {
    found = false;
    for (const std::string_view blank : blanks) {
      if (text.starts_with(blank)) {
        text.remove_prefix(blank.size());
        found = true;
      }
      if (text.ends_with(blank)) {
        text.remove_suffix(blank.size());
        found = true;
      }
    }
  }
  return text;
}

std::string_view nearest(std::string_view name, std::span<const std::string_view> known) {
  // A third of the name may be wrong: "qantity" and "quanttiy" are meant, "id" for "unit" is not.
  std::size_t best = std::max<std::size_t>(1, std::min(name.size(), std::size_t{64}) / 3) + 1;
  std::string_view found;
  for (std::string_view candidate : known) {
    if (name.size() > 64) break;
    const std::size_t distance = edit_distance(name, candidate);
    if (distance < best) {
      best = distance;
      found = candidate;
    }
  }
  return found;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

bool is_utf8(std::string_view text) noexcept { return utf8_length(text) == text.size(); }

std::size_t utf8_length(std::string_view text) noexcept {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = sequence_length(text.substr(at));
    if (length == 0) break;
    at += length;
  }
  return at;
}

std::string_view first_character(std::string_view text) noexcept {
  return text.substr(0, std::max<std::size_t>(1, sequence_length(text)));
}

const char* why_not_text(std::string_view text) noexcept {
  if (std::ranges::all_of(text, is_plain)) return nullptr;  // as nearly all are
  if (!is_utf8(text)) return "it is not UTF-8";
  for (std::size_t i = 0; i < text.size(); ++i)
    if (is_control(static_cast<unsigned char>(text[i])) || is_c1(text.substr(i)))
      return "it has a control character";
  for (std::string_view unwritable : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"})
    if (text.find(unwritable) != text.npos)
      return "it has U+FFFE or U+FFFF, which XML cannot write";
  if (has_direction_mark(text))
    return "it has a character that turns the direction of writing, so that it is read as another";
  return nullptr;
}

const char* why_not_id(std::string_view text) noexcept {
  if (text.empty()) return "it is empty";
  if (text.size() > max_id_bytes) return "it is longer than 255 bytes";
  return why_not_text(text);
}

}  // namespace porto::internal
