// Books: what a closed month becomes for the vendor's accounting system. A books file, TOML, says
// what the ledger does not know; docs/reference/books.md has its keys.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/decimal.hpp"
#include "porto/invoice_number.hpp"
#include "porto/money.hpp"

namespace porto {

/// What a month is exported as.
enum class BooksFormat : std::uint8_t {
  rows,  ///< order rows, of which the accounting system makes invoices
  sie,   ///< a SIE 4I file of vouchers: one for each numbered invoice, or one accrual of the month
  ubl,   ///< Peppol BIS Billing 3 invoices and credit notes, a UBL file for each company
};
const char* to_string(BooksFormat format) noexcept;
/// "rows", "sie", "ubl". Error invalid_argument for any other text.
BooksFormat parse_books_format(std::string_view name);

struct BooksOptions {
  BooksFormat format = BooksFormat::rows;
  std::string books{};                  ///< the books file: its TOML
  std::string file_name{"books.toml"};  ///< what messages call it
  /// The date of invoices that get their number now; of rows and of an accrual, which have none,
  /// Error invalid_argument. Not set: the day of `at`.
  std::optional<Day> issued{};
  std::optional<Instant> at{};  ///< the current time
  /// A date of invoices is meant that is more than two years after the month that closes next, and
  /// after `at`.
  bool allow_far = false;
  /// Give numbers as an export would, then take them back; `files` stays empty.
  bool dry_run = false;
};

/// A row of an order. quantity x unit_price, rounded half up to the currency's decimals, is
/// net_amount; neither has more decimals than the books file allows.
struct OrderRow {
  std::string company;
  int line = 1;  ///< that of the invoice line
  std::string customer_number{};
  std::string reference{};
  std::string article{};
  std::string account{};
  std::string cost_centre{};
  std::string text{};
  Decimal quantity{};    ///< below 0 for what is taken off
  std::string unit{};    ///< UN/ECE Rec 20; "LS" where the amount of the line stands as one
  Decimal unit_price{};  ///< not below 0
  Money net_amount;      ///< that of the invoice line, excluding VAT
  Month usage_month;     ///< the month the usage is of
};

/// A company's month with a number: an invoice, or a credit note if its total is below 0. Amounts
/// are those of the month, so that a credit note's are below 0 here.
struct NumberedInvoice {
  InvoiceNumber number;
  bool is_credit_note = false;
  bool is_new = false;  ///< this call gave the number
  Money net_amount;     ///< excluding VAT: the total of the invoice lines
  Money vat;
  Money total;         ///< including VAT
  std::string file{};  ///< the name of its file; empty if it has none of its own
};

/// A file for the accounting system, or for the customer.
struct BooksFile {
  std::string name;  ///< letters, digits, '-', '_' and '.'
  std::string content;
};

/// A closed month as the accounting system takes it.
struct BooksExport {
  Month month;
  std::vector<OrderRow> rows{};             ///< of BooksFormat::rows; by company, line
  std::vector<NumberedInvoice> invoices{};  ///< of the others; by company
  std::vector<BooksFile> files{};           ///< of the others; a dry run has none
  std::vector<std::string> notices{};       ///< what one must know to use it
};

}  // namespace porto
