// Text as the mdoc language of manual pages has it: what means something there is written so that
// it does not, and `code` is bold.
#pragma once

#include <string>
#include <vector>

namespace porto_manual {

/// Text as it is, for what is shown in the type of a machine: quotes stay as they are typed.
std::string literal(const std::string& text);
/// A word or several as arguments of a macro.
std::string argument(const std::string& text);
/// Lines of running text, one sentence or less in each. Of Markdown it knows `code`, **bold** and
/// [links](to somewhere), of which the text is left.
std::string running(const std::string& text);

/// A text without the blanks around it.
std::string trimmed(const std::string& text);
std::vector<std::string> split(const std::string& text, char mark);
bool begins_with(const std::string& text, const std::string& begin);

}  // namespace porto_manual
