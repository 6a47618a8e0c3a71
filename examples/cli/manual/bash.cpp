// The completion of bash. It needs bash 4 and nothing of the package bash-completion.
#include "completion.hpp"

namespace porto_manual {
namespace {

using porto_cli::DescribedCommand;
using porto_cli::DescribedOption;

const char* const kBashHead =
    R"(# Completion of porto for bash. Made by porto_manual of the command itself; changes are lost.

)";

// What the tables above it say is looked up here. `help` has the commands as arguments.
const char* const kBashTail = R"(
_porto_is_among() {
  case " $2 " in *" $1 "*) return 0 ;; *) return 1 ;; esac
}

# _porto_offer KIND-OR-CHOICES: those of the values that go on as the current word.
_porto_offer() {
  [[ $1 != @* ]] || compopt -o filenames 2>/dev/null
  case $1 in
    @files) mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
    @folders) mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
    *) mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current") ;;
  esac
}

_porto() {
  local current=${COMP_WORDS[COMP_CWORD]} before= option= word i
  local command= commands options valued arguments values global_options global_valued
  COMPREPLY=()
  _porto_command ''
  global_options=$options global_valued=$valued
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ $option ]]; then
      [[ $word == '=' ]] || option=
    elif [[ $word == -* ]]; then
      _porto_is_among "$word" "$valued $global_valued" && option=$word
    elif _porto_is_among "$word" "$commands"; then
      command=${command:+$command }$word
      [[ $command == help ]] && command=
      _porto_command "$command"
    fi
  done
  [[ $current == '=' ]] && current=
  # A shell that does not take = for the end of a word.
  if [[ ! $option && $current == --*=* ]]; then
    option=${current%%=*} before=$option= current=${current#*=}
  fi
  if [[ $option ]]; then
    _porto_values "$command" "$option"
    _porto_offer "$values"
    COMPREPLY=("${COMPREPLY[@]/#/$before}")
  elif [[ $current == -* ]]; then
    _porto_offer "$options $global_options"
  elif [[ $commands ]]; then
    _porto_offer "$commands"
  else
    _porto_offer "$arguments"
  fi
}

complete -F _porto porto
)";

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// How the script writes what a value may be.
std::string bash_values(Values values, const std::vector<std::string>& choices) {
  if (values == Values::files) return "@files";
  if (values == Values::folders) return "@folders";
  return joined(choices);
}

std::string bash_row(const DescribedCommand& command) {
  std::vector<std::string> commands;
  std::vector<std::string> options;
  std::vector<std::string> valued;
  for (const DescribedCommand& below : command.commands) commands.push_back(below.name);
  for (const DescribedOption& option : command.options) {
    options.push_back(option.name);
    if (!option.value.empty()) valued.push_back(option.name);
  }
  return "    " + shell_word(path_of(command)) +
         ")\n      commands=" + shell_word(joined(commands)) +
         "\n      options=" + shell_word(joined(options)) +
         "\n      valued=" + shell_word(joined(valued)) +
         "\n      arguments=" + shell_word(bash_values(values_of_arguments(command), {})) + " ;;\n";
}

}  // namespace

std::string bash_completion(const DescribedCommand& program) {
  std::string commands;
  std::string own;
  std::string global;
  walk(program, [&](const DescribedCommand& command) {
    commands += bash_row(command);
    for (const DescribedOption& option : command.options) {
      const Values values = values_of(option);
      if (option.value.empty()) continue;
      const bool is_global = command.words == program.words;
      // An option of a command that has the name of a global one is the command's.
      const std::string what =
          is_global ? "*:" + option.name : shell_word(path_of(command) + ":" + option.name);
      (is_global ? global : own) +=
          "    " + what + ") values=" + shell_word(bash_values(values, option.choices)) + " ;;\n";
    }
  });
  return std::string(kBashHead) +
         "# _porto_command WORDS: sets what stands behind a command.\n"
         "_porto_command() {\n  case $1 in\n" +
         commands +
         "  esac\n}\n\n# _porto_values WORDS OPTION: sets what its value may be.\n"
         "_porto_values() {\n  values=\n  case $1:$2 in\n" +
         own + global + "  esac\n}\n" + kBashTail;
}

}  // namespace porto_manual
