// Escaping for mdoc.
#include "roff.hpp"

#include <array>
#include <cstdint>
#include <sstream>

namespace porto_manual {
namespace {

constexpr std::size_t kLineBytes = 78;

/// The character that begins at `at`, which moves behind it.
std::uint32_t next_character(const std::string& text, std::size_t& at) {
  const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text.at(i)); };
  const std::uint32_t first = byte(at++);
  if (first < 0x80) return first;
  const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
  std::uint32_t character = first & (0x3FU >> more);
  for (int i = 0; i < more; ++i) character = character << 6 | (byte(at++) & 0x3FU);
  return character;
}

std::string named(std::uint32_t character) {
  std::array<char, 5> digits{};
  const char* const kDigits = "0123456789ABCDEF";
  for (std::size_t i = 0; i < 4; ++i) digits[i] = kDigits[character >> (12 - 4 * i) & 0xFU];
  return "\\[u" + std::string(digits.data()) + "]";
}

std::string escaped(const std::string& text, bool is_code) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t character = next_character(text, at);
    if (character >= 0x80)
      out += named(character);
    else if (character == '\\')
      out += "\\e";
    else if (character == '-')
      out += "\\-";
    else if (is_code && character == '\'')
      out += "\\(aq";
    else if (is_code && character == '`')
      out += "\\(ga";
    else if (is_code && character == '^')
      out += "\\(ha";
    else if (is_code && character == '~')
      out += "\\(ti";
    else
      out += static_cast<char>(character);
  }
  return out;
}

/// What begins a line so would be a macro.
std::string as_line(const std::string& line) {
  return !line.empty() && (line.front() == '.' || line.front() == '\'') ? "\\&" + line : line;
}

/// Code, bold, links and the rest, escaped.
std::string marked(const std::string& text) {
  std::string out;
  std::string plain;
  const auto flush = [&] {
    out += escaped(plain, false);
    plain.clear();
  };
  const auto bold = [&](const std::string& inside, bool is_code) {
    flush();
    out += "\\fB" + (is_code ? escaped(inside, true) : marked(inside)) + "\\fP";
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::string mark = text.compare(at, 2, "**") == 0 ? "**" : text.substr(at, 1);
    const std::size_t end = text.find(mark == "[" ? "](" : mark, at + mark.size());
    const bool is_pair = end != std::string::npos && (mark == "`" || mark == "**" || mark == "[");
    if (!is_pair) {
      plain += text[at++];
      continue;
    }
    const std::string inside = text.substr(at + mark.size(), end - at - mark.size());
    at = end + mark.size();
    if (mark == "[") {
      flush();
      out += marked(inside);
      at = text.find(')', end) + 1;
    } else {
      bold(inside, mark == "`");
    }
  }
  flush();
  return out;
}

bool ends_sentence(const std::string& word) {
  const std::size_t last = word.find_last_not_of("\")");
  if (last == std::string::npos) return false;
  const bool is_code = word.size() > 2 && word.compare(word.size() - 3, 3, "\\fP") == 0;
  return !is_code && std::string(".!?:;").find(word[last]) != std::string::npos;
}

}  // namespace

std::string literal(const std::string& text) { return as_line(escaped(text, true)); }

std::string argument(const std::string& text) {
  std::string out;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    // A word of one or two letters may be a macro, a single mark punctuation.
    const bool is_guarded = word.size() <= 2;
    out += (out.empty() ? "" : " ") + std::string(is_guarded ? "\\&" : "");
    for (const char letter : escaped(word, true))
      out += letter == '"' ? "\\(dq" : std::string(1, letter);
  }
  return out;
}

std::string running(const std::string& text) {
  std::string out;
  std::string line;
  const auto end_line = [&] {
    if (!line.empty()) out += as_line(line) + "\n";
    line.clear();
  };
  std::istringstream words(marked(text));
  for (std::string word; words >> word;) {
    if (line.size() + 1 + word.size() > kLineBytes) end_line();
    line += (line.empty() ? "" : " ") + word;
    if (ends_sentence(word)) end_line();
  }
  end_line();
  return out;
}

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\n");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

std::vector<std::string> split(const std::string& text, char mark) {
  std::vector<std::string> parts;
  std::istringstream lines(text);
  for (std::string part; std::getline(lines, part, mark);) parts.push_back(part);
  return parts;
}

bool begins_with(const std::string& text, const std::string& begin) {
  return text.compare(0, begin.size(), begin) == 0;
}

}  // namespace porto_manual
