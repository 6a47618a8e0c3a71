// Text to tree, with toml++; see document.hpp. A document that could make the parser recurse
// without bound is refused first.
#include "tariff/document/document.hpp"

#include <toml++/toml.h>

#include <algorithm>

#include "base/text.hpp"
#include "tariff/document/toml_mistake.hpp"

namespace porto::internal {
namespace {

TextPosition position_of(const toml::source_position& position) {
  return {std::max(1, static_cast<int>(position.line)),
          std::max(1, static_cast<int>(position.column))};
}

Node tree_of(const toml::node& value, const Source& source);

// For what is not in quotes, which stands on one line.
std::string written(const toml::node& value, const Source& source) {
  return std::string(
      source.between(position_of(value.source().begin), position_of(value.source().end)));
}

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
    if (node.text == "0" && written(value, source).starts_with('-')) node.text = "-0";
  } else {
    node.kind = value.is_floating_point() ? Node::Kind::fraction
                : value.is_boolean()      ? Node::Kind::boolean
                                          : Node::Kind::time;
    node.text = written(value, source);
  }
  return node;
}

// Walks over the document as TOML would, without reading it, to find where tables, arrays or
// dotted keys are nested deeper than any tariff needs.
class NestingCheck {
 public:
  explicit NestingCheck(std::string_view text) : text_(text) {}

  /// The byte where it gets too deep.
  std::optional<std::size_t> too_deep() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '#') {
        skip_to("\n");
      } else if (c == '"' || c == '\'') {
        skip_string(c);
      } else {
        count(c);
        if (brackets_ > max_nesting || dots_ > max_nesting) return at_;
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

  std::string_view text_;
  std::size_t at_ = 0;
  int brackets_ = 0;
  int dots_ = 0;
};

Document refused(TextPosition at, std::string what, std::string hint) {
  return {{},
          Mistake{Mistake::Severity::error, at.line, at.column, std::move(what), std::move(hint)}};
}

// Most often it was saved as Latin-1, where å, ä and ö are one byte each.
Document refused_as_not_utf8(std::string_view toml) {
  const std::size_t at = utf8_length(toml);
  const bool is_utf16 = toml.starts_with("\xFF\xFE") || toml.starts_with("\xFE\xFF");
  if (is_utf16) return refused({}, "the document is UTF-16, not UTF-8", "save it as UTF-8");
  return refused(Source(toml).position_of(at),
                 "the document is not UTF-8: here stands the byte " +
                     in_quotes(toml.substr(at, 1)) + ", as in Latin-1",
                 "save it as UTF-8");
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
  if (!is_utf8(toml)) return refused_as_not_utf8(toml);
  const Source source(toml);
  if (const auto deep = NestingCheck(toml).too_deep())
    return refused(source.position_of(*deep),
                   "tables, arrays or dotted keys are nested too deeply here",
                   "write the charges side by side; no tariff needs more than " +
                       std::to_string(max_nesting) + " levels");
  try {
    return {tree_of(toml::parse(toml), source), {}};
  } catch (const toml::parse_error& error) {
    return {{}, toml_mistake(source, position_of(error.source().begin), error.description())};
  }
}

}  // namespace porto::internal
