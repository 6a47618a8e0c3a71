// The schema of a ledger on a server: making it, and knowing it again.
#pragma once

#include <string>
#include <vector>

#include "porto/ledger_options.hpp"
#include "store/identity_key.hpp"
#include "store/postgres/connection/connection.hpp"
#include "store/postgres/schema/migration.hpp"

namespace porto::internal::postgres {

/// Which server of a ledger a schema is for. 0: its head.
struct ServerOfLedger {
  int no = 0;
  std::string ledger_id{};  ///< that of the head, of another
};

/// Makes the tables in a transaction that is open for writing. Errors ledger_exists, read_only.
void create_schema(Connection& connection, const LedgerOptions& options,
                   const IdentityKey& identity_key, const ServerOfLedger& server = {});
/// Writes where the others of a ledger's servers are, into the tables of the head.
void add_server(Connection& connection, int no, const std::string& url);

/// What a ledger is, as its row says.
struct StoredInfo {
  LedgerInfo info;
  std::string ledger_id;
  IdentityKey identity_key;
  int lanes = 0;                       ///< how many there are
  int first_lane = 0;                  ///< the number of the first
  int server = 0;                      ///< which of the ledger's servers it is
  std::vector<std::string> servers{};  ///< the URLs of the others, where this is the head
};
/// The id that a server of a ledger has.
std::string id_of_server(const std::string& ledger_id, int no);

/// In a transaction. Errors not_found (no such ledger), not_a_ledger, newer_ledger, conflict (it is
/// of an older version).
StoredInfo read_info(Connection& connection, MigrationSteps steps = migration_steps());
/// In a transaction. Errors not_found (no such ledger), not_a_ledger.
void require_ledger(Connection& connection);

/// Error invalid_argument where the server or the session would lose what was said to be stored.
void check_durability(Connection& connection);

}  // namespace porto::internal::postgres
