// Totals: sums over the servers. What a server has may be below 0 or of no events, so that nothing
// is left out before all are added up.
#include <algorithm>
#include <set>

#include "store/claims.hpp"
#include "store/errors.hpp"
#include "store/spread/implementation.hpp"

namespace porto::internal::spread {
namespace {

constexpr std::int32_t days_in_number = 100;  // 20240229 is of 202402

std::int32_t first_day_of(const std::optional<Month>& month) {
  return month ? month->number() * days_in_number : before_all_days;
}
std::int32_t last_day_of(const std::optional<Month>& month) {
  return month ? month->number() * days_in_number + days_in_number - 1 : after_all_days;
}

template <typename Total, typename Sum>
void add(Total& total, const Sum& sum) {
  total.decimals = sum.decimals;
  total.quantity += sum.quantity;
  total.events += sum.events;
}

// A sum of what is left is never below 0 events, and of none it is 0.
template <typename Totals>
void find_wrong(const Totals& totals, const std::string& of, std::vector<std::string>& faults) {
  for (const auto& [key, total] : totals) {
    if (total.events > 0 || (total.events == 0 && total.quantity == 0)) continue;
    const auto& [time, owner, meter] = key;
    faults.push_back("the total of " + of + " " + owner + ", meter " + meter + ", " +
                     time.to_string() + " has " + std::to_string(total.events) +
                     " events, and a quantity that is not theirs");
  }
}

}  // namespace

std::vector<std::string> SpreadStore::faults() {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < servers_.size(); ++i)
    for (const std::string& fault : at(i).faults_of_part())
      all.push_back(i == 0 ? fault : "server " + std::to_string(i) + ": " + fault);
  MonthTotals months;
  for (std::size_t i = 0; i < servers_.size(); ++i)
    for (const postgres::MonthSum& sum : at(i).month_sums({}))
      add(months[{sum.month, sum.company, sum.meter}], sum);
  find_wrong(months, "company", all);
  find_wrong(day_totals(before_all_days, after_all_days), "domain", all);
  return all;
}

SpreadStore::DayTotals SpreadStore::day_totals(std::int32_t first, std::int32_t last,
                                               const std::optional<std::string>& domain) {
  DayTotals totals;
  for (std::size_t i = 0; i < servers_.size(); ++i)
    for (const postgres::DaySum& sum : at(i).day_sums(first, last, domain))
      add(totals[{sum.day, sum.domain, sum.meter}], sum);
  return totals;
}

// Of events that name a company, and of the domains that it has.
SpreadStore::MonthTotals SpreadStore::month_totals(const MonthFilter& filter) {
  MonthTotals totals;
  for (std::size_t i = 0; i < servers_.size(); ++i)
    for (const postgres::MonthSum& sum : at(i).month_sums(filter))
      add(totals[{sum.month, sum.company, sum.meter}], sum);
  const Owners owners(domains({}));
  std::vector<std::optional<std::string>> wanted;
  if (filter.company)
    for (const std::string& domain : owners.domains_of(*filter.company))
      wanted.emplace_back(domain);
  else if (!owners.empty())
    wanted.emplace_back();  // all of them, in one go
  for (const std::optional<std::string>& domain : wanted)
    for (const auto& [key, sum] :
         day_totals(first_day_of(filter.month), last_day_of(filter.month), domain)) {
      const auto& [day, name, meter] = key;
      const std::string owner(owners.of(name, day));
      if (!owner.empty() && (!filter.company || owner == *filter.company))
        add(totals[{day.month(), owner, meter}], sum);
    }
  std::erase_if(totals, [](const auto& one) { return one.second.events == 0; });
  return totals;
}

std::vector<MonthUsage> SpreadStore::usage(const MonthFilter& filter) {
  std::vector<MonthUsage> found;
  for (const auto& [key, total] : month_totals(filter)) {
    const auto& [month, company, meter] = key;
    const auto quantity = narrow(total.quantity);
    if (!quantity) throw store_error::total_overflow(month, company, meter, total.quantity);
    found.push_back({month, company, meter, total.decimals, *quantity, total.events});
  }
  return found;
}

std::optional<Month> SpreadStore::first_usage_month() {
  std::map<Month, std::int64_t> of_companies;
  std::optional<Month> first;
  for (std::size_t i = 0; i < servers_.size(); ++i)
    for (const postgres::MonthSum& sum : at(i).month_sums({}))
      of_companies[sum.month] += sum.events;
  for (const auto& [month, events] : of_companies)
    if (events > 0 && (!first || month < *first)) first = month;
  for (const auto& [key, total] : day_totals(before_all_days, after_all_days)) {
    if (total.events == 0) continue;
    const Month month = std::get<0>(key).month();
    if (!first || month < *first) first = month;
  }
  return first;
}

Wide SpreadStore::largest_of_all() {
  Wide sum = 0;
  for (std::size_t i = 0; i < servers_.size(); ++i) sum += at(i).largest_of_all();
  return sum;
}

bool SpreadStore::may_overflow(std::span<const DatedEvent> events) {
  const Wide more = postgres::size_of_all(events);
  return !postgres::fits_surely(largest_of_all() + more) && postgres::exceeds(*this, more);
}

bool SpreadStore::has_usage(std::string_view company) {
  for (std::size_t i = 0; i < servers_.size(); ++i)
    if (at(i).names(company)) return true;
  return !month_totals({.month = {}, .company = std::string(company)}).empty();
}

// ---- Domains

std::vector<SendingDomain> SpreadStore::domains(const std::optional<std::string>& domain) {
  return head().domains(domain);
}

void SpreadStore::each_domain_day(const std::optional<Month>& month,
                                  const std::function<void(const DomainDay&)>& visit) {
  for (const auto& [key, total] : day_totals(first_day_of(month), last_day_of(month))) {
    if (total.events == 0) continue;
    const auto& [day, domain, meter] = key;
    const auto quantity = narrow(total.quantity);
    if (!quantity) throw store_error::domain_overflow(domain, meter, total.quantity);
    visit({day, domain, meter, *quantity, total.events});
  }
}

std::vector<UnassignedUsage> SpreadStore::unassigned() {
  const Owners owners(domains({}));
  std::map<std::tuple<std::string, Month, std::string>, Total> totals;
  for (const auto& [key, sum] : day_totals(before_all_days, after_all_days)) {
    const auto& [day, domain, meter] = key;
    if (owners.of(domain, day).empty()) add(totals[{domain, day.month(), meter}], sum);
  }
  std::vector<UnassignedUsage> found;
  for (const auto& [key, total] : totals) {
    if (total.events == 0) continue;
    const auto& [domain, month, meter] = key;
    const auto quantity = narrow(total.quantity);
    if (!quantity) throw store_error::domain_overflow(domain, meter, total.quantity);
    found.push_back({domain, month, meter, total.decimals, *quantity, total.events});
  }
  return found;
}

// The closed months that have usage of a domain on these days: they change with its owner.
std::vector<CompanyMonth> SpreadStore::closed_with_days(const SendingDomain& claim,
                                                        std::int32_t first, std::int32_t last) {
  if (first > last) return {};
  std::set<CompanyMonth> months;
  const std::int32_t closed = head().closed_through();
  for (const auto& [key, total] : day_totals(first, last, claim.domain)) {
    const Month month = std::get<0>(key).month();
    if (total.events != 0 && month.number() <= closed) months.insert({month, claim.company});
  }
  return {months.begin(), months.end()};
}

SendingDomain SpreadStore::known_claim(const SendingDomain& claim) {
  for (SendingDomain& known : domains(claim.domain))
    if (known.from == claim.from) return std::move(known);
  throw store_error::unknown_claim(claim);
}

void SpreadStore::check_company(const std::string& company) {
  if (!postgres::fits_surely(largest_of_all()))
    static_cast<void>(usage({.month = {}, .company = company}));
}

// What was added to months, and to days of domains, may be too much only together.
void SpreadStore::check_fits(const std::set<Month>& months) {
  if (postgres::fits_surely(largest_of_all())) return;
  for (const Month month : months) {
    static_cast<void>(usage({.month = month, .company = {}}));
    each_domain_day(month, [](const DomainDay&) {});
  }
}

void SpreadStore::require_write() const {
  if (open_ != Access::write) throw store_error::needs_write_transaction();
}

std::vector<CompanyMonth> SpreadStore::add_claim(const SendingDomain& claim) {
  head().add_claim(claim);
  check_company(claim.company);
  return closed_with_days(claim, first_day(claim), last_day(claim.through));
}

std::vector<CompanyMonth> SpreadStore::end_claim(const SendingDomain& claim,
                                                 std::optional<Day> through) {
  require_write();
  const SendingDomain before = known_claim(claim);
  head().end_claim(claim, through);
  check_company(before.company);
  const std::int32_t last_before = last_day(before.through);
  const std::int32_t last_after = last_day(through);
  return closed_with_days(before, std::min(last_before, last_after) + 1,
                          std::max(last_before, last_after));
}

std::vector<CompanyMonth> SpreadStore::remove_claim(const SendingDomain& claim) {
  require_write();
  const SendingDomain known = known_claim(claim);
  head().remove_claim(claim);
  return closed_with_days(known, first_day(known), last_day(known.through));
}

}  // namespace porto::internal::spread
