// What a books file says, and reading it. The file may say less than a format needs: what is
// missing is for the format to tell.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "porto/decimal.hpp"
#include "tariff/document/source.hpp"

namespace porto::internal {

/// A company as an invoice names it. What is not said is empty.
struct Party {
  std::string name{};
  std::string organisation{};  ///< number of the register of companies, as it is written there
  std::string vat_number{};
  std::string street{};
  std::string city{};
  std::string postcode{};
  std::string country{"SE"};  ///< ISO 3166-1, two letters
  std::string endpoint{};     ///< its address in Peppol, "0007:5566778899"
};

struct Seller : Party {
  bool has_f_tax = false;  ///< "Godkänd för F-skatt"
  std::string bankgiro{};  ///< digits
  std::string plusgiro{};  ///< likewise
  std::string iban{};
  std::string bic{};
};

struct Buyer : Party {
  std::string company{};      ///< its id in the ledger
  TextPosition company_at{};  ///< where the file says it
  std::string reference{};    ///< empty: that of the company
  std::string vat{};          ///< the id of a [[vat]]; empty: that of the line's article
  std::optional<int> days{};  ///< until its invoices are due
};

/// How lines are taxed.
struct Vat {
  std::string id{};
  std::string category{"S"};  ///< of UNCL 5305
  Decimal rate{};             ///< percent
  std::string account{};
  std::string reason{};                 ///< why there is none
  std::vector<std::string> articles{};  ///< that have it
};

/// The most days until an invoice is due.
inline constexpr int most_due_days = 365;

/// How invoices are numbered, and when they are due.
struct NumberSettings {
  std::string series{"1"};
  std::string prefix{};
  int first = 1;  ///< of a series that has none yet
  int days = 30;
};

/// Where no charge says it.
struct PostingDefaults {
  std::string article{};
  std::string account{};
  std::string item_article{};  ///< of items; empty: as of charges
  std::string item_account{};
};

/// What the target of order rows holds.
struct OrderRowSettings {
  int price_decimals = 2;
  int quantity_decimals = 2;
};

struct VoucherSettings {
  bool accrues = false;  ///< one accrual of the month, not a voucher for each invoice
  bool reverses = true;  ///< and its opposite on the day after
  std::string series{};  ///< of the vouchers; empty: the accounting system's choice
  std::string receivables{"1510"};
  std::string accrued{"1790"};
};

struct BooksSettings {
  std::string file_name;  ///< for messages
  std::optional<Seller> seller{};
  std::vector<Buyer> buyers{};
  std::vector<Vat> vats{};  ///< the first is that of lines of which nothing else is said
  NumberSettings numbers{};
  PostingDefaults defaults{};
  OrderRowSettings rows{};
  VoucherSettings vouchers{};

  /// Null: the file says nothing of the company.
  const Buyer* buyer(std::string_view company) const;
  /// How a line with this article is taxed on an invoice to a company; null if the file has none.
  const Vat* vat_of(const Buyer* buyer, std::string_view article) const;
};

/// What is said in a first place, or else in another.
inline const std::string& first_said(const std::string& one, const std::string& other) {
  return one.empty() ? other : one;
}

/// Reads a books file. Error bad_input with every mistake, one a line.
BooksSettings read_books(std::string_view toml, std::string_view file_name);

}  // namespace porto::internal
