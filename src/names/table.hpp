// Names of enumerators as they stand in messages, rows and documents: a table for each enum, in a
// file of its own in this room.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace porto::internal {

template <class Enum>
struct Name {
  Enum value;
  const char* text;
};

/// "unknown" for a value that is no enumerator.
template <class Enum, std::size_t N>
constexpr const char* name_of(Enum value, const Name<Enum> (&names)[N]) noexcept {
  for (const Name<Enum>& name : names)
    if (name.value == value) return name.text;
  return "unknown";
}

template <class Enum, std::size_t N>
constexpr std::optional<Enum> value_of(std::string_view text,
                                       const Name<Enum> (&names)[N]) noexcept {
  for (const Name<Enum>& name : names)
    if (name.text == text) return name.value;
  return std::nullopt;
}

/// All names of a table as a message lists them: "fee, usage or minimum".
template <class Enum, std::size_t N>
std::string choices_of(const Name<Enum> (&names)[N], std::string_view last = " or ") {
  std::string list;
  for (std::size_t i = 0; i < N; ++i) {
    if (i > 0) list += i + 1 < N ? ", " : last;
    list += names[i].text;
  }
  return list;
}

}  // namespace porto::internal
