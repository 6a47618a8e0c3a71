// JSON values that follow one another: the documents of a file that is in memory, the elements of
// an array.
#pragma once

#include <string_view>

namespace porto::internal {

/// Takes values from the front of a text, one by one. Where a value ends is all that is looked at;
/// JsonMembers judges what is in it.
class JsonElements {
 public:
  /// The elements of an array, whose text begins with its bracket and ends with the other one.
  static JsonElements of_array(std::string_view array);
  /// Documents that stand behind one another, with or without commas between them.
  static JsonElements of_documents(std::string_view text);

  /// The next value; false behind the last. Throws Refusal for what does not end, or is no JSON.
  bool next();
  /// The text of the value at hand, a part of the whole.
  std::string_view text() const noexcept { return value_; }
  /// What lies behind it: after a Refusal, what was refused and all behind it.
  std::string_view rest() const noexcept { return rest_; }

 private:
  JsonElements(std::string_view text, bool commas) : rest_(text), commas_(commas) {}

  void skip_blanks();

  std::string_view rest_;
  std::string_view value_;
  bool commas_;  // must stand between values
};

}  // namespace porto::internal
