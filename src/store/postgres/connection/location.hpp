// Where a ledger on a server is: a URL as libpq takes it, and the name of the ledger there.
#pragma once

#include <string>
#include <vector>

namespace porto::internal {

struct Location {
  std::string conninfo;  ///< for libpq: the URL without what is porto's own
  std::string ledger;    ///< the schema that has the ledger's tables
  std::string shown;     ///< for messages: without a password
  /// Whether statements are prepared. A pooler that gives each transaction another connection may
  /// not know them.
  bool prepares = true;
  bool has_password = false;  ///< the URL has one
  /// The URLs of the other servers of a ledger on several.
  std::vector<std::string> servers{};
};

/// From "postgresql://user@host/database?ledger=name&sslmode=...". `ledger` is porto's own: which
/// of the ledgers of a database; without it, "porto". So are `prepare=off` and, for
/// each further server of a ledger, `server=URL`, in which & and % are percent-encoded. Error
/// invalid_argument for a name that is none.
Location location_of(const std::string& url);

}  // namespace porto::internal
