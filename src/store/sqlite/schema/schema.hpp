// The tables of a ledger file and their versions.
#pragma once

#include "porto/ledger_options.hpp"
#include "store/sqlite/connection/connection.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Makes the tables in an empty database and writes what the ledger is.
void create_schema(Connection& connection, const LedgerOptions& options);
/// Makes the tables alone, as they are in a version that this porto knows.
void create_structure(Connection& connection, int version);
/// Recognises a ledger and changes nothing. Errors not_a_ledger, newer_ledger, corrupt.
void check_schema(Connection& connection);
/// Brings the tables of a ledger up to date, in one transaction.
void upgrade_schema(Connection& connection);
/// Compares the tables, indexes, triggers and views of a ledger with those that this porto makes
/// for a ledger of its version.
Structure structure_of(Connection& connection);
LedgerInfo read_info(Connection& connection);

}  // namespace porto::internal
