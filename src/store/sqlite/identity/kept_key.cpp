// See kept_key.hpp.
#include "store/sqlite/identity/kept_key.hpp"

#include "porto/error.hpp"

namespace porto::internal {

void create_identity_key(Connection& connection) {
  const IdentityKey key = IdentityKey::draw();
  connection
      .query("INSERT INTO identity_key (only_row, key, pruned, digest) VALUES (1, ?, 0, ?)",
             Blob{key.bytes()}, PrunedDigest(key).hex())
      .run();
}

IdentityKey read_identity_key(Connection& connection) {
  Query row = connection.query("SELECT key FROM identity_key");
  if (!row.step())
    throw Error(ErrorCode::corrupt, "the ledger has no key of identities: restore a backup");
  return IdentityKey(row.blob(0));
}

}  // namespace porto::internal
