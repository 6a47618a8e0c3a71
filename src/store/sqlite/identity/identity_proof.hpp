// Proves the index of identities: each stored event has one identity, no two have the same, none is
// that of a pruned event, and what is kept of those is what was kept.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "store/identity_key.hpp"
#include "store/sqlite/connection/connection.hpp"
#include "store/sqlite/identity/identity_runs.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// What the proof is about.
struct IdentityIndex {
  Connection& connection;
  const IdentityKey& key;
  IdentityRuns& stored;
  std::span<const IdentityEntry> recent;  // of stored events too, in order
  IdentityRuns& pruned;
};

/// Each fault in words. Error corrupt where the index cannot be read.
std::vector<std::string> faults_of_identities(const IdentityIndex& index,
                                              const PrunedIdentities& kept);

}  // namespace porto::internal
