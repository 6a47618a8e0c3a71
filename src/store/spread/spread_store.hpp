// A ledger on several PostgreSQL servers, behind the port. Control data is on one of them, the
// head; usage is spread over all, each event where the place of its identity is, so that recording
// is a transaction of one server. docs/decisions/0043-several-servers.md has why it is as it is.
#pragma once

#include <memory>
#include <string>

#include "porto/ledger_options.hpp"
#include "store/migrated.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Makes a ledger on the server of a URL, or on several where the URL names more (server=URL).
/// Errors as those of a ledger on one; ledger_exists for what is on any of them.
std::unique_ptr<Store> create_server_store(const std::string& url, const LedgerOptions& options,
                                           const OpenOptions& open);
/// Opens one by the URL of its head, which knows the others. Errors as those of a ledger on one;
/// conflict (the servers are not those of the ledger), invalid_argument (the server is not the
/// head).
std::unique_ptr<Store> open_server_store(const std::string& url, const OpenOptions& open);
/// Brings the tables on each server to the version of this porto, the head's last.
Migrated migrate_server_store(const std::string& url, const OpenOptions& open);

}  // namespace porto::internal
