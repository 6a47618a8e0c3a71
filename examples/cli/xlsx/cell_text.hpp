// Text as a cell of a spreadsheet has it.
#pragma once

#include <string>
#include <string_view>

namespace porto_cli {

/// How a text is written so that it is read as it is: characters that XML does not have are
/// _xHHHH_, and so is the first character of a text that looks like that.
std::string cell_text(std::string_view text);

/// How many characters it has.
std::size_t character_count(std::string_view text);

}  // namespace porto_cli
