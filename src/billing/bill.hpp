// A month's bill: the one function that previews and closes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace porto {

/// The lines of a month as its usage, subscriptions and tariffs are now, by company, then line.
/// Works in the caller's transaction. Errors: those of rate(), naming company and tariff.
std::vector<InvoiceLine> bill(Store& store, Month month, const std::optional<std::string>& company);

/// The usage of a month that no subscription prices.
std::vector<MonthUsage> unbilled(Store& store, Month month,
                                 const std::optional<std::string>& company);

/// The month's invoice: bill() while it is open, the frozen lines once it is closed.
Invoice invoice(Store& store, Month month, const std::optional<std::string>& company);

}  // namespace porto
