// Where an identity is kept, and what is kept of it once its event is pruned.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "porto/usage.hpp"
#include "store/identity_key.hpp"

namespace porto::internal::postgres {

/// The place of the identity of a stored event: the first byte of its hash. Frozen: it decides
/// where an event is, and so whether it is found. What an id looks like says nothing of it.
std::int16_t bucket_of(std::string_view source, std::string_view event_id);

/// The place of the hash of a pruned identity: its first byte.
std::int16_t bucket_of(const IdentityHash& identity);
/// The hash as 16 bytes, in the order of the hashes, and back. Error corrupt.
std::string bytes_of(const IdentityHash& identity);
IdentityHash identity_hash(std::string_view bytes);

/// The hash of what an event says.
std::int64_t content_hash(const IdentityKey& key, const IdentityHash& identity,
                          const UsageEvent& event);

}  // namespace porto::internal::postgres
