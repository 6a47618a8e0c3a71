// What the ledger metered, summed up as it is compared.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "porto/calendar.hpp"
#include "porto/decimal.hpp"
#include "porto/reconcile.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// What one row of a comparison is about: see Reconciled.
struct ReconcileKey {
  Month month;
  std::optional<std::string> company{};
  std::optional<std::string> domain{};
  friend auto operator<=>(const ReconcileKey&, const ReconcileKey&) = default;
};
using ReconcileSums = std::map<ReconcileKey, Decimal>;

/// The usage of a meter in months of the ledger's zone, by its totals.
ReconcileSums metered_by_totals(Store& store, ReconcileBy by, const Meter& meter,
                                const std::set<Month>& months);

/// The same in months of another zone, by its events. Error not_found if those of a month are
/// pruned.
ReconcileSums metered_by_events(Store& store, const Zone& ledger_zone, const Zone& zone,
                                ReconcileBy by, const Meter& meter, const std::set<Month>& months);

}  // namespace porto::internal
