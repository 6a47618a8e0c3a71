// Which server of a ledger has an event: each has a range of the places of identities. It is so for
// ever, since an identity that is looked for elsewhere would be counted again.
#pragma once

#include <cstddef>
#include <string_view>

#include "store/postgres/identity.hpp"

namespace porto::internal::spread {

/// So many can have a part.
inline constexpr std::size_t most_servers = 256;

inline std::size_t server_of(std::string_view source, std::string_view event_id,
                             std::size_t servers) {
  return static_cast<std::size_t>(postgres::bucket_of(source, event_id)) * servers / most_servers;
}

}  // namespace porto::internal::spread
