// How a file of JSON begins: the names of the members that its first records have. By them the
// format of a file is told.
#pragma once

#include <initializer_list>
#include <set>
#include <string>
#include <string_view>

namespace porto::internal {

class JsonScan;

class JsonHead {
 public:
  /// `head` may end anywhere. Behind a value that is broken it goes on with the next line.
  /// `first_only`: to look at the first value alone.
  explicit JsonHead(std::string_view head, bool first_only = false);

  /// Whether the file begins with an object or an array.
  bool is_json() const noexcept { return is_json_; }
  /// Whether a member stands in the file: "mail", "mail.source", or "items[].event" for one of an
  /// array's objects. A list of records is looked into as if they followed one another.
  bool has(std::string_view path) const { return paths_.contains(path); }
  bool has_any(std::initializer_list<std::string_view> paths) const;

 private:
  bool add_paths(std::string_view head, JsonScan& scan);

  bool is_json_ = false;
  std::set<std::string, std::less<>> paths_;
};

}  // namespace porto::internal
