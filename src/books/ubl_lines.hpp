// The lines of an invoice in UBL.
#pragma once

#include "books/month_invoices.hpp"
#include "books/xml.hpp"

namespace porto::internal {

/// Whether amounts are written as they are, or turned: a credit note's are above 0.
struct UblKind {
  bool is_credit_note = false;
  Currency currency;

  Decimal turned(const Decimal& amount) const { return is_credit_note ? -amount : amount; }
  /// With the decimals of the currency.
  std::string amount(const Decimal& of_month) const {
    return turned(of_month).to_string_fixed(currency.decimals());
  }
  std::string code() const { return std::string(currency.code()); }
};

void write_ubl_line(Xml& xml, const TaxedLine& line, const UblKind& kind);

}  // namespace porto::internal
