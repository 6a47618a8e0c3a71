// Guesses and complaints: see slips.hpp.
#include "slips.hpp"

#include <algorithm>

#include "nearest.hpp"

namespace porto_cli {
namespace {

std::string last_word(const std::string& words) { return words.substr(words.rfind(' ') + 1); }

/// Whether two names are the same, or begin with the same four letters.
bool are_alike(const std::string& name, const std::string& other) {
  return name == other || (name.size() >= 4 && other.starts_with(name.substr(0, 4)));
}

/// The commands that may be meant: those with a like name, else those whose name it is a slip of.
std::vector<std::string> meant_commands(const std::string& name, const KnownCommand& command) {
  std::vector<std::string> meant;
  std::vector<std::string> names;
  for (const std::string& words : command.commands) {
    if (are_alike(last_word(words), name)) meant.push_back(words);
    names.push_back(last_word(words));
  }
  const std::string near = meant.empty() ? nearest(name, names) : std::string();
  for (const std::string& words : command.commands)
    if (!near.empty() && last_word(words) == near) meant.push_back(words);
  // Those right here come first, and are enough.
  std::vector<std::string> here;
  for (const std::string& words : meant)
    if (words == command.words + " " + last_word(words)) here.push_back(words);
  return here.empty() ? meant : here;
}

/// "--month", of an argument MONTH.
std::string as_option(const std::string& argument) {
  std::string option = "--";
  for (const char c : argument)
    option += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return option;
}

/// The command with all its arguments in order: their values or, where there are none, their names.
/// `given`: the value of this one, if it was told with its name.
std::string with_arguments(const KnownCommand& command, const KnownCommand::Argument& named,
                           const std::string& given) {
  std::string words = command.words;
  for (const KnownCommand::Argument& argument : command.arguments) {
    const std::string& value = &argument == &named && !given.empty() ? given : argument.value;
    words += " " + (value.empty() ? argument.name : value);
  }
  return words;
}

}  // namespace

std::string see_help(const KnownCommand& command) { return "; see `" + command.words + " --help`"; }

std::string unknown_option(const std::string& option, const KnownCommand& command) {
  const std::size_t equals = option.find('=');
  const std::string name = option.substr(0, equals);
  for (const KnownCommand::Argument& argument : command.arguments)
    if (as_option(argument.name) == name)
      return "there is no option " + name + "; the value stands by itself: `" +
             with_arguments(command, argument,
                            equals == std::string::npos ? "" : option.substr(equals + 1)) +
             "`";
  // Behind "--" nothing is an option.
  const bool is_known =
      std::find(command.options.begin(), command.options.end(), name) != command.options.end();
  if (is_known) return unknown_argument(option, command);
  const std::string near = nearest(name, command.options);
  if (near.empty()) return "unknown option " + name + see_help(command);
  return "unknown option " + name + "; did you mean " + near + "?";
}

std::string unknown_command(const std::string& name, const KnownCommand& command) {
  const std::string what = "there is no command \"" + name + "\"";
  const std::vector<std::string> meant = meant_commands(name, command);
  if (meant.empty()) return what + see_help(command);
  std::string list;
  for (std::size_t i = 0; i < meant.size(); ++i)
    list += (i == 0 ? "`" : i + 1 < meant.size() ? ", `" : " or `") + meant[i] + "`";
  return what + "; did you mean " + list + "?";
}

std::string unknown_argument(const std::string& argument, const KnownCommand& command) {
  return "\"" + argument + "\" is one argument too many" + see_help(command);
}

}  // namespace porto_cli
