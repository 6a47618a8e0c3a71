// Tables that a command lays out itself: columns two spaces apart, as wide as their widest cell;
// one of them may go on in further lines where a terminal has no room.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace porto_cli {

struct TextColumn {
  std::string name;
  bool to_the_right = false;
  bool may_wrap = false;  ///< of one column at most
};

class TextTable {
 public:
  using Cells = std::vector<std::string>;

  /// `room`: characters in a line; 0: any number.
  TextTable(std::vector<TextColumn> columns, std::size_t room);

  /// Each row, before any is laid out.
  void measure(const Cells& cells);
  std::string header() const;
  /// The lines of a row.
  std::string row(const Cells& cells) const;

 private:
  std::size_t width_of_wrapped() const;
  std::string line(const Cells& cells) const;

  std::vector<TextColumn> columns_;
  std::size_t room_;
  std::vector<std::size_t> widths_;
};

/// Terminals obey control characters; a table shows them as "?".
std::string printable(std::string text);

}  // namespace porto_cli
