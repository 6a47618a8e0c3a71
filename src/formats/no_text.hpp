// Files that hold text in another form: archives, compressed files, spreadsheets.
#pragma once

#include <string_view>

namespace porto::internal {

/// What a file that starts so is, and how to get at its text: "compressed with xz; ...". Null if it
/// may be text.
const char* what_is_no_text(std::string_view start) noexcept;

}  // namespace porto::internal
