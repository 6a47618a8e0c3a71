// The command line as a whole: global options, commands, exit status.
#pragma once

#include "described.hpp"

namespace porto_cli {

/// Runs one command line and returns its exit status: 0 done; 1 failed; 2 wrong usage; 3 done, but
/// some rows were rejected or conflict. Catches everything.
int run(int argc, char** argv);

/// All commands and options, of which manual pages and completions are made.
DescribedCommand described();

}  // namespace porto_cli
