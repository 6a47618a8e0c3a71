// Verifying a ledger and showing what that found.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kept_digests.hpp"
#include "session.hpp"

namespace porto_cli {

struct Verification {
  std::uint32_t limit = 0;  ///< the most differences to list; 0: 100
  std::vector<KeptDigest> expected{};
};

/// Verifies the ledger in `file` and shows the report; something that differs sets exit status 1.
void verify(Session& session, porto_ledger* ledger, const std::string& file,
            const Verification& verification);

}  // namespace porto_cli
