// See json_head.hpp.
#include "formats/json_head.hpp"

#include <algorithm>
#include <vector>

#include "formats/json_value.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t looked_at_bytes = 16 * 1024;
constexpr std::size_t kept_levels = 4;  // of the names that are kept

// An object or array that is open, and the path of what is in it: none where no names are kept, or
// thousands of brackets would keep as many paths.
struct Level {
  bool is_object;
  std::string path;
};

void open_level(std::vector<Level>& levels, bool is_object, const std::string& path) {
  levels.push_back({is_object, levels.size() < kept_levels ? path : std::string()});
}

// The end of the text that begins behind a quote.
std::size_t text_end(std::string_view head, std::size_t at) {
  while (at < head.size() && head[at] != '"') at += head[at] == '\\' ? 2 : 1;
  return std::min(at, head.size());
}

}  // namespace

JsonHead::JsonHead(std::string_view head) {
  head = head.substr(0, looked_at_bytes);
  const std::size_t first = head.find_first_not_of(json_blanks);
  is_json_ = first != std::string_view::npos && (head[first] == '{' || head[first] == '[');
  if (!is_json_) return;
  std::vector<Level> levels;
  std::string path;       // of the value that follows
  std::string_view text;  // the last one
  for (std::size_t at = first; at < head.size(); ++at) {
    const char c = head[at];
    if (c == '"') {
      const std::size_t end = text_end(head, at + 1);
      text = head.substr(at + 1, end - at - 1);
      at = end;
    } else if (c == ':' && !levels.empty() && levels.back().is_object) {
      if (levels.size() > kept_levels) continue;
      const std::string& above = levels.back().path;
      path = above.empty() ? std::string(text) : above + "." + std::string(text);
      paths_.insert(path);
    } else if (c == '{') {
      open_level(levels, true, path);
    } else if (c == '[') {
      if (!levels.empty() && levels.size() <= kept_levels) path += "[]";
      open_level(levels, false, path);
    } else if (c == '}' || c == ']') {
      if (!levels.empty()) levels.pop_back();
      path = levels.empty() ? std::string() : levels.back().path;
    } else if (c == ',' && !levels.empty()) {
      path = levels.back().path;
    }
  }
}

bool JsonHead::has_any(std::initializer_list<std::string_view> paths) const {
  return std::ranges::any_of(paths, [this](std::string_view path) { return has(path); });
}

}  // namespace porto::internal
