// The options with which ledgers and recorders are opened, as they come over the C ABI.
#pragma once

#include <cstdint>

#include "porto/ledger_options.hpp"
#include "porto/porto.h"

namespace porto::c {

/// All members; the defaults for NULL.
porto_ledger_options read_ledger_options(const porto_ledger_options* options);
/// How long to wait for another process that writes; 0: not at all.
std::int32_t busy_timeout_ms(std::int64_t timeout_ms);
inline std::int32_t busy_timeout_ms(const porto_ledger_options& options) {
  return busy_timeout_ms(options.busy_timeout_ms);
}
/// Those of a ledger that exists; members that are fixed when one is created are refused.
OpenOptions read_open_options(const porto_ledger_options* options);

}  // namespace porto::c
