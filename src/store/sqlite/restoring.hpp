// A ledger file that is made as a copy of another ledger.
#pragma once

#include <memory>
#include <string>

#include "store/copied.hpp"

namespace porto::internal {

/// The file has another name until it is finished, and is gone if it never is. Errors
/// ledger_exists, not_found (the folder), read_only, full, io, invalid_argument (":memory:").
std::unique_ptr<Restoring> restore_sqlite_store(const std::string& path,
                                                const CopiedLedger& ledger);

}  // namespace porto::internal
