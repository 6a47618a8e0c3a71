// The formulas of derivations as people write them: "max(0, 12002 - 10000)" is "12 002 - 10 000, at
// least 0".
#pragma once

#include <string>
#include <string_view>

#include "pages/words.hpp"

namespace porto::internal {

/// A formula of ExplainStep in words; one that is none stays as it is.
std::string formula_in_words(const Language& language, std::string_view formula);

}  // namespace porto::internal
