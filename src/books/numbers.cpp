// See numbers.hpp. A number is given once, in the order of the companies' ids, one more than the
// last of its series, in one transaction with all of its month; months get theirs in order. So what
// a series has depends on nothing but the ledger, and what refers to earlier numbers stays as it
// is.
#include "books/numbers.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "billing/change.hpp"
#include "porto/calendar.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

struct SeriesEnd {
  std::int64_t last = 0;  // 0: it has none
  std::optional<Day> issued{};
};

// The store lets no gap in; a file may hold anything.
SeriesEnd end_of(const std::map<CompanyMonth, GivenNumber>& known, const std::string& series) {
  SeriesEnd end;
  std::int64_t first = 0;
  std::int64_t count = 0;
  for (const auto& [of, given] : known) {
    const InvoiceNumber& number = given.number;
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

// By the number in lower case: upper and lower case make no other number, since files are named
// after it.
using Taken = std::map<std::string, const InvoiceNumber*>;

void check_free(const InvoiceNumber& number, const Taken& taken) {
  const auto found = taken.find(lower_case(number.number));
  if (found == taken.end()) return;
  const InvoiceNumber& has = *found->second;
  throw Error(ErrorCode::conflict,
              "the next number of series " + in_quotes(number.series) + " is " +
                  in_quotes(number.number) + ", which company " + in_quotes(has.company) +
                  " has for " + has.month.to_string() + ", series " + in_quotes(has.series) +
                  ": write another prefix in [numbers]",
              "prefix");
}

}  // namespace

bool have_numbers(Store& store, Month month, const std::vector<CompanyLines>& companies) {
  std::vector<std::string> numbered;
  for (const GivenNumber& given : store.invoice_numbers())
    if (given.number.month == month) numbered.push_back(given.number.company);
  return std::ranges::all_of(companies, [&](const CompanyLines& of) {
    return std::ranges::find(numbered, of.company.id) != numbered.end();
  });
}

MonthNumbers::MonthNumbers(Store& store, Month month, const std::vector<CompanyLines>& companies,
                           const BooksSettings& settings, const BooksOptions& options)
    : month_(month) {
  read(store);
  const bool is_missing = std::ranges::any_of(
      companies, [&](const CompanyLines& of) { return !numbers_.contains(of.company.id); });
  if (!is_missing) return;
  if (!options.issued && !options.at)
    throw Error(ErrorCode::invalid_argument,
                "invoices of " + month.to_string() + " get their numbers now: say their date",
                "issued");
  const Day issued = options.issued ? *options.issued : Zone(store.info().zone).day_of(*options.at);
  ChangeOptions change;
  change.at = options.at;
  change.allow_far = options.allow_far;
  check_begin(store, issued.month(), change, "issued");
  choose(companies, settings, issued);
  note_months(store);
}

// Months get their numbers in order, and are closed without a gap.
void MonthNumbers::note_months(Store& store) {
  for (const ClosedMonth& closed : store.closed_months())
    if (closed.month < month_ && (known_.empty() || closed.month > known_.rbegin()->first.month))
      passed_over_.push_back(closed.month);
}

void MonthNumbers::read(Store& store) {
  for (GivenNumber& given : store.invoice_numbers()) {
    const InvoiceNumber& number = given.number;
    if (number.month == month_) numbers_.emplace(number.company, number);
    CompanyMonth of{number.month, number.company};
    known_.emplace(std::move(of), std::move(given));
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

void MonthNumbers::choose(const std::vector<CompanyLines>& companies, const BooksSettings& settings,
                          const Day& issued) {
  const NumberSettings& how = settings.numbers;
  check_date(issued, how.series);
  const SeriesEnd end = end_of(known_, how.series);
  Taken taken;
  for (const auto& [of, given] : known_) taken[lower_case(given.number.number)] = &given.number;
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
    check_free(number, taken);
    numbers_.emplace(company, number);
  }
}

const GivenNumber* MonthNumbers::given(const std::string& company) const {
  const auto found = known_.find({month_, company});
  return found == known_.end() ? nullptr : &found->second;
}

std::optional<std::string> MonthNumbers::notice_of(const std::optional<Day>& issued) const {
  std::size_t count = 0;
  const InvoiceNumber* first = nullptr;
  for (const auto& [company, number] : numbers_) {
    if (!issued || is_new(company) || number.issued == *issued) continue;
    if (!first) first = &number;
    ++count;
  }
  if (!first) return {};
  const std::string others = count == 1 ? "" : " and " + std::to_string(count - 1) + " more";
  return "the date " + issued->to_string() + " is of no use: " + first->number + others +
         (count == 1 ? " was" : " were") + " given on " + first->issued.to_string() + ", and stay" +
         (count == 1 ? "s so" : " so");
}

std::optional<std::string> MonthNumbers::notice_of_months() const {
  if (passed_over_.empty()) return {};
  const bool is_one = passed_over_.size() == 1;
  return passed_over_.front().to_string() +
         (is_one ? " has" : " to " + passed_over_.back().to_string() + " have") +
         " no numbers, and can have none any more: months get theirs in order";
}

const InvoiceNumber* MonthNumbers::earlier(const std::string& company, Month month) const {
  const auto found = known_.find({month, company});
  return found == known_.end() || month >= month_ ? nullptr : &found->second.number;
}

const InvoiceNumber* MonthNumbers::last_before(const std::string& company) const {
  const InvoiceNumber* last = nullptr;
  for (const auto& [of, given] : known_)
    if (of.company == company && of.month < month_ && !given.is_credit_note) last = &given.number;
  return last;
}

}  // namespace porto::internal
