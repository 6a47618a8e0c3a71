// Where a ledger on a server is: a URL as libpq takes it, and the name of the ledger there.
#pragma once

#include <string>

namespace porto::internal {

struct Location {
  std::string conninfo;  ///< for libpq: the URL without what is porto's own
  std::string ledger;    ///< the schema that has the ledger's tables
  std::string shown;     ///< for messages: without a password
  /// Whether statements are prepared. A pooler that gives each transaction another connection may
  /// not know them.
  bool prepares = true;
};

/// From "postgresql://user@host/database?ledger=name&sslmode=...". `ledger` is porto's own: which
/// of the ledgers of a database; without it, "porto". So is `prepare=off`. Error invalid_argument
/// for a name that is none.
Location location_of(const std::string& url);

}  // namespace porto::internal
