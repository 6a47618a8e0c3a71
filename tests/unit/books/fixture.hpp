// Invoice lines for the tests of books: the least that one has, of March 2026 in SEK.
#pragma once

#include <string>

#include "porto/invoice.hpp"

namespace porto::testing {

/// A lump sum of a company; what a test is about is set afterwards.
inline InvoiceLine march_line(const std::string& company, const std::string& net, int number = 1) {
  const Month march(2026, 3);
  const Decimal amount = Decimal::parse(net);
  return {.month = march,
          .company = company,
          .line = number,
          .charge = "c",
          .kind = LineKind::usage,
          .text = "Text",
          .quantity = amount.is_negative() ? -1 : 1,
          .unit = "H87",
          .unit_price = amount.is_negative() ? -amount : amount,
          .base_quantity = 1,
          .exact_amount = amount,
          .net_amount = Money::of(amount, Currency("SEK")),
          .tariff = "t",
          .tariff_version = 1,
          .usage_month = march};
}

}  // namespace porto::testing
