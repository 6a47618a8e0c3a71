// The labels of an axis of amounts.
#pragma once

#include <vector>

#include "porto/money.hpp"
#include "porto/tariff_tools.hpp"
#include "tariff/compare/axis.hpp"
#include "tariff/language.hpp"

namespace porto::internal {

/// "0 kr", "200 kr": the steps of the axis, with decimals only where a step has some.
std::vector<Plot::Mark> money_ticks(const Axis& axis, const Language& language, Currency currency);

}  // namespace porto::internal
