// Removing a company that was added by mistake.
#pragma once

#include <string_view>

#include "porto/changes.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// See Ledger::remove_company. A write transaction is open.
void remove_company(Store& store, std::string_view id, const ChangeOptions& options);

}  // namespace porto::internal
