// What the adjustments of a statement are about: the usage before and after, and the reasons that
// were given.
#pragma once

#include <vector>

#include "billing/proof/shared_reads.hpp"
#include "porto/audit.hpp"

namespace porto::internal {

/// By invoice and usage month, of the lines and voided events of a statement.
std::vector<Statement::AdjustedUsage> adjusted_usage(const Statement& statement,
                                                     SharedReads& reads);

}  // namespace porto::internal
