// The price curves of a month's tariffs, with a dot for each company.
#pragma once

#include <string>
#include <vector>

#include "billing/bill.hpp"
#include "porto/month_overview.hpp"

namespace porto::internal {

/// Of the tariffs with the largest sums of `lines`, those of the month's invoice, in the version
/// that priced them; a closed month has the usage that it was closed with. Tariffs that price no
/// meter, or several, have no curve. In the language given.
std::vector<MonthOverview::Curve> month_curves(Store& store, Biller& biller, Month month,
                                               const std::vector<InvoiceLine>& lines,
                                               const std::string& language);

}  // namespace porto::internal
