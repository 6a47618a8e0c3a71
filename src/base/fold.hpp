// Ids as people compare them, for telling what is nearly the same. Nothing is stored folded.
#pragma once

#include <string>
#include <string_view>

namespace porto::internal {

/// Without blanks and what is not seen, in Unicode's compatibility form (NFKC) and folded case.
/// Text that is not UTF-8 stays as it is.
std::string folded(std::string_view text);

/// Whether two texts that differ are the same on a screen: in Unicode form, or in what is not seen.
bool look_alike(std::string_view a, std::string_view b);

}  // namespace porto::internal
