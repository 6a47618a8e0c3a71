// Reading a JSON object strictly: every byte is judged, also of members that are not used, a
// repeated member is refused, and numbers are taken as their text.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace porto {

/// Why a record is not a row: what is wrong with it, what it has, what to do. Thrown to leave it.
struct Refused {
  std::string reason;
};

/// Blanks as JSON has them.
inline constexpr std::string_view json_blanks = " \t\r\n";
inline constexpr int max_json_depth = 64;

enum class JsonKind : std::uint8_t { absent, null, text, number, boolean, object, array };

/// What stands at a place that was asked for.
struct JsonValue {
  JsonKind kind = JsonKind::absent;
  std::string_view text;       ///< of a text: unescaped; of a number or boolean: as it is written
  std::size_t first_item = 0;  ///< of an array: see JsonMembers::items
  std::size_t items = 0;       ///< of an array: how many elements
};

/// The values at the places of a record that a reader wants. Places are member names joined with
/// points, "message.headers.message-id"; each is a number from then on.
class JsonMembers {
 public:
  using Place = std::size_t;

  JsonMembers();
  ~JsonMembers();
  JsonMembers(const JsonMembers&) = delete;
  JsonMembers& operator=(const JsonMembers&) = delete;

  Place want(std::string_view path);
  /// A member of this name that is an object is read as if its members stood beside it.
  void unwrap(std::string_view name);
  /// Told of the record's own members that nobody wants; it may throw Refused.
  std::function<void(std::string_view name)> on_other;

  /// Reads a record, behind which padding_bytes may be read. Throws Refused.
  void read(std::string_view record);

  const JsonValue& operator[](Place place) const { return values_[place]; }
  /// The texts of an array, and its numbers as they are written; other elements are empty here.
  std::span<const std::string_view> items(Place place) const;
  /// The text at a place; empty if there is none, or what stands there is not text.
  std::string_view text(Place place) const;
  /// The same, but a text must be there, and not be empty. Throws Refused, which says `what` should
  /// be there.
  std::string_view required_text(Place place, std::string_view what = "text in quotes") const;
  /// The text or the number, as it is written, that must be there. Throws Refused.
  std::string_view required_number(Place place) const;
  const std::string& path(Place place) const { return paths_[place]; }

 private:
  struct Node {
    std::string name;
    Place place;
    bool unwrapped = false;
    std::size_t next = 0;  // where the next search begins: records repeat their members' order
    std::vector<Node> children{};
  };

  class Walk;
  struct Parser;  // simdjson's, which only json_value.cpp needs to see

  Node& add(Node& parent, std::string_view name);
  static Node* child(Node& parent, std::string_view name);

  std::unique_ptr<Parser> parser_;
  Node root_;
  std::vector<std::string> paths_;  // by place
  std::vector<JsonValue> values_;   // by place
  std::vector<std::string_view> items_;
};

}  // namespace porto
