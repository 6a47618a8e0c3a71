// A document as lines, and places in it: columns count characters, and finding one costs the same
// wherever it is.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace porto::internal {

/// Counted from 1; columns in characters.
struct TextPosition {
  int line = 1;
  int column = 1;
};

class Source {
 public:
  /// `text` must outlive it.
  explicit Source(std::string_view text);

  /// A line without its end; empty where there is no such line.
  std::string_view line(int number) const;
  int lines() const { return static_cast<int>(lines_.size()); }
  /// Where the character at a position begins in its line.
  std::size_t byte_of(TextPosition at) const;
  /// The position of a byte of the text.
  TextPosition position_of(std::size_t byte) const;
  /// What stands from one position to another of the same line.
  std::string_view between(TextPosition begin, TextPosition end) const;

 private:
  struct Line {
    std::size_t begin;
    std::string_view text;
    /// The byte of each `stride`th character; empty if each character is one byte, or nobody asked.
    std::vector<std::size_t> marks;
    bool is_ascii = false;
    bool is_known = false;
  };
  static constexpr std::size_t stride = 64;

  const Line& known(int number) const;

  std::string_view text_;
  mutable std::vector<Line> lines_;
};

}  // namespace porto::internal
