// Names of months and days of the week, in English and Swedish.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace porto::internal {

enum class NameLength : std::uint8_t { in_short, in_full };

/// Takes a month's name, in any case, from the front of a text: 1 to 12. In short also "mars",
/// "juni", "juli" and "sept".
std::optional<int> take_month(std::string_view& text, NameLength length);

/// Takes the name of a day of the week: 0 (Sunday) to 6. In short also "tors" and "tor".
std::optional<int> take_weekday(std::string_view& text, NameLength length);

}  // namespace porto::internal
