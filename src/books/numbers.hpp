// The numbers of a month's invoices: those that the ledger has, and those that it gives now.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "books/closed_month.hpp"
#include "books/settings.hpp"

namespace porto::internal {

/// Whether each of these companies has its number of the month.
bool have_numbers(Store& store, Month month, const std::vector<CompanyLines>& companies);

/// The numbers of a month, by company. Gives those that are missing, in the order of `companies`:
/// then a write transaction is open. Errors invalid_argument (no date, or one before the month is
/// over), conflict (a later month has numbers; the date is before the last of the series; a number
/// is taken), corrupt (a series has a gap).
class MonthNumbers {
 public:
  MonthNumbers(Store& store, Month month, const std::vector<CompanyLines>& companies,
               const BooksSettings& settings, const std::optional<Day>& issued);

  const InvoiceNumber& of(const std::string& company) const { return numbers_.at(company); }
  bool is_new(const std::string& company) const;
  /// The number of an earlier month of a company; null if it has none.
  const InvoiceNumber* earlier(const std::string& company, Month month) const;
  /// The last number of a company before this month; null if it has none.
  const InvoiceNumber* last_before(const std::string& company) const;

 private:
  void read(Store& store);
  void give(Store& store, const std::vector<CompanyLines>& companies, const BooksSettings& settings,
            const Day& issued);
  void check_date(const Day& issued, const std::string& series) const;

  Month month_;
  std::map<CompanyMonth, InvoiceNumber> known_;  // of all months
  std::map<std::string, InvoiceNumber> numbers_;
  std::vector<std::string> new_;  // companies, by id
};

}  // namespace porto::internal
