// The numbers of a month's invoices: those that the ledger has, and those that it gives now.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "books/closed_month.hpp"
#include "books/settings.hpp"
#include "porto/books.hpp"

namespace porto::internal {

/// Whether each of these companies has its number of the month.
bool have_numbers(Store& store, Month month, const std::vector<CompanyLines>& companies);

/// The numbers of a month, by company. Chooses those that are missing, in the order of `companies`;
/// what the invoices say is for others to find out, and to keep with the numbers. Errors
/// invalid_argument (no date, one before the month is over, or years ahead), conflict (a later
/// month has numbers; the date is before the last of the series; a number is taken), corrupt (a
/// series has a gap).
class MonthNumbers {
 public:
  MonthNumbers(Store& store, Month month, const std::vector<CompanyLines>& companies,
               const BooksSettings& settings, const BooksOptions& options);

  const InvoiceNumber& of(const std::string& company) const { return numbers_.at(company); }
  bool is_new(const std::string& company) const { return !given(company); }
  /// The number that a company had before; null if it is new.
  const GivenNumber* given(const std::string& company) const;
  /// What there is to say of a date that was asked for: numbers of another one stay.
  std::optional<std::string> notice_of(const std::optional<Day>& issued) const;
  /// What there is to say of closed months that were passed over: they can have no numbers any
  /// more.
  std::optional<std::string> notice_of_months() const;
  /// The number of an earlier month of a company; null if it has none.
  const InvoiceNumber* earlier(const std::string& company, Month month) const;
  /// The last invoice of a company before this month, credit notes aside; null if it has none.
  const InvoiceNumber* last_before(const std::string& company) const;

 private:
  void read(Store& store);
  void choose(const std::vector<CompanyLines>& companies, const BooksSettings& settings,
              const Day& issued);
  void note_months(Store& store);
  void check_date(const Day& issued, const std::string& series) const;

  Month month_;
  std::map<CompanyMonth, GivenNumber> known_;  // of all months
  std::map<std::string, InvoiceNumber> numbers_;
  std::vector<Month> passed_over_;  // by the numbers that are new
};

}  // namespace porto::internal
