// See bill.hpp.
#include "billing/bill.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "billing/adjust.hpp"
#include "billing/company_usage.hpp"
#include "billing/items.hpp"
#include "billing/lines.hpp"
#include "billing/rating.hpp"
#include "porto/error.hpp"
#include "store/errors.hpp"
#include "store/pruned.hpp"

namespace porto::internal {
namespace {

constexpr std::uint64_t rated_between_calls = 256;  // of on_progress

// Items and adjustments follow the lines of their company.
void join(std::vector<InvoiceLine>& lines, std::vector<InvoiceLine> others) {
  if (others.empty()) return;
  std::ranges::move(others, std::back_inserter(lines));
  std::ranges::stable_sort(lines, {}, &InvoiceLine::company);
  for (std::size_t i = 0; i < lines.size(); ++i)
    lines[i].line = i == 0 || lines[i - 1].company != lines[i].company ? 1 : lines[i - 1].line + 1;
}

void leave_out(std::vector<InvoiceLine>& lines, const std::vector<Unrated>& unrated) {
  std::set<std::string_view> companies;
  for (const Unrated& one : unrated) companies.insert(one.company);
  std::erase_if(lines, [&](const InvoiceLine& line) { return companies.contains(line.company); });
}

void check_known(Store& store, const std::optional<std::string>& company) {
  if (company && !store.has_company(*company)) throw store_error::unknown_company(*company);
}

}  // namespace

std::optional<Month> last_closed(Store& store) {
  const std::vector<ClosedMonth> closed_months = store.closed_months();
  if (closed_months.empty()) return {};
  return closed_months.back().month;
}

Biller::Biller(Store& store, const Zone& zone)
    : store_(store),
      zone_(zone),
      catalogue_(store),
      subscriptions_(store.subscriptions()),
      closed_months_(store.closed_months()) {}

void Biller::each_coverage(
    Month month, const std::optional<std::string>& company,
    const std::function<void(const Coverage&, const Tariff&, const Usage&)>& visit,
    const OnUnrated& failed, const std::optional<Instant>& through) {
  const std::vector<Coverage> coverages = covered(subscriptions_, month, company);
  EventNeeds needs;
  needs.through = through;
  for (const Coverage& coverage : coverages)
    needs.add(coverage, catalogue_.tariff_for(coverage.tariff, month));
  const CompanyUsage used(totals(month, company), store_, zone_, month, company, needs);
  for (const Coverage& coverage : coverages) {
    const Tariff& tariff = catalogue_.tariff_for(coverage.tariff, month);
    const auto describe = [&](const Error& error) {
      return Unrated{month,        coverage.company, tariff.id, meter_of(tariff, error.where()),
                     error.code(), error.what()};
    };
    attempt_rating(failed, describe, [&] {
      visit(coverage, tariff,
            rate_for(coverage.company, month, tariff, [&] { return used.of(coverage); }));
    });
    if (++rated_ % rated_between_calls == 0) tell_done();
  }
}

MonthState Biller::state_of(Month month) const {
  if (!is_closed(month)) return MonthState::open;
  return is_pruned(closed_months_, month) ? MonthState::pruned : MonthState::closed;
}

bool Biller::reads_events(Month month, const std::string& company) {
  EventNeeds needs;
  for (const Coverage& coverage : covered(subscriptions_, month, company))
    needs.add(coverage, catalogue_.tariff_for(coverage.tariff, month));
  return internal::reads_events(store_, month, needs);
}

std::vector<InvoiceLine> Biller::due(Month month, const std::optional<std::string>& company,
                                     const OnUnrated& failed) {
  std::vector<InvoiceLine> lines;
  if (!company) lines.reserve(2 * subscriptions_.size());  // mostly a fee and usage
  each_coverage(
      month, company,
      [&](const Coverage& coverage, const Tariff& tariff, const Usage& usage) {
        const std::string& of = coverage.company;
        rate_for(of, month, tariff, [&] { add_lines(lines, tariff, usage, month, of); });
      },
      failed);
  join(lines, item_lines(store_, month, company));
  return lines;
}

Rated Biller::preview(Month month, const std::optional<std::string>& company) {
  Rated rated;
  const OnUnrated failed = [&](Unrated one) { rated.unrated.push_back(std::move(one)); };
  rated.lines = due(month, company, failed);
  if (settles(month)) join(rated.lines, adjustments(store_, *this, month, company, failed));
  if (rated.unrated.empty()) return rated;
  leave_out(rated.lines, rated.unrated);
  find_events(store_, zone_, rated.unrated);
  std::ranges::stable_sort(rated.unrated, [](const Unrated& a, const Unrated& b) {
    return std::tie(a.company, a.month) < std::tie(b.company, b.month);
  });
  return rated;
}

Rated Biller::rated(Month month, const std::optional<std::string>& company) {
  if (is_closed(month)) return {store_.lines({.month = month, .company = company})};
  return preview(month, company);
}

const std::vector<MonthUsage>& Biller::totals(Month month,
                                              const std::optional<std::string>& company) {
  if (read_.month != month || read_.company != company) {
    totals_ = store_.usage({.month = month, .company = company});
    read_ = {.month = month, .company = company};
  }
  return totals_;
}

MonthDays Biller::priced_days(std::span<const Coverage> coverages, const MonthUsage& total) {
  MonthDays days = 0;
  for (const Coverage& coverage : coverages) {
    const Tariff& tariff = catalogue_.tariff_for(coverage.tariff, total.month);
    if (std::ranges::find(tariff.charges, total.meter, &Charge::meter) != tariff.charges.end())
      days |= coverage.days;
  }
  return days;
}

// Coverages and totals are both ordered by company: one pass over each.
std::vector<MonthUsage> Biller::unbilled(Month month, const std::optional<std::string>& company) {
  std::vector<MonthUsage> found;
  std::vector<MonthDays> unpriced;  // the days of each
  EventNeeds needs;
  const std::vector<Coverage> coverages = covered(subscriptions_, month, company);
  auto first = coverages.begin();
  for (const MonthUsage& total : totals(month, company)) {
    while (first != coverages.end() && first->company < total.company) ++first;
    auto last = first;
    while (last != coverages.end() && last->company == total.company) ++last;
    const MonthDays days = all_days(month) & ~priced_days({first, last}, total);
    if (days == 0) continue;
    found.push_back(total);
    unpriced.push_back(days);
    if (days != all_days(month)) needs.by_day.insert(total.company);
  }
  if (!needs.empty()) keep_unpriced(found, unpriced, month, company, needs);
  return found;
}

// The days of a company's own usage are not known any more once its events are pruned.
void Biller::keep_unpriced(std::vector<MonthUsage>& totals, std::span<const MonthDays> unpriced,
                           Month month, const std::optional<std::string>& company,
                           const EventNeeds& needs) {
  const CompanyUsage used(this->totals(month, company), store_, zone_, month, company, needs);
  for (std::size_t i = 0; i < totals.size(); ++i) {
    if (unpriced[i] == all_days(month)) continue;
    if (is_pruned(closed_months_, month) && !used.knows_days(totals[i])) {
      totals[i].events = 0;
    } else {
      try {
        totals[i] = used.part(totals[i], unpriced[i]);
      } catch (const Error& error) {
        // It is left whole: too much is told, rather than nothing of all companies.
        if (!cannot_be_rated(error)) throw;
      }
    }
  }
  std::erase_if(totals, [](const MonthUsage& part) { return part.events == 0; });
}

std::vector<InvoiceLine> Biller::lines(Month month, const std::optional<std::string>& company) {
  Rated rated = this->rated(month, company);
  if (!rated.unrated.empty()) refuse_unrated(rated.unrated);
  return std::move(rated.lines);
}

Invoice Biller::invoice(Month month, const std::optional<std::string>& company) {
  return {.month = month,
          .state = state_of(month),
          .lines = lines(month, company),
          .unbilled = unbilled(month, company)};
}

std::optional<Month> Biller::next_to_close() {
  if (!closed_months_.empty()) return closed_months_.back().month.next();
  std::optional<Month> first = store_.first_usage_month();
  for (const Subscription& subscription : subscriptions_)
    if (!first || subscription.from.month() < *first) first = subscription.from.month();
  if (const std::optional<Month> item = first_item_month(store_);
      item && (!first || *item < *first))
    first = item;
  return first;
}

Invoice invoice(Store& store, const Zone& zone, Month month,
                const std::optional<std::string>& company) {
  check_known(store, company);
  return Biller(store, zone).invoice(month, company);
}

std::vector<InvoiceLine> invoice_lines(Store& store, const Zone& zone, Month month,
                                       const std::optional<std::string>& company) {
  check_known(store, company);
  return Biller(store, zone).lines(month, company);
}

std::vector<MonthUsage> unbilled(Store& store, const Zone& zone, Month month,
                                 const std::optional<std::string>& company) {
  check_known(store, company);
  return Biller(store, zone).unbilled(month, company);
}

}  // namespace porto::internal
