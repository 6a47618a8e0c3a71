// The text of a column map as settings: TOML, or in short on one line. What a key means is known in
// csv_map.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace porto::internal {

/// A key of the map with its values, as text. A table's key has its name in front:
/// "constant.meter".
struct Setting {
  /// Where it stands in the map.
  struct Place {
    unsigned line = 1;
    unsigned column = 1;
  };
  std::string key;
  std::vector<std::string> values;
  Place place;
};

/// The key of the ready map that the others change.
inline constexpr std::string_view base_key = "base";

/// Reads a map in either form: one line is the short one. Error invalid_argument, where =
/// "map:line:column".
std::vector<Setting> read_settings(std::string_view text);

/// Throws invalid_argument: "the column map" and what is wrong with it.
[[noreturn]] void refuse_map(const std::string& what, Setting::Place place);
[[noreturn]] void refuse_map(const std::string& what);

}  // namespace porto::internal
