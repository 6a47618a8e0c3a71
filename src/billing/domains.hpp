// Rules of sending domains: what may be added, ended and removed. The store keeps them.
#pragma once

#include <string>
#include <string_view>

#include "porto/changes.hpp"
#include "porto/usage.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// A mail domain as it is compared: ASCII letters in lower case, without a dot at the end. Error
/// invalid_argument for what is no domain.
std::string domain_name(std::string_view text);

/// See Ledger::add_domain and its neighbours. A write transaction is open.
bool add_domain(Store& store, SendingDomain claim, const ChangeOptions& options = {});
void end_domain(Store& store, std::string_view domain, std::string_view company, Day through,
                const ChangeOptions& options = {});
void remove_domain(Store& store, std::string_view domain, std::string_view company,
                   const ChangeOptions& options);

}  // namespace porto::internal
