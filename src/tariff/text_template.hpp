// Line texts with placeholders: "E-post {month}, {quantity} meddelanden".
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace porto::internal {

inline constexpr std::string_view placeholder_names[] = {"month",    "company", "quantity",
                                                         "included", "price",   "tier"};

/// The names in braces, in order. A brace that is not closed gives the rest of the text.
std::vector<std::string_view> placeholders(std::string_view text);

/// The text with each placeholder replaced by `value_of(name)`.
template <class ValueOf>
std::string fill_in(std::string_view text, ValueOf value_of) {
  std::string filled;
  while (true) {
    const std::size_t open = text.find('{');
    filled += text.substr(0, open);
    if (open == text.npos) return filled;
    const std::size_t close = std::min(text.find('}', open), text.size());
    filled += value_of(text.substr(open + 1, close - open - 1));
    text.remove_prefix(std::min(close + 1, text.size()));
  }
}

}  // namespace porto::internal
