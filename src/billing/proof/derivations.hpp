// Derivations: the steps from usage to the lines of a company's month, invoice by invoice.
#pragma once

#include "billing/catalogue.hpp"
#include "billing/proof/shared_reads.hpp"
#include "porto/audit.hpp"

namespace porto::internal {

/// Fills in a statement's derivations and invoiced usage, from its month, company, closed month,
/// usage and lines; adds a note for each tariff that cannot be derived any more. The lines of an
/// invoice are derived from the totals as they were when it was closed.
void derive(Statement& statement, SharedReads& reads);

}  // namespace porto::internal
