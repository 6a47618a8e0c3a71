// The unit codes of invoice lines: UN/ECE Recommendation 20, and Recommendation 21 (packages) with
// an X before it, as EN 16931 has them in BT-130.
#pragma once

#include <string_view>

namespace porto::internal {

bool is_unit_code(std::string_view code);

/// The code that is meant by a word ("st", "month"), or by a code in lower case; empty if none is.
std::string_view meant_unit(std::string_view written);

}  // namespace porto::internal
