// The command line that the programs of this room have in common.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>

namespace porto::testing {

struct Run {
  std::uint64_t seed = 1;
  int count = 0;       ///< how many points to try
  std::string only{};  ///< of what has this name
};

/// [--seed S] [--count N] [--only NAME]. Ends the program if it is something else.
inline Run read_run(int argc, char** argv, Run run) {
  for (int i = 1; i < argc; i += 2) {
    const std::string name = argv[i];
    if (i + 1 < argc && name == "--seed") {
      run.seed = std::stoull(argv[i + 1]);
    } else if (i + 1 < argc && name == "--count") {
      run.count = std::stoi(argv[i + 1]);
    } else if (i + 1 < argc && name == "--only") {
      run.only = argv[i + 1];
    } else {
      std::cerr << "usage: " << argv[0] << " [--seed S] [--count N] [--only NAME]\n";
      std::exit(2);
    }
  }
  return run;
}

}  // namespace porto::testing
