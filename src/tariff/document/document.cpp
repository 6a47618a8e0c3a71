// Text to tree, with toml++; see document.hpp. A document that could make the parser recurse
// without bound is refused first.
#include "tariff/document/document.hpp"

#include <toml++/toml.h>

#include <algorithm>

#include "base/text.hpp"

namespace porto::internal {
namespace {

Position position_of(const toml::source_position& position) {
  return {std::max(1, static_cast<int>(position.line)),
          std::max(1, static_cast<int>(position.column))};
}

// The lines of a document, to cut out what stands between two positions.
class Source {
 public:
  explicit Source(std::string_view text) {
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      lines_.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
  }

  // For numbers, which stand on one line.
  std::string cut(const toml::source_region& region) const {
    const Position begin = position_of(region.begin);
    const Position end = position_of(region.end);
    const auto line = static_cast<std::size_t>(begin.line) - 1;
    if (line >= lines_.size()) return {};
    const std::size_t first = byte_of(lines_[line], begin.column);
    const std::size_t last = end.line == begin.line ? byte_of(lines_[line], end.column) : first;
    return std::string(lines_[line].substr(first, last - first));
  }

 private:
  // Columns count characters: a byte 10xxxxxx goes on with the one before it.
  static std::size_t byte_of(std::string_view line, int column) {
    std::size_t at = 0;
    for (int passed = 1; at < line.size(); ++at)
      if ((static_cast<unsigned char>(line[at]) & 0xC0) != 0x80 && passed++ == column) break;
    return at;
  }

  std::vector<std::string_view> lines_;
};

Node tree_of(const toml::node& value, const Source& source);

void add_members(Node& node, const toml::table& table, const Source& source) {
  for (const auto& [key, value] : table) {
    Node& member = node.children.emplace_back(tree_of(value, source));
    member.key = key.str();
    member.key_at = position_of(key.source().begin);
  }
  // toml++ sorts by key.
  std::sort(node.children.begin(), node.children.end(), [](const Node& a, const Node& b) {
    return std::pair(a.key_at.line, a.key_at.column) < std::pair(b.key_at.line, b.key_at.column);
  });
}

Node tree_of(const toml::node& value, const Source& source) {
  Node node;
  node.at = position_of(value.source().begin);
  if (const auto* table = value.as_table()) {
    add_members(node, *table, source);
  } else if (const auto* array = value.as_array()) {
    node.kind = Node::Kind::array;
    for (const toml::node& element : *array) node.children.push_back(tree_of(element, source));
  } else if (const auto* text = value.as_string()) {
    node.kind = Node::Kind::text;
    node.text = text->get();
  } else if (const auto* integer = value.as_integer()) {
    node.kind = Node::Kind::integer;
    node.text = std::to_string(integer->get());  // also of 0xFF and 10_000
  } else {
    node.kind = value.is_floating_point() ? Node::Kind::fraction
                : value.is_boolean()      ? Node::Kind::boolean
                                          : Node::Kind::time;
    node.text = source.cut(value.source());
  }
  return node;
}

// Walks over the document as TOML would, without reading it, to find where tables, arrays or
// dotted keys are nested deeper than any tariff needs.
class NestingCheck {
 public:
  explicit NestingCheck(std::string_view text) : text_(text) {}

  std::optional<Position> too_deep() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '#') {
        skip_to("\n");
      } else if (c == '"' || c == '\'') {
        skip_string(c);
      } else {
        count(c);
        if (brackets_ > max_nesting || dots_ > max_nesting) return position();
        ++at_;
      }
    }
    return std::nullopt;
  }

 private:
  void count(char c) {
    if (c == '.') ++dots_;
    if (c == '\n' || c == '=' || c == ',' || c == '[' || c == '{') dots_ = 0;
    if (c == '[' || c == '{') ++brackets_;
    if (c == ']' || c == '}') --brackets_;
  }

  void skip_to(std::string_view end) { at_ = std::min(text_.find(end, at_), text_.size()); }

  void skip_string(char quote) {
    const std::string fence(3, quote);
    const bool multiline = text_.substr(at_).starts_with(fence);
    const std::string_view end = multiline ? fence : std::string_view(fence).substr(0, 1);
    for (at_ += end.size(); at_ < text_.size(); ++at_) {
      if (text_[at_] == '\\' && quote == '"') {
        ++at_;
      } else if (text_.substr(at_).starts_with(end)) {
        at_ += end.size();
        // Up to two quotes may stand before the closing three.
        for (int more = 0; multiline && more < 2 && text_.substr(at_).starts_with(quote); ++more)
          ++at_;
        return;
      } else if (text_[at_] == '\n' && !multiline) {
        return;
      }
    }
  }

  Position position() const {
    const std::string_view before = text_.substr(0, at_);
    const auto line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    return {static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
            static_cast<int>(at_ - line_start) + 1};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int brackets_ = 0;
  int dots_ = 0;
};

// toml++ quotes some of what it saw as it stands, line breaks and all; a mistake is one line.
std::string one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c >= 0 && c < ' '; }, ' ');
  return line;
}

Document refused(Position at, std::string what, std::string hint) {
  return {{},
          Mistake{Mistake::Severity::error, at.line, at.column, std::move(what), std::move(hint)}};
}

}  // namespace

const Node* Node::find(std::string_view name) const {
  const auto found = std::find_if(children.begin(), children.end(),
                                  [name](const Node& child) { return child.key == name; });
  return found == children.end() ? nullptr : &*found;
}

Document parse_document(std::string_view toml) {
  if (toml.size() > max_document_bytes)
    return refused({}, "the document is larger than 1 MiB", "split it into several tariffs");
  if (!is_utf8(toml)) return refused({}, "the document is not UTF-8", "save it as UTF-8");
  if (const auto deep = NestingCheck(toml).too_deep())
    return refused(*deep, "tables, arrays or dotted keys are nested too deeply here",
                   "write the charges side by side; no tariff needs more than " +
                       std::to_string(max_nesting) + " levels");
  try {
    return {tree_of(toml::parse(toml), Source(toml)), {}};
  } catch (const toml::parse_error& error) {
    const std::string_view what = error.description();
    const bool large = what.find("not representable") != what.npos;
    return refused(
        position_of(error.source().begin), "this is not TOML: " + one_line(what),
        large ? "write the number in quotes" : "correct it; what stands after it was not read");
  }
}

}  // namespace porto::internal
