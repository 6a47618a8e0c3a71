// The completion of zsh: a function for each command, made of its own _arguments.
#include <algorithm>

#include "completion.hpp"

namespace porto_manual {
namespace {

using porto_cli::DescribedCommand;
using porto_cli::DescribedOption;

/// "_porto_tariff_add".
std::string function_of(const DescribedCommand& command) {
  std::string name = "_" + command.words;
  for (char& letter : name)
    if (letter == ' ' || letter == '-') letter = '_';
  return name;
}

/// Marks that part a specification are written so that they do not.
std::string zsh_guarded(const std::string& text) {
  std::string out;
  for (const char letter : text) {
    if (letter == '[' || letter == ']' || letter == ':' || letter == '\\') out += '\\';
    out += letter;
  }
  return out;
}

std::string zsh_action(const DescribedOption& option) {
  switch (values_of(option)) {
    case Values::files:
      return "_files";
    case Values::folders:
      return "_files -/";
    case Values::choices:
      break;
    case Values::any:
      return " ";
  }
  std::string choices;
  for (const std::string& choice : option.choices) choices += (choices.empty() ? "" : " ") + choice;
  return "(" + choices + ")";
}

/// A line of _arguments.
std::string zsh_specification(const DescribedOption& option) {
  const std::string repeated = option.is_repeated ? "*" : "";
  std::string text = repeated + option.name + (option.value.empty() ? "" : "=") + "[" +
                     zsh_guarded(option.description) + "]";
  if (!option.value.empty()) text += ":" + zsh_guarded(option.value) + ":" + zsh_action(option);
  std::string lines = "    " + shell_word(text) + " \\\n";
  if (!option.short_name.empty())
    lines += "    " + shell_word(option.short_name + text.substr(text.find('['))) + " \\\n";
  return lines;
}

std::string zsh_specification_of_argument(const DescribedOption& argument) {
  const std::string place = argument.is_repeated ? "*:" : ":";
  return "    " + shell_word(place + zsh_guarded(argument.name) + ":" + zsh_action(argument)) +
         " \\\n";
}

std::string zsh_options(const DescribedCommand& command, const DescribedCommand& program) {
  std::string text;
  for (const DescribedOption& option : command.options) text += zsh_specification(option);
  for (const DescribedOption& option : program.options) {
    const bool is_there =
        std::any_of(command.options.begin(), command.options.end(),
                    [&option](const DescribedOption& own) { return own.name == option.name; });
    if (!is_there) text += zsh_specification(option);
  }
  return text;
}

std::string zsh_leaf(const DescribedCommand& command, const DescribedCommand& program) {
  std::string text =
      function_of(command) + "() {\n  _arguments \\\n" + zsh_options(command, program);
  if (command.words == program.words + " help")
    return text + "    '*:: :" + function_of(program) + "'\n}\n\n";
  for (const DescribedOption& argument : command.arguments)
    text += zsh_specification_of_argument(argument);
  return text.substr(0, text.size() - 3) + "\n}\n\n";
}

std::string zsh_branch(const DescribedCommand& command, const DescribedCommand& program) {
  const std::string name = function_of(command);
  std::string list;
  std::string calls;
  for (const DescribedCommand& below : command.commands) {
    list += "    " + shell_word(zsh_guarded(below.name) + ":" + below.summary) + "\n";
    calls += "    " + below.name + ") " + function_of(below) + " ;;\n";
  }
  return name + "_commands() {\n  local -a commands=(\n" + list +
         "  )\n  _describe -t commands command commands\n}\n\n" + name +
         "() {\n  local curcontext=$curcontext state line\n  typeset -A opt_args\n"
         "  _arguments -C \\\n" +
         zsh_options(command, program) + "    '1: :" + name +
         "_commands' \\\n    '*:: :->behind' && return\n"
         "  [[ $state == behind ]] || return\n  case $words[1] in\n" +
         calls + "  esac\n}\n\n";
}

}  // namespace

std::string zsh_completion(const DescribedCommand& program) {
  std::string text =
      "#compdef porto\n"
      "# Completion of porto for zsh. Made by porto_manual of the command itself; changes are "
      "lost.\n\n";
  walk(program, [&](const DescribedCommand& command) {
    text += command.commands.empty() ? zsh_leaf(command, program) : zsh_branch(command, program);
  });
  return text + "_porto \"$@\"\n";
}

}  // namespace porto_manual
