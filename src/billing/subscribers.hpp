// Who is a customer in a month, who became one, and who is none any more.
#pragma once

#include <vector>

#include "porto/invoice.hpp"
#include "porto/subscribers.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Those that cover the month, or some days of it; by company, tariff, from.
std::vector<Subscription> subscriptions_of(Store& store, Month month, MonthSubscriptions which);

/// The companies that are on no tariff in a month; by id.
std::vector<Company> companies_without_subscription(Store& store, Month month);

}  // namespace porto::internal
