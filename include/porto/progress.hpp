// How callers are told that long work goes on.
#pragma once

#include <cstdint>
#include <functional>

namespace porto {

/// Is told now and then how much is done of how much; a `total` of 0 is not known. On the thread of
/// the call, which it may end by throwing; it must not use the ledger.
using OnProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

}  // namespace porto
