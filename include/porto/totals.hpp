// Totals of invoice lines: sums of rounded lines, and never a rounding of anything.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "porto/decimal.hpp"
#include "porto/invoice.hpp"
#include "porto/money.hpp"
#include "porto/status.hpp"

namespace porto {

/// Total of one company, or of all, in one currency, excluding VAT.
struct InvoiceTotal {
  std::optional<std::string> company;  ///< not set: all of them
  std::int64_t lines = 0;              ///< how many were added up
  Decimal net_amount;                  ///< exact, however large
  Currency currency;
  friend bool operator==(const InvoiceTotal&, const InvoiceTotal&) = default;
};

/// The totals of each company, in the order of the lines; then those of all lines. A total for each
/// currency, in the order of the lines.
std::vector<InvoiceTotal> totals_of(std::span<const InvoiceLine> lines);

/// What the charges of the running month cost, of one company or of all, excluding VAT.
struct ChargesTotal {
  Month month;
  std::optional<std::string> company;  ///< not set: all of them
  Money cost;                          ///< so far
  std::optional<Money> forecast_cost;  ///< not set: a charge has none
  friend bool operator==(const ChargesTotal&, const ChargesTotal&) = default;
};

/// The totals of each company, in the order of the charges; then those of all. Error overflow.
std::vector<ChargesTotal> totals_of(std::span<const ChargeStatus> charges);

}  // namespace porto
