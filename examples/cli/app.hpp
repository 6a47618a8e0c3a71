// The command line as a whole: global options, commands, exit status.
#pragma once

namespace porto_cli {

/// Runs one command line and returns its exit status: 0 done; 1 failed; 2 wrong usage; 3 done, but
/// some rows were rejected or conflict. Catches everything.
int run(int argc, char** argv);

}  // namespace porto_cli
