// Completions of shells, of the same tree of commands as manual pages. They are whole programs of
// the shell: they ask neither the command nor a ledger.
#pragma once

#include <string>

#include "described.hpp"

namespace porto_manual {

std::string bash_completion(const porto_cli::DescribedCommand& program);
std::string zsh_completion(const porto_cli::DescribedCommand& program);
std::string fish_completion(const porto_cli::DescribedCommand& program);

/// What a value may be.
enum class Values { any, choices, files, folders };
Values values_of(const porto_cli::DescribedOption& option);
/// Of a command: of its first argument that has some.
Values values_of_arguments(const porto_cli::DescribedCommand& command);

/// Calls `each` for a command and all below it.
template <class Each>
void walk(const porto_cli::DescribedCommand& command, const Each& each) {
  each(command);
  for (const porto_cli::DescribedCommand& below : command.commands) walk(below, each);
}

/// "tariff add": the words of a command behind the program's; empty for the program.
std::string path_of(const porto_cli::DescribedCommand& command);
/// A text as one word of bash and zsh.
std::string shell_word(const std::string& text);

}  // namespace porto_manual
