// See value.hpp.
#include "records/json/value.hpp"

#include <algorithm>

#include "base/short_text.hpp"
#include "base/text.hpp"

namespace porto::internal {
namespace {

[[noreturn]] void refuse_depth() {
  throw Refusal{"row is nested too deeply", "more than 64 levels"};
}

void check_depth(int depth) {
  if (depth > max_json_depth) refuse_depth();
}

// Takes an object's tokens but for its members: `take` does that.
template <class Take>
void take_members(JsonTokens& tokens, Take take) {
  tokens.expect('{');
  if (tokens.accept('}')) return;
  do {
    take();
  } while (tokens.accept(','));
  tokens.expect('}');
}

template <class Take>
void take_elements(JsonTokens& tokens, Take take) {
  tokens.expect('[');
  if (tokens.accept(']')) return;
  do {
    take();
  } while (tokens.accept(','));
  tokens.expect(']');
}

const char* kind_name(JsonKind kind) noexcept {
  switch (kind) {
    case JsonKind::absent:
      return "nothing";
    case JsonKind::null:
      return "null";
    case JsonKind::text:
      return "text";
    case JsonKind::number:
      return "a number";
    case JsonKind::boolean:
      return "true or false";
    case JsonKind::object:
      return "an object";
    case JsonKind::array:
      return "an array";
  }
  return "";
}

}  // namespace

JsonMembers::Node& JsonMembers::add(Node& parent, std::string_view name) {
  if (Node* known = child(parent, name)) return *known;
  const std::string& above = paths_[parent.member];
  paths_.push_back(above.empty() ? std::string(name) : above + "." + std::string(name));
  values_.emplace_back();
  return parent.children.emplace_back(Node{std::string(name), paths_.size() - 1});
}

JsonMembers::Member JsonMembers::want(std::string_view path) {
  Node* node = &root_;
  for (;;) {
    const std::size_t point = path.find('.');
    node = &add(*node, path.substr(0, point));
    if (point == std::string_view::npos) return node->member;
    path.remove_prefix(point + 1);
  }
}

void JsonMembers::unwrap(std::string_view name) { add(root_, name).unwrapped = true; }

JsonMembers::Node* JsonMembers::child(Node& parent, std::string_view name) {
  std::vector<Node>& children = parent.children;
  for (std::size_t tried = 0; tried < children.size(); ++tried) {
    const std::size_t at = parent.next;
    parent.next = at + 1 == children.size() ? 0 : at + 1;
    if (same_text(children[at].name, name)) return &children[at];
  }
  return nullptr;
}

// A new name is kept even if nobody wants it, where records have it: to be passed over quickly.
// Moves the parent's other children.
void JsonMembers::meet(Node& parent, std::string_view name) {
  const bool tell_again = &parent == &root_ && on_other && on_other(name);
  if (tell_again || parent.children.size() >= max_names) return;
  const auto here = parent.children.begin() + static_cast<std::ptrdiff_t>(parent.next);
  parent.children.insert(here, Node{std::string(name), nobodys});
  child(parent, name);  // what is behind it is expected next
}

void JsonMembers::read(std::string_view record) {
  std::ranges::fill(values_, JsonValue{});
  items_.clear();
  tokens_.begin(record);
  if (tokens_.kind() != JsonKind::object)
    throw Refusal{"row is not a JSON object",
                  "write {...} for each, on a line of its own or in"
                  " an array"};
  tokens_.expect_last('}');
  take_object(root_, 0);
  if (!tokens_.ended())
    throw Refusal{"row is not JSON", "something follows the object; write one object a line"};
}

void JsonMembers::take_object(Node& node, int depth) {
  take_members(tokens_, [&] {
    const std::string_view name = tokens_.name();
    Node* known = child(node, name);
    if (known == nullptr) meet(node, name);
    if (known != nullptr && known->member != nobodys)
      take(*known, depth + 1);
    else
      pass(depth + 1);
  });
}

void JsonMembers::take(Node& node, int depth) {
  check_depth(depth);
  JsonValue& into = values_[node.member];
  if (into.kind != JsonKind::absent)
    throw Refusal{"row repeats a member", in_quotes(paths_[node.member])};
  into.kind = tokens_.kind();
  switch (into.kind) {
    case JsonKind::object:
    case JsonKind::array: {
      const std::size_t start = tokens_.place();
      if (into.kind == JsonKind::object)
        take_object(node.unwrapped ? root_ : node, depth);
      else
        take_array(into, depth);
      into.text = tokens_.since(start);
      return;
    }
    case JsonKind::text:
      into.text = tokens_.text();
      return;
    case JsonKind::number:
      into.text = tokens_.number();
      return;
    case JsonKind::boolean:
      into.text = tokens_.boolean();
      return;
    case JsonKind::null:
      return tokens_.null();
    case JsonKind::absent:
      return;
  }
}

void JsonMembers::take_array(JsonValue& into, int depth) {
  into.first_item = items_.size();
  take_elements(tokens_, [&] {
    ++into.items;
    const JsonKind kind = tokens_.kind();
    if (kind == JsonKind::text) {
      items_.push_back(tokens_.text());
    } else if (kind == JsonKind::number) {
      items_.push_back(tokens_.number());
    } else {
      items_.emplace_back();
      pass(depth + 1);
    }
  });
}

// Takes a value that is not used: its tokens are judged all the same.
void JsonMembers::pass(int depth) {
  check_depth(depth);
  switch (tokens_.kind()) {
    case JsonKind::object:
      return take_members(tokens_, [&] {
        tokens_.pass_name();
        pass(depth + 1);
      });
    case JsonKind::array:
      return take_elements(tokens_, [&] { pass(depth + 1); });
    case JsonKind::text:
      return tokens_.pass_text();
    case JsonKind::number:
      tokens_.number();
      return;
    case JsonKind::boolean:
      tokens_.boolean();
      return;
    case JsonKind::null:
      return tokens_.null();
    case JsonKind::absent:
      return;
  }
}

std::span<const std::string_view> JsonMembers::items(Member member) const {
  const JsonValue& value = values_[member];
  return std::span(items_).subspan(value.first_item, value.items);
}

std::string_view JsonMembers::text(Member member) const {
  const JsonValue& value = values_[member];
  return value.kind == JsonKind::text ? value.text : std::string_view{};
}

std::string_view JsonMembers::required_text(Member member, std::string_view what) const {
  const JsonValue& value = values_[member];
  if (value.kind == JsonKind::absent || value.kind == JsonKind::null)
    throw Refusal{paths_[member] + " is missing", "porto needs it of every event that counts"};
  if (value.kind != JsonKind::text)
    throw Refusal{
        paths_[member] + " has the wrong type",
        std::string("it is ") + kind_name(value.kind) + "; it should be " + std::string(what)};
  if (value.text.empty())
    throw Refusal{paths_[member] + " is empty", "porto needs it of every event that counts"};
  return value.text;
}

std::string_view JsonMembers::required_number(Member member) const {
  const JsonValue& value = values_[member];
  if (value.kind == JsonKind::number) return value.text;
  return required_text(member, "a number, or text of one");
}

}  // namespace porto::internal
