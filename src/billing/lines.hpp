// Invoice lines from what rating gives: the one place that makes them.
#pragma once

#include <string>
#include <vector>

#include "porto/invoice.hpp"
#include "porto/tariff.hpp"

namespace porto::internal {

/// Rates usage and adds its lines for a company's month, numbered on from the last line if that is
/// the company's too. Errors: those of rate(); overflow if an amount does not fit in minor units.
void add_lines(std::vector<InvoiceLine>& lines, const Tariff& tariff, const Usage& usage,
               Month month, const std::string& company);

/// The lines of usage that was rated already.
std::vector<InvoiceLine> lines_of(const Tariff& tariff, const Rating& rating, Month month,
                                  const std::string& company);

/// The line on the invoice of `month` that adds an amount to what was invoiced for a charge of an
/// earlier month, or takes it off: one lump sum. Its quantity is 1, or -1 for a credit, since
/// a price is never negative (EN 16931: BR-27). Its number is left to the caller.
InvoiceLine adjustment_line(const Tariff& tariff, const std::string& charge, const Money& amount,
                            const std::string& company, Month usage_month, Month month);

}  // namespace porto::internal
