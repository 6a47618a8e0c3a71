// See source.hpp.
#include "tariff/document/source.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace porto::internal {
namespace {

// A byte 10xxxxxx goes on with the character before it.
bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

}  // namespace

Source::Source(std::string_view text) : text_(text) {
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    Line& line = lines_.emplace_back();
    line.begin = begin;
    line.text = text.substr(begin, end - begin);
    if (line.text.ends_with('\r')) line.text.remove_suffix(1);
    begin = end + 1;
  }
}

std::string_view Source::line(int number) const {
  return 1 <= number && number <= lines() ? lines_[static_cast<std::size_t>(number) - 1].text
                                          : std::string_view();
}

const Source::Line& Source::known(int number) const {
  Line& line = lines_[static_cast<std::size_t>(number) - 1];
  if (line.is_known) return line;
  line.is_known = true;
  line.is_ascii = std::ranges::all_of(line.text, is_ascii);
  if (line.is_ascii) return line;
  std::size_t passed = 0;
  for (std::size_t at = 0; at < line.text.size(); ++at)
    if (begins_character(line.text[at]) && passed++ % stride == 0) line.marks.push_back(at);
  return line;
}

std::size_t Source::byte_of(TextPosition at) const {
  if (at.line < 1 || at.line > lines()) return 0;
  const Line& line = known(at.line);
  std::size_t left = static_cast<std::size_t>(std::max(1, at.column)) - 1;
  if (line.is_ascii) return std::min(left, line.text.size());
  if (line.marks.empty()) return 0;
  const std::size_t mark = std::min(left / stride, line.marks.size() - 1);
  std::size_t byte = line.marks[mark];
  for (left -= mark * stride; left > 0 && byte < line.text.size(); --left) {
    ++byte;
    while (byte < line.text.size() && !begins_character(line.text[byte])) ++byte;
  }
  return byte;
}

TextPosition Source::position_of(std::size_t byte) const {
  const auto after = std::ranges::upper_bound(lines_, byte, {}, &Line::begin);
  const auto number = static_cast<std::size_t>(after - lines_.begin());
  const std::string_view before =
      text_.substr(lines_[number - 1].begin).substr(0, byte - lines_[number - 1].begin);
  return {static_cast<int>(number),
          static_cast<int>(std::ranges::count_if(before, begins_character)) + 1};
}

std::string_view Source::between(TextPosition begin, TextPosition end) const {
  if (begin.line != end.line) return {};
  const std::size_t first = byte_of(begin);
  return line(begin.line).substr(first, std::max(first, byte_of(end)) - first);
}

}  // namespace porto::internal
