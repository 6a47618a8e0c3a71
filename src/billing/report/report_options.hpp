// Which reports make sense.
#pragma once

#include "porto/report.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Errors: see Ledger::report.
void check_report(Store& store, const ReportOptions& options);

/// How many months before the report's the months lie that it is compared with.
int months_back(const ReportOptions& options);

}  // namespace porto::internal
