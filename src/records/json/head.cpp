// See head.hpp.
#include "records/json/head.hpp"

#include <algorithm>
#include <array>

#include "records/json/scan.hpp"
#include "records/json/value.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t looked_at_bytes = 16 * 1024;
constexpr std::size_t deepest = 4;  // of the members that are looked at

}  // namespace

JsonHead::JsonHead(std::string_view head, bool first_only) {
  head = head.substr(0, looked_at_bytes);
  head.remove_prefix(std::min(head.find_first_not_of(json_blanks), head.size()));
  is_json_ = head.starts_with('{') || head.starts_with('[');
  if (!is_json_) return;
  while (!head.empty()) {
    JsonScan scan = JsonScan::to_members();
    const bool broken = !add_paths(head, scan);
    if (first_only) return;
    head.remove_prefix(scan.size());
    if (broken) head.remove_prefix(std::min(head.find('\n'), head.size()));
  }
}

// The paths of the first value's members. False if it is broken, behind those that are found.
bool JsonHead::add_paths(std::string_view head, JsonScan& scan) {
  std::array<std::string_view, deepest> names;  // of the members that are open, by level
  JsonScan::State state = scan.scan(head);
  for (; state == JsonScan::State::member; state = scan.scan(head)) {
    const auto depth = static_cast<std::size_t>(scan.depth());
    if (depth > deepest) continue;
    names[depth - 1] = scan.text(head);
    std::string path;
    for (std::size_t level = 0; level < depth; ++level) {
      if (scan.is_object(static_cast<int>(level)))
        path.append(path.empty() ? "" : ".").append(names[level]);
      else if (level > 0)
        path += "[]";
    }
    paths_.insert(std::move(path));
  }
  return state != JsonScan::State::broken;
}

bool JsonHead::has_any(std::initializer_list<std::string_view> paths) const {
  return std::ranges::any_of(paths, [this](std::string_view path) { return has(path); });
}

}  // namespace porto::internal
