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

/// Shows what verifying the ledger in `file` found, and how it ended.
void show_findings(Session& session, const Rows& findings, std::int32_t outcome,
                   const std::string& file);

/// For `on_progress` of what shows the events that are done, as Progress, and heeds Ctrl-C.
std::int32_t on_events(void* progress, std::uint64_t done, std::uint64_t total);

}  // namespace porto_cli
