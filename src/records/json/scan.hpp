// Finds where a JSON value ends, in bytes that come piece by piece. It judges only as much as shows
// that a broken value has run on into what follows; JsonMembers judges the rest.
#pragma once

#include <cstdint>
#include <string_view>

namespace porto::internal {

class JsonScan {
 public:
  enum class State : std::uint8_t {
    open,    ///< the value goes on beyond the bytes
    ended,   ///< at size()
    list,    ///< size() is just behind the bracket of a member's array: if to_lists() made it
    member,  ///< size() is just behind the colon of a member: if to_members() made it
    broken,  ///< at size(), see why()
  };

  /// To stop at each array that is a member of the value itself: it may be an envelope's.
  static JsonScan to_lists();
  /// The same, to scan the rest of an envelope behind its array.
  static JsonScan rest_of_envelope();
  /// To stop at each member too, of all objects in the value.
  static JsonScan to_members();

  /// Goes on inside the list where it stopped: it is a value as any other.
  void enter_list();
  /// Goes on where it stopped. `bytes` are all bytes of the value so far.
  State scan(std::string_view bytes);
  std::size_t size() const noexcept { return at_; }
  const char* why() const noexcept { return why_; }
  /// The text that was scanned last: a member's name. Not unescaped.
  std::string_view text(std::string_view bytes) const noexcept {
    return bytes.substr(text_start_, text_end_ - text_start_);
  }
  /// Whether the value may end with the bytes so far: a number or a literal alone.
  bool may_end() const noexcept { return depth_ == 0 && !in_text_ && last_ != '\0'; }
  /// How many objects and arrays are open; whether one of them, from 0, is an object.
  int depth() const noexcept { return depth_; }
  bool is_object(int level) const noexcept { return (objects_ >> level & 1) != 0; }

 private:
  bool in_object() const noexcept { return is_object(depth_ - 1); }
  State take(char c);
  State take_in_text(std::string_view bytes);
  State open_nest(char c);
  State close_nest(char c);
  State start_text();
  void push(bool object);
  State fail(const char* why);

  bool at_lists_ = false;
  bool at_members_ = false;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::uint64_t objects_ = 0;  // a bit for each level: 1 object, 0 array
  char last_ = '\0';           // the last byte that is no blank; '"' for a whole text
  bool in_text_ = false;
  bool escaped_ = false;
  std::size_t text_start_ = 0;  // of the last text, behind its quote
  std::size_t text_end_ = 0;
  const char* why_ = nullptr;
};

}  // namespace porto::internal
