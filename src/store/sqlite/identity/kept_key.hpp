// The key of identities as a ledger file keeps it, with the digest of what is kept of pruned
// events.
#pragma once

#include "store/identity_key.hpp"
#include "store/sqlite/connection/connection.hpp"

namespace porto::internal {

/// Draws the key of a new ledger.
void create_identity_key(Connection& connection);
/// Error corrupt if the ledger has none.
IdentityKey read_identity_key(Connection& connection);

}  // namespace porto::internal
