// Breaking text into lines: see wrapped.hpp.
#include "wrapped.hpp"

#include <algorithm>

namespace porto_cli {
namespace {

/// Adds the lines of a text without line ends.
void add_lines(const std::string& text, std::size_t width, std::vector<std::string>& lines) {
  std::string line;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    if (begin != 0 && width_of(line) + 1 + width_of(word) > width) {
      lines.push_back(line);
      line.clear();
    } else if (begin != 0) {
      line += ' ';
    }
    line += word;
    begin = end + 1;
  }
  lines.push_back(line);
}

}  // namespace

std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::vector<std::string> wrapped_lines(const std::string& text, std::size_t width) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    add_lines(text.substr(begin, end - begin), width, lines);
    begin = end + 1;
  }
  return lines;
}

std::string wrapped(const std::string& text, std::size_t width) {
  std::string joined;
  for (const std::string& line : wrapped_lines(text, width))
    joined += (joined.empty() ? "" : "\n") + line;
  return joined;
}

}  // namespace porto_cli
