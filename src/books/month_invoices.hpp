// The numbered invoices of a month: lines with their tax, tax groups and totals. UBL and vouchers
// are two ways of writing them.
#pragma once

#include <string>
#include <vector>

#include "books/closed_month.hpp"
#include "books/lacking.hpp"
#include "books/numbers.hpp"
#include "books/postings.hpp"
#include "books/settings.hpp"
#include "porto/books.hpp"

namespace porto::internal {

struct TaxedLine {
  const InvoiceLine* line = nullptr;
  Posting posting;
  const Vat* vat = nullptr;
};

/// The lines of one category and rate, and their tax: their sum times the rate, rounded once.
struct TaxGroup {
  const Vat* vat = nullptr;
  Decimal taxable{};
  Decimal tax{};
};

/// Amounts are those of the month: a credit note's are below 0, and are written with the sign
/// turned.
struct MonthInvoice {
  InvoiceNumber number;
  bool is_new = false;
  const Company* company = nullptr;
  Currency currency;
  const Buyer* buyer = nullptr;  ///< null: the books file says nothing of the company
  std::vector<TaxedLine> lines{};
  std::vector<TaxGroup> groups{};  ///< by category, rate
  Decimal net{};
  Decimal vat{};
  std::vector<const InvoiceNumber*> preceding{};  ///< by month: what it adjusts
  std::vector<Month> unnumbered{};                ///< what it adjusts that has no number

  Decimal total() const { return net + vat; }
  bool is_credit_note() const { return total().is_negative(); }
};

/// Of companies that have lines. What it points to must live as long. `lacking` gets the lines that
/// nothing says the tax of.
std::vector<MonthInvoice> invoices_of(const std::vector<CompanyLines>& companies,
                                      const Postings& postings, const BooksSettings& settings,
                                      const MonthNumbers& numbers, Lacking& lacking);

/// As the outside world reads it.
NumberedInvoice listed(const MonthInvoice& invoice, std::string file);

}  // namespace porto::internal
