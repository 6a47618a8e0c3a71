// What is done to a ledger while its disk fails: one of each way of writing and reading.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "porto/ledger.hpp"
#include "porto/ledger_options.hpp"

namespace porto::testing {

/// Works on the sample, and can be repeated: done twice, the ledger is as after once.
struct Operation {
  const char* name;
  /// `folder`: where it finds and leaves files. Throws Error, or Wrong if it gives a wrong result.
  std::function<void(Ledger&, const std::string& folder)> run;
  bool is_whole = true;      ///< it is one transaction
  bool reads_alone = false;  ///< on a ledger that is opened for reading alone
};

const std::vector<Operation>& operations();

/// How they open a ledger: nobody else is there, so that a lock which is not to be had never is.
inline constexpr OpenOptions waits_shortly = {.busy_timeout_ms = 50};

}  // namespace porto::testing
