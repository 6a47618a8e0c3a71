// Verifying a ledger and showing what that found.
#pragma once

#include <cstdint>
#include <string>

#include "session.hpp"

namespace porto_cli {

/// Verifies the ledger in `file` and shows the report; something that differs sets exit status 1.
/// At most `limit` differences are listed.
void verify(Session& session, porto_ledger* ledger, const std::string& file, std::uint32_t limit);

}  // namespace porto_cli
