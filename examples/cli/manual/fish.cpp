// The completion of fish: a line for each command and option, under the condition that the words
// before name its command.
#include "completion.hpp"

namespace porto_manual {
namespace {

using porto_cli::DescribedCommand;
using porto_cli::DescribedOption;

const char* const kFishHead =
    R"(# Completion of porto for fish. Made by porto_manual of the command itself; changes are lost.

# The command that the words before the cursor name: "tariff add".
function __porto_command
    set -l words
    set -l is_value 0
    for token in (commandline -opc)[2..-1]
        if test $is_value = 1
            set is_value 0
        else if contains -- $token $__porto_valued
            set is_value 1
        else if contains -- (string join ' ' -- $words $token) $__porto_commands
            set -a words $token
            test "$words" = help; and set words
        end
    end
    string join ' ' -- $words
end

function __porto_at
    set -l named (__porto_command)
    test "$named" = "$argv"
end

complete -c porto -e
complete -c porto -f
)";

/// fish has two escapes between single quotes.
std::string fish_word(const std::string& text) {
  std::string word = "'";
  for (const char letter : text) {
    if (letter == '\'' || letter == '\\') word += '\\';
    word += letter;
  }
  return word + "'";
}

std::string fish_condition(const DescribedCommand& command) {
  return " -n " + fish_word("__porto_at " + path_of(command));
}

std::string fish_choices(const DescribedOption& option) {
  std::string list;
  for (const std::string& choice : option.choices) list += (list.empty() ? "" : " ") + choice;
  return " -a " + fish_word(list);
}

std::string fish_line(const DescribedOption& option, const std::string& condition) {
  std::string line = "complete -c porto" + condition;
  if (!option.short_name.empty()) line += " -s " + option.short_name.substr(1);
  line += " -l " + option.name.substr(2);
  const Values values = values_of(option);
  if (!option.value.empty()) line += values == Values::files ? " -r -F" : " -x";
  if (values == Values::choices) line += fish_choices(option);
  if (values == Values::folders) line += " -a '(__fish_complete_directories)'";
  return line + " -d " + fish_word(option.description) + "\n";
}

}  // namespace

std::string fish_completion(const DescribedCommand& program) {
  std::string commands;
  std::string valued;
  std::string lines;
  for (const DescribedOption& option : program.options)
    if (!option.value.empty()) valued += " " + option.name;
  walk(program, [&](const DescribedCommand& command) {
    const bool is_program = command.words == program.words;
    const std::string condition = fish_condition(command);
    if (!is_program) commands += " " + fish_word(path_of(command));
    for (const DescribedCommand& below : command.commands)
      lines += "complete -c porto" + condition + " -a " + below.name + " -d " +
               fish_word(below.summary) + "\n";
    for (const DescribedOption& option : command.options)
      lines += fish_line(option, is_program ? "" : condition);
    if (values_of_arguments(command) == Values::files)
      lines += "complete -c porto" + condition + " -F\n";
  });
  return kFishHead + ("set -g __porto_valued" + valued) + "\nset -g __porto_commands" + commands +
         "\n" + lines;
}

}  // namespace porto_manual
