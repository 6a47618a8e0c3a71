// Reading a JSON object strictly: every byte is judged, also of members that are not used, a
// repeated member is refused, and numbers are taken as their text.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "records/json/tokens.hpp"

namespace porto::internal {

inline constexpr int max_json_depth = 64;

/// The value of a member.
struct JsonValue {
  JsonKind kind = JsonKind::absent;
  std::string_view text;       ///< of a text: unescaped; of all others: as it is written
  std::size_t first_item = 0;  ///< of an array: see JsonMembers::items
  std::size_t items = 0;       ///< of an array: how many elements
};

/// The values of the members of a record that a reader wants. A member is named by the path to it,
/// names joined with points, "message.headers.message-id", and is a number from then on.
class JsonMembers {
 public:
  using Member = std::size_t;

  Member want(std::string_view path);
  /// A member of this name that is an object is read as if its members stood beside it.
  void unwrap(std::string_view name);
  /// Told of the record's own members that nobody wants, and says whether to tell it of a name
  /// again when other records have it; it may throw Refusal.
  std::function<bool(std::string_view name)> on_other;

  /// Reads a record, behind which padding_bytes may be read. Throws Refusal.
  void read(std::string_view record);

  const JsonValue& operator[](Member member) const { return values_[member]; }
  /// The texts of an array, and its numbers as they are written; other elements are empty here.
  std::span<const std::string_view> items(Member member) const;
  /// The text of a member; empty if it is not there, or is not text.
  std::string_view text(Member member) const;
  /// The same, but a text must be there, and not be empty. Throws Refusal, which says `what` should
  /// be there.
  std::string_view required_text(Member member, std::string_view what = "text in quotes") const;
  /// The text or the number, as it is written, that must be there. Throws Refusal.
  std::string_view required_number(Member member) const;
  const std::string& path(Member member) const { return paths_[member]; }

 private:
  struct Node {
    std::string name;
    Member member;
    bool unwrapped = false;
    std::size_t next = 0;  // where the next search begins: records repeat their members' order
    std::vector<Node> children{};
  };

  static constexpr Member nobodys = 0;           // the root's, which no member has
  static constexpr std::size_t max_names = 256;  // of records that have ever new ones

  Node& add(Node& parent, std::string_view name);
  static Node* child(Node& parent, std::string_view name);
  void meet(Node& parent, std::string_view name);

  void take_object(Node& node, int depth);
  void take(Node& node, int depth);
  void take_array(JsonValue& into, int depth);
  void pass(int depth);

  JsonTokens tokens_;
  Node root_{"", 0};
  std::vector<std::string> paths_ = std::vector<std::string>(1);  // by member
  std::vector<JsonValue> values_ = std::vector<JsonValue>(1);     // by member
  std::vector<std::string_view> items_;
};

}  // namespace porto::internal
