// See correction_id.hpp.
#include "base/correction_id.hpp"

#include <charconv>

namespace porto::internal {

std::string correction_id(std::string_view event_id) {
  constexpr std::string_view mark = "/correction-";
  const std::string id(event_id);
  const std::size_t at = id.rfind(mark);
  unsigned number = 0;
  if (at != std::string::npos) {
    const char* end = id.data() + id.size();
    const auto [stop, error] = std::from_chars(id.data() + at + mark.size(), end, number);
    if (error == std::errc() && stop == end && number > 0)
      return id.substr(0, at + mark.size()) + std::to_string(number + 1);
  }
  return id + std::string(mark) + "1";
}

}  // namespace porto::internal
