// Subscriptions: which company is on which tariff, from and through which month.
#pragma once

#include <string_view>

#include "store/store.hpp"

namespace porto::internal {

/// Both work in the caller's write transaction. Errors: see Ledger::subscribe and
/// Ledger::unsubscribe. subscribe returns false if the very subscription is there already.
bool subscribe(Store& store, const Subscription& subscription);
void unsubscribe(Store& store, std::string_view company, std::string_view tariff, Month through);

}  // namespace porto::internal
