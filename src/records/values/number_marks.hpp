// Numbers as spreadsheets write them: which marks stand before decimals and between thousands.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/refusal.hpp"

namespace porto::internal {

struct NumberMarks {
  char decimal = '\0';    ///< '.' or ','; not set: numbers have no decimals
  std::string thousands;  ///< " " is also U+00A0 and U+202F; empty: there is none
};

/// Writes a number in the one way porto reads them: "-1355.90" for "-1.355,90". A mark that was not
/// declared is never guessed at: "1.355" may be one and a third, or a thousand and more. Returns
/// why not, or nothing.
std::optional<Refusal> read_number(std::string_view text, const NumberMarks& marks,
                                   std::string& plain);

}  // namespace porto::internal
