// See json_value.hpp.
#include "metering/readers/json_value.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cstring>

#include "base/text.hpp"
#include "metering/lines.hpp"

namespace porto {
namespace {

namespace json = simdjson::ondemand;

static_assert(padding_bytes >= simdjson::SIMDJSON_PADDING);

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

// RFC 8259 section 6: -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
bool is_json_number(std::string_view text) noexcept {
  std::size_t at = 0;
  const auto accept = [&](std::string_view any) {
    const bool there = at < text.size() && any.find(text[at]) != std::string_view::npos;
    if (there) ++at;
    return there;
  };
  const auto digits = [&] {
    const std::size_t start = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at > start;
  };
  accept("-");
  if (!accept("0") && !digits()) return false;
  if (accept(".") && !digits()) return false;
  if (accept("eE")) {
    accept("+-");
    if (!digits()) return false;
  }
  return at == text.size();
}

std::string_view trimmed(std::string_view token) noexcept {
  return token.substr(0, token.find_last_not_of(json_blanks) + 1);
}

std::string_view number_text(json::value& value) {
  const std::string_view text = trimmed(value.raw_json_token());
  if (!is_json_number(text)) throw Refused{"row is not JSON: bad number " + in_quotes(text)};
  return text;
}

std::string_view boolean_text(json::value& value) { return value.get_bool() ? "true" : "false"; }

void check_null(json::value& value) {
  if (!value.is_null().value()) throw Refused{"row is not JSON: bad literal"};
}

// A text without escapes is whole as it stands: simdjson has judged its UTF-8 and its control
// characters already.
bool has_escapes(std::string_view token) noexcept {
  return std::memchr(token.data(), '\\', token.size()) != nullptr;
}

std::string_view text_of(json::value& value) {
  const std::string_view token = trimmed(value.raw_json_token());
  if (has_escapes(token)) return value.get_string();
  static_cast<void>(value.get_raw_json_string().value());  // goes on behind it
  return token.substr(1, token.size() - 2);
}

void check_depth(int depth) {
  if (depth > max_json_depth) throw Refused{"row is nested too deeply: more than 64 levels"};
}

// Looks at every byte of a value that is not used: On-Demand alone would skip over it unseen.
void check(json::value value, int depth) {
  check_depth(depth);
  switch (value.type().value()) {
    case json::json_type::object:
      for (auto member : value.get_object()) {
        static_cast<void>(member.unescaped_key().value());
        check(member.value(), depth + 1);
      }
      break;
    case json::json_type::array:
      for (auto element : value.get_array()) check(element.value(), depth + 1);
      break;
    case json::json_type::string:
      static_cast<void>(text_of(value));
      break;
    case json::json_type::number:
      static_cast<void>(number_text(value));
      break;
    case json::json_type::boolean:
      static_cast<void>(value.get_bool().value());
      break;
    case json::json_type::null:
      check_null(value);
      break;
  }
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

// Where in a record of several lines reading stopped: "in its line 3, "; else nothing.
std::string line_reached(std::string_view record, const char* reached) {
  if (record.find('\n') == std::string_view::npos || reached == nullptr) return {};
  const char* end = record.data() + record.size();
  const auto lines = std::count(record.data(), std::clamp(reached, record.data(), end), '\n');
  return "in its line " + std::to_string(lines + 1) + ", ";
}

}  // namespace

struct JsonMembers::Parser {
  json::parser parser;
};

// Goes through one record and takes what is wanted.
class JsonMembers::Walk {
 public:
  explicit Walk(JsonMembers& members) : members_(members) {}
  void object(json::object object, Node& node, int depth);

 private:
  void take(json::value value, Node& node, int depth);
  void take_items(json::array array, JsonValue& into, int depth);

  JsonMembers& members_;
};

JsonMembers::JsonMembers()
    : parser_(std::make_unique<Parser>()), root_{"", 0}, paths_(1), values_(1) {}

JsonMembers::~JsonMembers() = default;

JsonMembers::Node& JsonMembers::add(Node& parent, std::string_view name) {
  if (Node* known = child(parent, name)) return *known;
  const std::string& above = paths_[parent.place];
  paths_.push_back(above.empty() ? std::string(name) : above + "." + std::string(name));
  values_.emplace_back();
  return parent.children.emplace_back(Node{std::string(name), paths_.size() - 1});
}

JsonMembers::Place JsonMembers::want(std::string_view path) {
  Node* node = &root_;
  for (;;) {
    const std::size_t point = path.find('.');
    node = &add(*node, path.substr(0, point));
    if (point == std::string_view::npos) return node->place;
    path.remove_prefix(point + 1);
  }
}

void JsonMembers::unwrap(std::string_view name) { add(root_, name).unwrapped = true; }

JsonMembers::Node* JsonMembers::child(Node& parent, std::string_view name) {
  std::vector<Node>& children = parent.children;
  for (std::size_t tried = 0; tried < children.size(); ++tried) {
    const std::size_t at = parent.next;
    parent.next = at + 1 == children.size() ? 0 : at + 1;
    if (children[at].name == name) return &children[at];
  }
  return nullptr;
}

void JsonMembers::read(std::string_view record) {
  std::ranges::fill(values_, JsonValue{});
  items_.clear();
  json::document document;
  bool begun = false;
  const char* reached = nullptr;
  try {
    document = parser_->parser.iterate(record.data(), record.size(), record.size() + padding_bytes);
    begun = true;
    if (document.type().value() != json::json_type::object)
      throw Refused{
          "row is not a JSON object: write {...} for each, on a line of its own or in"
          " an array"};
    Walk(*this).object(document.get_object(), root_, 0);
    if (!document.current_location().get(reached))
      throw Refused{"row is not JSON: something follows the object; write one object a line"};
  } catch (const simdjson::simdjson_error& error) {
    if (!begun || document.current_location().get(reached)) reached = nullptr;
    throw Refused{"row is not JSON: " + line_reached(record, reached) + error.what()};
  }
}

void JsonMembers::Walk::object(json::object object, Node& node, int depth) {
  for (auto member : object) {
    const std::string_view name = member.unescaped_key();
    if (Node* wanted = child(node, name)) {
      take(member.value(), *wanted, depth + 1);
      continue;
    }
    if (&node == &members_.root_ && members_.on_other) members_.on_other(name);
    check(member.value(), depth + 1);
  }
}

void JsonMembers::Walk::take(json::value value, Node& node, int depth) {
  check_depth(depth);
  JsonValue& into = members_.values_[node.place];
  if (into.kind != JsonKind::absent)
    throw Refused{"row repeats a member: " + in_quotes(members_.paths_[node.place])};
  switch (value.type().value()) {
    case json::json_type::object:
      into.kind = JsonKind::object;
      this->object(value.get_object(), node.unwrapped ? members_.root_ : node, depth);
      break;
    case json::json_type::array:
      into.kind = JsonKind::array;
      take_items(value.get_array(), into, depth);
      break;
    case json::json_type::string:
      into.kind = JsonKind::text;
      into.text = text_of(value);
      break;
    case json::json_type::number:
      into.kind = JsonKind::number;
      into.text = number_text(value);
      break;
    case json::json_type::boolean:
      into.kind = JsonKind::boolean;
      into.text = boolean_text(value);
      break;
    case json::json_type::null:
      check_null(value);
      into.kind = JsonKind::null;
      break;
  }
}

void JsonMembers::Walk::take_items(json::array array, JsonValue& into, int depth) {
  into.first_item = members_.items_.size();
  for (auto element : array) {
    json::value value = element.value();
    ++into.items;
    const json::json_type type = value.type();
    if (type == json::json_type::string) {
      members_.items_.push_back(text_of(value));
    } else if (type == json::json_type::number) {
      members_.items_.push_back(number_text(value));
    } else {
      members_.items_.emplace_back();
      check(value, depth + 1);
    }
  }
}

std::span<const std::string_view> JsonMembers::items(Place place) const {
  const JsonValue& value = values_[place];
  return std::span(items_).subspan(value.first_item, value.items);
}

std::string_view JsonMembers::text(Place place) const {
  const JsonValue& value = values_[place];
  return value.kind == JsonKind::text ? value.text : std::string_view{};
}

std::string_view JsonMembers::required_text(Place place, std::string_view what) const {
  const JsonValue& value = values_[place];
  if (value.kind == JsonKind::absent || value.kind == JsonKind::null)
    throw Refused{paths_[place] + " is missing: porto needs it of every event that counts"};
  if (value.kind != JsonKind::text)
    throw Refused{paths_[place] + " has the wrong type: it is " + kind_name(value.kind) +
                  "; it should be " + std::string(what)};
  if (value.text.empty())
    throw Refused{paths_[place] + " is empty: porto needs it of every event that counts"};
  return value.text;
}

std::string_view JsonMembers::required_number(Place place) const {
  const JsonValue& value = values_[place];
  if (value.kind == JsonKind::number) return value.text;
  return required_text(place, "a number, or text of one");
}

}  // namespace porto
