// How a CSV file is to be read: the options that commands with such files share.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "porto/porto.h"

namespace porto_cli {

struct CsvOptions {
  std::string map;
  std::string delimiter;
  std::string encoding;
};

void add_csv_options(CLI::App* command, CsvOptions& options);

/// Sets what the options say. The texts are those of `options`, whose map is read from its file if
/// it names one.
void set_csv(porto_import_options& import, CsvOptions& options);

}  // namespace porto_cli
