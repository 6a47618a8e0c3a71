// Items: one-time lines that were agreed with a company, a credit or a charge.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "porto/calendar.hpp"
#include "porto/decimal.hpp"
#include "porto/money.hpp"

namespace porto {

/// What is to be on a company's invoice of a month.
struct NewItem {
  std::string company;
  Month month;
  Decimal amount;    ///< excluding VAT, in the ledger's currency; below 0 is a credit; never 0
  std::string text;  ///< of the line: one line, at most max_id_bytes
};

/// An item of a ledger. Its number is that of the change that added it, and no other item's.
struct InvoiceItem {
  std::int64_t no = 0;
  std::string company;
  Month month;
  Money amount;
  std::string text;
  std::string actor{};  ///< who agreed on it
  std::string reason{};
  std::optional<Instant> at{};
  friend bool operator==(const InvoiceItem&, const InvoiceItem&) = default;
};

}  // namespace porto
