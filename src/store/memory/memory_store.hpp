// The store as a model: plain maps, no file. Tests compare the SQLite store with it, and use it
// where a file would only be in the way.
#pragma once

#include <memory>

#include "store/store.hpp"

namespace porto::internal {

/// An empty store that keeps everything in memory. Belongs to one thread at a time.
std::unique_ptr<Store> make_memory_store(const LedgerInfo& info);

}  // namespace porto::internal
