// Subscriptions: which company is on which tariff, from and through which day.
#pragma once

#include <optional>
#include <string_view>

#include "porto/changes.hpp"
#include "store/store.hpp"

namespace porto::internal {

class Catalogue;

/// They work in the caller's write transaction. Errors: see Ledger::subscribe and its neighbours.
/// subscribe returns false if the very subscription is there already.
bool subscribe(Store& store, const Subscription& subscription, const ChangeOptions& options = {});
/// The same with the tariffs of the ledger, which many subscriptions share.
bool subscribe(Store& store, Catalogue& catalogue, const Subscription& subscription,
               const ChangeOptions& options);
void unsubscribe(Store& store, std::string_view company, std::string_view tariff, Day through,
                 const ChangeOptions& options = {});
void remove_subscription(Store& store, std::string_view company, std::string_view tariff,
                         std::optional<Day> from, const ChangeOptions& options);

/// Error conflict if a subscription has only some days of a month, and the version that prices the
/// month does not prorate.
void check_prorates(Catalogue& catalogue, const Subscription& subscription);

}  // namespace porto::internal
