// Whether what a caller gives as the path of a ledger is the URL of one on a server.
#pragma once

#include <string_view>

namespace porto::internal {

/// As libpq takes URLs. No file is meant: one of such a name is opened as "./postgresql:/...".
inline bool is_server_url(std::string_view path) {
  return path.starts_with("postgresql://") || path.starts_with("postgres://");
}

}  // namespace porto::internal
