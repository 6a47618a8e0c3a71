// What every store asks of the options it is opened with.
#pragma once

#include <string>

#include "porto/error.hpp"
#include "porto/ledger_options.hpp"

namespace porto::internal {

inline void check_open_options(const OpenOptions& options) {
  if (options.busy_timeout_ms < 0)
    throw Error(ErrorCode::invalid_argument,
                std::to_string(options.busy_timeout_ms) +
                    " is no number of milliseconds to wait; 0 is not to wait at all",
                "busy_timeout_ms");
}

}  // namespace porto::internal
