// IBM's code page 437, "PC8": what SIE files are written in.
#pragma once

#include <string>
#include <string_view>

namespace porto::internal {

/// UTF-8 in code page 437. What it lacks becomes '?', and `lost` true.
std::string to_code_page_437(std::string_view text, bool& lost);

}  // namespace porto::internal
