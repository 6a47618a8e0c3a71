// The command line as data: what manual pages and completions are made of.
#pragma once

#include <string>
#include <vector>

namespace porto_cli {

/// An option, or an argument, which has its place instead of a name.
struct DescribedOption {
  std::string name;        ///< "--ledger"; of an argument "MONTH"
  std::string short_name;  ///< "-h"; mostly empty
  std::string value;       ///< what the value is called, "FILE"; empty: a flag
  std::string description;
  std::vector<std::string> choices;  ///< the values that there are; empty: any
  std::string variable;              ///< of the environment, where it is left out
  std::string usual;                 ///< the value where neither has it, if it is told
  bool is_required = false;
  bool is_repeated = false;
};

struct DescribedCommand {
  std::string words;  ///< "porto tariff add"
  std::string name;   ///< the last of them
  std::string heading;
  std::string summary;
  std::string pages;
  std::vector<DescribedOption> options;
  std::vector<DescribedOption> arguments;
  std::vector<DescribedCommand> commands;
};

}  // namespace porto_cli
