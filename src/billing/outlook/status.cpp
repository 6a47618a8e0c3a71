// See status.hpp.
#include "billing/outlook/status.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "base/text.hpp"
#include "billing/bill.hpp"
#include "billing/rating.hpp"
#include "porto/error.hpp"
#include "tariff/compare/boundaries.hpp"

namespace porto::internal {
namespace {

// The part of a month that is over.
struct Progress {
  std::int64_t elapsed_us;
  std::int64_t whole_us;
};

Progress progress(const Zone& zone, Month month, Instant now) {
  const std::int64_t start = zone.start(month).unix_us;
  return {now.unix_us - start, zone.end(month).unix_us - start};
}

// Usage at the end of the month, on a straight line from 0 at its start through usage now.
Decimal projected(const Decimal& used, const Progress& progress, int decimals) {
  return (used * Decimal(progress.whole_us))
      .divide(progress.elapsed_us, decimals, RoundingMode::half_up);
}

// The cost of each charge.
std::vector<Money> costs_of(const Tariff& tariff, const Usage& usage, Month month,
                            const std::string& company) {
  return rate_for(company, month, tariff, [&] {
    std::vector<Decimal> sums(tariff.charges.size());
    for (const RatedLine& line : rate(tariff, usage).lines)
      if (line.charge != RatedLine::whole_tariff) sums[line.charge] += line.net_amount;
    std::vector<Money> costs;
    for (const Decimal& sum : sums) costs.push_back(Money::of(sum, tariff.currency));
    return costs;
  });
}

std::optional<Decimal> percent(const Decimal& used, const std::optional<Decimal>& included) {
  if (!included || included->is_zero()) return {};
  return (used * 100).divide(*included, 1, RoundingMode::half_up);
}

class RunningMonth {
 public:
  RunningMonth(Store& store, const Zone& zone, Month month, Instant now)
      : month_(month), progress_(progress(zone, month, now)) {
    for (const Meter& meter : store.meters()) decimals_[meter.id] = meter.decimals;
  }

  void add_charges(std::vector<ChargeStatus>& charges, const Tariff& tariff, const Usage& usage,
                   const std::string& company) const {
    const std::vector<Money> costs = costs_of(tariff, usage, month_, company);
    const std::optional<Forecast> forecast = forecast_of(tariff, usage, company);
    for (std::size_t i = 0; i < tariff.charges.size(); ++i) {
      const Charge& charge = tariff.charges[i];
      ChargeStatus row{.month = month_,
                       .company = company,
                       .tariff = tariff.id,
                       .charge = charge.id,
                       .meter = charge.meter,
                       .used = used(usage, charge.meter),
                       .included = charge.included,
                       .cost = costs[i]};
      row.used_percent = percent(row.used, row.included);
      if (forecast && !prices_each_event(tariff, charge.meter)) {
        row.forecast_used = used(forecast->usage, charge.meter);
        row.forecast_cost = forecast->costs[i];
      }
      charges.push_back(std::move(row));
    }
  }

 private:
  // Usage and costs at the end of the month.
  struct Forecast {
    Usage usage;
    std::vector<Money> costs;  // of each charge
  };

  static Decimal used(const Usage& usage, const std::string& meter) {
    for (const Usage::Meter& one : usage.meters)
      if (one.meter == meter) return one.quantity;
    return {};
  }

  // Leaves out meters whose events are priced one by one: a straight line gives no single events. A
  // forecast that does not fit is none, so that it hides no facts.
  std::optional<Forecast> forecast_of(const Tariff& tariff, const Usage& usage,
                                      const std::string& company) const {
    if (progress_.elapsed_us <= 0) return {};
    Forecast forecast{usage, {}};
    try {
      for (Usage::Meter& meter : forecast.usage.meters)
        if (!prices_each_event(tariff, meter.meter))
          meter.quantity = projected(meter.quantity, progress_, decimals_.at(meter.meter));
      forecast.costs = costs_of(tariff, forecast.usage, month_, company);
    } catch (const Error& error) {
      if (error.code() == ErrorCode::overflow) return {};
      throw;
    }
    return forecast;
  }

  Month month_;
  Progress progress_;
  std::map<std::string, int> decimals_;  // by meter
};

}  // namespace

LedgerStatus status(Store& store, const Zone& zone, Instant now,
                    const std::optional<std::string>& company) {
  if (company && !store.has_company(*company))
    throw Error(ErrorCode::not_found, "no company " + in_quotes(*company));
  LedgerStatus status{.month = zone.month_of(now)};
  Biller biller(store, zone);
  const RunningMonth running(store, zone, status.month, now);
  biller.each_subscription(status.month, company,
                           [&](const std::string& of, const Tariff& tariff, const Usage& usage) {
                             running.add_charges(status.charges, tariff, usage, of);
                           });
  const std::optional<Month> next = biller.next_to_close();
  for (Month month = next.value_or(status.month); month <= status.month; month = month.next())
    if (zone.end(month) <= now) status.ready_to_close.push_back(month);
  // Closed months count too: their usage stays unbilled until a subscription covers it.
  for (Month month = store.first_usage_month().value_or(status.month); month <= status.month;
       month = month.next())
    std::ranges::move(biller.unbilled(month, company), std::back_inserter(status.unbilled));
  status.unassigned = store.unassigned();
  for (const CompanyMonth& changed : store.changed())
    if (!company || changed.company == *company)
      status.to_settle.push_back({changed.month, changed.company});
  return status;
}

}  // namespace porto::internal
