// See bill.hpp.
#include "billing/bill.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "billing/adjust.hpp"
#include "billing/company_usage.hpp"
#include "billing/lines.hpp"
#include "billing/rating.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

// Adjustments follow the lines of their company.
void join(std::vector<InvoiceLine>& lines, std::vector<InvoiceLine> adjustments) {
  if (adjustments.empty()) return;
  std::ranges::move(adjustments, std::back_inserter(lines));
  std::ranges::stable_sort(lines, {}, &InvoiceLine::company);
  for (std::size_t i = 0; i < lines.size(); ++i)
    lines[i].line = i == 0 || lines[i - 1].company != lines[i].company ? 1 : lines[i - 1].line + 1;
}

void check_known(Store& store, const std::optional<std::string>& company) {
  if (company && !store.has_company(*company))
    throw Error(ErrorCode::not_found, "no company " + in_quotes(*company));
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

std::vector<const Subscription*> Biller::covering(Month month,
                                                  const std::optional<std::string>& company) {
  auto begin = subscriptions_.begin();
  auto end = subscriptions_.end();
  if (company) {
    begin = std::ranges::lower_bound(subscriptions_, *company, {}, &Subscription::company);
    end = std::ranges::upper_bound(subscriptions_, *company, {}, &Subscription::company);
  }
  std::vector<const Subscription*> found;
  for (; begin != end; ++begin)
    if (begin->covers(month)) found.push_back(&*begin);
  return found;
}

void Biller::each_subscription(
    Month month, const std::optional<std::string>& company,
    const std::function<void(const std::string&, const Tariff&, const Usage&)>& visit) {
  const std::vector<const Subscription*> subscriptions = covering(month, company);
  std::set<std::string> event_meters;
  for (const Subscription* subscription : subscriptions)
    event_meters.merge(event_meters_of(catalogue_.tariff_for(subscription->tariff, month)));
  const CompanyUsage used(totals(month, company), store_, zone_, month, company, event_meters);
  for (const Subscription* subscription : subscriptions)
    visit(subscription->company, catalogue_.tariff_for(subscription->tariff, month),
          used.of(subscription->company));
}

std::vector<InvoiceLine> Biller::due(Month month, const std::optional<std::string>& company) {
  std::vector<InvoiceLine> lines;
  if (!company) lines.reserve(2 * subscriptions_.size());  // mostly a fee and usage
  each_subscription(
      month, company, [&](const std::string& of, const Tariff& tariff, const Usage& usage) {
        rate_for(of, month, tariff, [&] { add_lines(lines, tariff, usage, month, of); });
      });
  return lines;
}

std::vector<InvoiceLine> Biller::preview(Month month, const std::optional<std::string>& company) {
  std::vector<InvoiceLine> lines = due(month, company);
  if (!closed_months_.empty() && month == closed_months_.back().month.next())
    join(lines, adjustments(store_, *this, month, company));
  return lines;
}

const std::vector<MonthUsage>& Biller::totals(Month month,
                                              const std::optional<std::string>& company) {
  if (read_.month != month || read_.company != company) {
    totals_ = store_.usage({.month = month, .company = company});
    read_ = {.month = month, .company = company};
  }
  return totals_;
}

bool Biller::prices(const Subscription& subscription, const MonthUsage& total) {
  const Tariff& tariff = catalogue_.tariff_for(subscription.tariff, total.month);
  return std::ranges::find(tariff.charges, total.meter, &Charge::meter) != tariff.charges.end();
}

// Subscriptions and totals are both ordered by company: one pass over each.
std::vector<MonthUsage> Biller::unbilled(Month month, const std::optional<std::string>& company) {
  std::vector<MonthUsage> found;
  const std::vector<const Subscription*> subscriptions = covering(month, company);
  auto first = subscriptions.begin();
  for (const MonthUsage& total : totals(month, company)) {
    while (first != subscriptions.end() && (*first)->company < total.company) ++first;
    auto next = first;
    const auto is_of_company = [&] {
      return next != subscriptions.end() && (*next)->company == total.company;
    };
    while (is_of_company() && !prices(**next, total)) ++next;
    if (!is_of_company()) found.push_back(total);
  }
  return found;
}

std::vector<InvoiceLine> Biller::lines(Month month, const std::optional<std::string>& company) {
  if (is_closed(month)) return store_.lines({.month = month, .company = company});
  return preview(month, company);
}

Invoice Biller::invoice(Month month, const std::optional<std::string>& company) {
  return {.month = month,
          .closed = is_closed(month),
          .lines = lines(month, company),
          .unbilled = unbilled(month, company)};
}

std::optional<Month> Biller::next_to_close() {
  if (!closed_months_.empty()) return closed_months_.back().month.next();
  std::optional<Month> first = store_.first_usage_month();
  for (const Subscription& subscription : subscriptions_)
    if (!first || subscription.from < *first) first = subscription.from;
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
