// See text_table.hpp.
#include "text_table.hpp"

#include <algorithm>
#include <utility>

#include "wrapped.hpp"

namespace porto_cli {
namespace {

constexpr std::size_t kGap = 2;  ///< spaces between columns

}  // namespace

std::string printable(std::string text) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  std::replace_if(text.begin(), text.end(), control, '?');
  return text;
}

TextTable::TextTable(std::vector<TextColumn> columns, std::size_t room)
    : columns_(std::move(columns)), room_(room) {
  for (const TextColumn& column : columns_) widths_.push_back(width_of(column.name));
}

void TextTable::measure(const Cells& cells) {
  for (std::size_t i = 0; i < columns_.size(); ++i)
    widths_[i] = std::max(widths_[i], width_of(cells[i]));
}

/// What the other columns leave of the room; 0: all that it needs.
std::size_t TextTable::width_of_wrapped() const {
  std::size_t others = 0;
  std::size_t wrapped = 0;
  for (std::size_t i = 0; i < columns_.size(); ++i)
    (columns_[i].may_wrap ? wrapped : others) += widths_[i] + (i == 0 ? 0 : kGap);
  if (room_ == 0 || others + wrapped <= room_) return 0;
  return room_ > others + kGap ? room_ - others - kGap : 1;
}

std::string TextTable::header() const {
  Cells names;
  for (const TextColumn& column : columns_) names.push_back(column.name);
  return line(names);
}

std::string TextTable::row(const Cells& cells) const {
  const std::size_t width = width_of_wrapped();
  if (width == 0) return line(cells);
  const auto text = std::find_if(columns_.begin(), columns_.end(),
                                 [](const TextColumn& column) { return column.may_wrap; });
  const auto at = static_cast<std::size_t>(text - columns_.begin());
  std::string out;
  Cells part = cells;
  for (const std::string& words : wrapped_lines(cells[at], width)) {
    part[at] = words;
    out += line(part);
    part.assign(columns_.size(), {});
  }
  return out;
}

std::string TextTable::line(const Cells& cells) const {
  const std::size_t wrapped = width_of_wrapped();
  std::string out;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const std::size_t width = columns_[i].may_wrap && wrapped != 0 ? wrapped : widths_[i];
    const std::string space(width - std::min(width, width_of(cells[i])), ' ');
    out += i == 0 ? "" : std::string(kGap, ' ');
    out += columns_[i].to_the_right ? space + cells[i] : cells[i] + space;
  }
  out.erase(out.find_last_not_of(' ') + 1);
  return printable(out) + "\n";
}

}  // namespace porto_cli
