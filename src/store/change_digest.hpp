// The chain of digests over changes of what is billed: both stores write it, `verify` computes it
// again. docs/reference/chain.md has the bytes.
#pragma once

#include <string>
#include <string_view>

#include "porto/changes.hpp"

namespace porto::internal {

/// The digest of a change: of all its members but its own digest. `previous` is that of the change
/// before; empty for the first.
std::string change_digest(std::string_view previous, const Change& change);

}  // namespace porto::internal
