// A month of all companies as a page for the vendor: one file without scripts or outside resources,
// well-formed as HTML and as XML.
#pragma once

#include <string>

#include "porto/month_overview.hpp"

namespace porto::internal {

std::string month_page(const MonthOverview& overview);

}  // namespace porto::internal
