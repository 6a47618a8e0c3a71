// A report: the facts of its months as rows, sorted, compared, turned and cut as asked.
#pragma once

#include "billing/unrated.hpp"
#include "porto/report.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Reads only, in the caller's transaction. Errors: see Ledger::report. `failed` gets the companies
/// that cannot be rated, whose lines of that month are in no sum.
Report make_report(Store& store, const Zone& zone, const ReportOptions& options,
                   const OnUnrated& failed);

}  // namespace porto::internal
