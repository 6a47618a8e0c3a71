// A ledger on a server that is made as a copy of another ledger.
#pragma once

#include <memory>
#include <string>

#include "store/copied.hpp"

namespace porto::internal {

/// One transaction from the first table to the last row. Errors ledger_exists, read_only, io,
/// invalid_argument (the URL names several servers).
std::unique_ptr<Restoring> restore_postgres_store(const std::string& url,
                                                  const CopiedLedger& ledger,
                                                  const OpenOptions& open);

}  // namespace porto::internal
