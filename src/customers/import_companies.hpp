// A table of companies against a ledger: what differs, and how the ledger becomes what it says.
#pragma once

#include <vector>

#include "customers/company_file.hpp"
#include "porto/changes.hpp"
#include "porto/company_import.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Works in the caller's write transaction, which is to be rolled back if it throws. What cannot be
/// done joins the mistakes of the file: if there are any, all are refused together. `added` gets
/// the new subscriptions.
CompanyImportReport import_companies(Store& store, const CompanyFile& file, bool all,
                                     const ChangeOptions& options, CompanyMistakes& mistakes,
                                     std::vector<Subscription>& added);

/// See Ledger::company_rows.
std::vector<CompanyRow> company_rows(Store& store);

}  // namespace porto::internal
