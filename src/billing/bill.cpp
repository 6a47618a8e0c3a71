// See bill.hpp.
#include "billing/bill.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "billing/adjust.hpp"
#include "billing/lines.hpp"
#include "billing/measured.hpp"
#include "porto/error.hpp"

namespace porto {
namespace {

// A failure to rate must name the company too.
void add_lines_of(std::vector<InvoiceLine>& lines, const Tariff& tariff, const Usage& usage,
                  Month month, const std::string& company) {
  try {
    add_lines(lines, tariff, usage, month, company);
  } catch (const Error& error) {
    throw Error(
        error.code(),
        "company " + in_quotes(company) + ", tariff " + in_quotes(tariff.id) + ": " + error.what(),
        error.where());
  }
}

// Adjustments follow the lines of their company.
void join(std::vector<InvoiceLine>& lines, std::vector<InvoiceLine> adjustments) {
  if (adjustments.empty()) return;
  std::ranges::move(adjustments, std::back_inserter(lines));
  std::ranges::stable_sort(lines, {}, &InvoiceLine::company);
  for (std::size_t i = 0; i < lines.size(); ++i)
    lines[i].line = i == 0 || lines[i - 1].company != lines[i].company ? 1 : lines[i - 1].line + 1;
}

}  // namespace

std::optional<Month> last_closed(Store& store) {
  const std::vector<Period> periods = store.periods();
  if (periods.empty()) return {};
  return periods.back().month;
}

Biller::Biller(Store& store, const Zone& zone)
    : store_(store),
      zone_(zone),
      catalogue_(store),
      subscriptions_(store.subscriptions()),
      last_closed_(porto::last_closed(store)) {}

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
    for (const Charge& charge : catalogue_.tariff_for(subscription->tariff, month).charges)
      if (charge.each_event) event_meters.insert(charge.meter);
  const Measured measured(store_, zone_, month, company, event_meters);
  for (const Subscription* subscription : subscriptions)
    visit(subscription->company, catalogue_.tariff_for(subscription->tariff, month),
          measured.of(subscription->company));
}

std::vector<InvoiceLine> Biller::due(Month month, const std::optional<std::string>& company) {
  std::vector<InvoiceLine> lines;
  each_subscription(month, company,
                    [&](const std::string& of, const Tariff& tariff, const Usage& usage) {
                      add_lines_of(lines, tariff, usage, month, of);
                    });
  return lines;
}

std::vector<InvoiceLine> Biller::bill(Month month, const std::optional<std::string>& company) {
  std::vector<InvoiceLine> lines = due(month, company);
  if (last_closed_ && month == last_closed_->next())
    join(lines, adjustments(store_, *this, month, company));
  return lines;
}

std::vector<MonthUsage> Biller::unbilled(Month month, const std::optional<std::string>& company) {
  std::set<std::pair<std::string, std::string>> priced;  // company, meter
  for (const Subscription* subscription : covering(month, company))
    for (const Charge& charge : catalogue_.tariff_for(subscription->tariff, month).charges)
      priced.emplace(subscription->company, charge.meter);
  std::vector<MonthUsage> totals = store_.usage({.month = month, .company = company});
  std::erase_if(totals, [&](const MonthUsage& total) {
    return priced.contains({total.company, total.meter});
  });
  return totals;
}

Invoice invoice(Store& store, const Zone& zone, Month month,
                const std::optional<std::string>& company) {
  if (company && !store.has_company(*company))
    throw Error(ErrorCode::not_found, "no company " + in_quotes(*company));
  Biller biller(store, zone);
  const bool closed = biller.last_closed() && month <= *biller.last_closed();
  return {.month = month,
          .closed = closed,
          .lines = closed ? store.lines({.month = month, .company = company})
                          : biller.bill(month, company),
          .unbilled = biller.unbilled(month, company)};
}

}  // namespace porto
