// See numbers.hpp. A number is given once, in the order of the companies' ids, one more than the
// last of its series, in one transaction with all of its month; months get theirs in order. So what
// a series has depends on nothing but the ledger, and what refers to earlier numbers stays as it
// is.
#include "books/numbers.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

struct SeriesEnd {
  std::int64_t last = 0;  // 0: it has none
  std::optional<Day> issued{};
};

// The store lets no gap in; a file may hold anything.
SeriesEnd end_of(const std::map<CompanyMonth, InvoiceNumber>& known, const std::string& series) {
  SeriesEnd end;
  std::int64_t first = 0;
  std::int64_t count = 0;
  for (const auto& [of, number] : known) {
    if (number.series != series) continue;
    first = first == 0 ? number.no : std::min(first, number.no);
    end.last = std::max(end.last, number.no);
    end.issued = end.issued ? std::max(*end.issued, number.issued) : number.issued;
    ++count;
  }
  if (count > 0 && end.last - first + 1 != count)
    throw Error(ErrorCode::corrupt,
                "the numbers of series " + in_quotes(series) + " have a gap: restore a backup");
  return end;
}

Day days_after(Day day, int days) {
  for (int i = 0; i < days; ++i) day = day.next();
  return day;
}

}  // namespace

bool have_numbers(Store& store, Month month, const std::vector<CompanyLines>& companies) {
  std::vector<std::string> numbered;
  for (const InvoiceNumber& number : store.invoice_numbers())
    if (number.month == month) numbered.push_back(number.company);
  return std::ranges::all_of(companies, [&](const CompanyLines& of) {
    return std::ranges::find(numbered, of.company.id) != numbered.end();
  });
}

MonthNumbers::MonthNumbers(Store& store, Month month, const std::vector<CompanyLines>& companies,
                           const BooksSettings& settings, const std::optional<Day>& issued)
    : month_(month) {
  read(store);
  const bool is_missing = std::ranges::any_of(
      companies, [&](const CompanyLines& of) { return !numbers_.contains(of.company.id); });
  if (!is_missing) return;
  if (!issued)
    throw Error(ErrorCode::invalid_argument,
                "invoices of " + month.to_string() + " get their numbers now: say their date",
                "issued");
  give(store, companies, settings, *issued);
}

void MonthNumbers::read(Store& store) {
  for (InvoiceNumber& number : store.invoice_numbers()) {
    if (number.month == month_) numbers_.emplace(number.company, number);
    known_.emplace(CompanyMonth{number.month, number.company}, std::move(number));
  }
}

void MonthNumbers::check_date(const Day& issued, const std::string& series) const {
  if (issued < month_.last_day())
    throw Error(ErrorCode::invalid_argument,
                "invoices of " + month_.to_string() + " cannot be of " + issued.to_string() +
                    ", before the month is over",
                "issued");
  if (!known_.empty() && known_.rbegin()->first.month > month_)
    throw Error(ErrorCode::conflict,
                known_.rbegin()->first.month.to_string() + " has numbers, and " +
                    month_.to_string() +
                    " has none: months get theirs in order, so this one can have none any more; "
                    "export it with --format rows",
                "month");
  const SeriesEnd end = end_of(known_, series);
  if (end.issued && issued < *end.issued)
    throw Error(ErrorCode::conflict,
                "series " + in_quotes(series) + " has an invoice of " + end.issued->to_string() +
                    ": the next is not of an earlier day, " + issued.to_string(),
                "issued");
}

void MonthNumbers::give(Store& store, const std::vector<CompanyLines>& companies,
                        const BooksSettings& settings, const Day& issued) {
  const NumberSettings& how = settings.numbers;
  check_date(issued, how.series);
  const SeriesEnd end = end_of(known_, how.series);
  std::int64_t last = end.last > 0 ? end.last : how.first - 1;
  for (const CompanyLines& of : companies) {
    const std::string& company = of.company.id;
    if (numbers_.contains(company)) continue;
    const Buyer* buyer = settings.buyer(company);
    const int days = buyer && buyer->days ? *buyer->days : how.days;
    ++last;
    const InvoiceNumber number{month_,
                               company,
                               how.series,
                               last,
                               how.prefix + std::to_string(last),
                               issued,
                               days_after(issued, days)};
    store.add_invoice_number(number);
    numbers_.emplace(company, number);
    new_.push_back(company);
  }
}

bool MonthNumbers::is_new(const std::string& company) const {
  return std::ranges::binary_search(new_, company);
}

const InvoiceNumber* MonthNumbers::earlier(const std::string& company, Month month) const {
  const auto found = known_.find({month, company});
  return found == known_.end() || month >= month_ ? nullptr : &found->second;
}

const InvoiceNumber* MonthNumbers::last_before(const std::string& company) const {
  const InvoiceNumber* last = nullptr;
  for (const auto& [of, number] : known_)
    if (of.company == company && of.month < month_) last = &number;
  return last;
}

}  // namespace porto::internal
