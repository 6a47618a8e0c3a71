// A company's month as a page that a vendor sends to a customer: one file without scripts or
// outside resources, well-formed as HTML and as XML, in the language of the tariff.
#pragma once

#include <string>

#include "porto/audit.hpp"

namespace porto::internal {

std::string statement_page(const Statement& statement);

}  // namespace porto::internal
