// Usage as one text, for rating without a ledger: "40000" or "messages=40000,storage=2.5"; the
// values of events, where a charge prices each, as "card=100+250.50".
#pragma once

#include <string_view>

#include "porto/tariff.hpp"

namespace porto::c {

/// A lone quantity is of the tariff's only meter. Errors: invalid_argument, bad_number.
Usage parse_usage(std::string_view text, const Tariff& tariff);

}  // namespace porto::c
