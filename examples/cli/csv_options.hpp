// How a CSV file is to be read: the options that commands with such files share.
#pragma once

#include <cstdint>
#include <string>

#include "command_line.hpp"
#include "failure.hpp"
#include "porto/porto.h"

namespace porto_cli {

struct CsvOptions {
  std::string map;
  std::string map_text{};  ///< set by set_csv
  std::string delimiter;
  std::string encoding;
};

/// One character, or the word tab: what is wrong with such an option, and its value; 0 if it is
/// empty.
std::string fault_of_delimiter(const std::string& text);
std::uint32_t delimiter_of(const std::string& text);

/// `columns`: what the map of the command looks like.
void add_csv_options(Command command, CsvOptions& options,
                     const std::string& columns =
                         "id=COLUMN,company=COLUMN,... or a TOML file; or "
                         "excel-sv");

/// Sets what the options say. The texts are those of `options`; a map is read from its file if it
/// names one.
void set_csv(porto_import_options& import, CsvOptions& options);

/// The library is given the text of a map: its mistakes are shown in the file that it came from.
Failure in_map_file(const Failure& failure, const CsvOptions& options);

}  // namespace porto_cli
