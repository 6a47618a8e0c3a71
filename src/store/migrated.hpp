// The result of bringing a store's tables to the version of this porto.
#pragma once

namespace porto::internal {

/// The versions before and after; the same: there was nothing to do.
struct Migrated {
  int from = 0;
  int to = 0;
};

}  // namespace porto::internal
