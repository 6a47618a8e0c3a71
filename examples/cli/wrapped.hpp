// Text in lines of a width, broken between words.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace porto_cli {

/// Columns that UTF-8 text takes on a screen: characters, not bytes.
std::size_t width_of(const std::string& text);

/// The lines of a text. A word that is longer than `width` has a line of its own. Line ends of the
/// text stay; there is one line at least.
std::vector<std::string> wrapped_lines(const std::string& text, std::size_t width);
/// The same lines as one text, with a line feed between them.
std::string wrapped(const std::string& text, std::size_t width);

}  // namespace porto_cli
