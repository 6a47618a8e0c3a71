// Numbers of invoices: what an accounting system, the customer and the tax authority call them.
#pragma once

#include <cstdint>
#include <string>

#include "porto/calendar.hpp"

namespace porto {

/// The number of the invoice of a company's closed month. The first export that needs it gives it,
/// and it never changes.
struct InvoiceNumber {
  Month month;
  std::string company;
  std::string series;   ///< within which `no` counts, by one
  std::int64_t no = 0;  ///< from 1
  std::string number;   ///< what the invoice says; no other invoice's
  Day issued;
  Day due;
  friend bool operator==(const InvoiceNumber&, const InvoiceNumber&) = default;
};

}  // namespace porto
