// Companies and what is known of them; removing one that was added by mistake.
#pragma once

#include <optional>
#include <string_view>

#include "porto/changes.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Error invalid_argument for an id or a text that cannot be kept, or an unknown language. `where`
/// is the field, or "company" for the id.
void check_company(const Company& company);

/// See Ledger::add_company and Ledger::update_company. A write transaction is open.
bool put_company(Store& store, const Company& company);
bool update_company(Store& store, const CompanyUpdate& update);
/// A company, if it is known, after an update.
Company updated(const std::optional<Company>& known, const CompanyUpdate& update);

/// See Ledger::remove_company. A write transaction is open.
void remove_company(Store& store, std::string_view id, const ChangeOptions& options);

}  // namespace porto::internal
