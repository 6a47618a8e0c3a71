// Invoice lines from what rating gives: the one place that makes them.
#pragma once

#include <string>
#include <vector>

#include "porto/invoice.hpp"
#include "porto/tariff.hpp"

namespace porto {

/// Rates usage and adds its lines for a company's month, numbered on from the last line if that is
/// the company's too. Errors: those of rate(); overflow if an amount does not fit in minor units.
void add_lines(std::vector<InvoiceLine>& lines, const Tariff& tariff, const Usage& usage,
               Month month, const std::string& company);

}  // namespace porto
