// A pattern of a time, "YYYY-MM-DD HH:mm:ss", as its parts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace porto::internal {

struct PatternPart {
  bool is_field;     ///< else text as it stands
  std::string text;  ///< of a field: its name
};

/// Error invalid_argument: a letter, digit or sign that means nothing outside quotes, a part that
/// is missing or there twice, an offset that would be read past as text.
std::vector<PatternPart> read_pattern(std::string_view pattern);

}  // namespace porto::internal
