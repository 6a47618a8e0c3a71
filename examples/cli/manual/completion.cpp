// What completions have in common.
#include "completion.hpp"

#include <algorithm>

namespace porto_manual {

using porto_cli::DescribedCommand;
using porto_cli::DescribedOption;

Values values_of(const DescribedOption& option) {
  if (!option.choices.empty()) return Values::choices;
  const std::string& name = option.value.empty() ? option.name : option.value;
  if (name == "FOLDER") return Values::folders;
  // A tariff is named by its file or by its id, a column map by its file or by what it says.
  for (const char* const files : {"FILE", "TARIFF", "OLD", "NEW", "MAP", "OUT"})
    if (name == files) return Values::files;
  return Values::any;
}

Values values_of_arguments(const DescribedCommand& command) {
  for (const DescribedOption& argument : command.arguments)
    if (values_of(argument) != Values::any) return values_of(argument);
  return Values::any;
}

std::string path_of(const DescribedCommand& command) {
  const std::size_t blank = command.words.find(' ');
  return blank == std::string::npos ? "" : command.words.substr(blank + 1);
}

std::string shell_word(const std::string& text) {
  std::string word = "'";
  for (const char letter : text) word += letter == '\'' ? "'\\''" : std::string(1, letter);
  return word + "'";
}

}  // namespace porto_manual
