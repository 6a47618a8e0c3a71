// What was meant by a word of the command line that nothing takes.
#pragma once

#include <string>
#include <vector>

namespace porto_cli {

/// A command as far as its words matter.
struct KnownCommand {
  struct Argument {
    std::string name;   ///< "MONTH"
    std::string value;  ///< what was taken for it; empty if nothing was
  };

  std::string words;                 ///< "porto invoice"
  std::vector<std::string> options;  ///< "--company", its own and the global ones
  std::vector<Argument> arguments;
  std::vector<std::string> commands;  ///< "porto company list", all below it, at any depth
};

/// Complaints, with what to write instead where that can be guessed, else with where to read on.
std::string unknown_option(const std::string& option, const KnownCommand& command);
std::string unknown_command(const std::string& name, const KnownCommand& command);
std::string unknown_argument(const std::string& argument, const KnownCommand& command);

/// "; see `porto invoice --help`"
std::string see_help(const KnownCommand& command);

}  // namespace porto_cli
