// What is meant by a key that a table does not have: a misspelt one; in a tariff also another word
// for one, or a key that has its place elsewhere.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace porto::internal {

struct MeantKey {
  std::string_view key;  ///< of this table; empty if none is meant
  std::string what;      ///< what is wrong
  std::string hint;      ///< what to write instead
};
/// Of a tariff.
MeantKey meant_key(std::string_view written, std::span<const std::string_view> known);
/// Of any document.
MeantKey near_key(std::string_view written, std::span<const std::string_view> known);

}  // namespace porto::internal
