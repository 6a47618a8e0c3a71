// See status.hpp.
#include "billing/status.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "base/text.hpp"
#include "billing/bill.hpp"
#include "billing/close.hpp"
#include "billing/measured.hpp"
#include "porto/error.hpp"

namespace porto {
namespace {

// How far a month has come.
struct Progress {
  std::int64_t elapsed_us;
  std::int64_t whole_us;
};

Progress progress(const Zone& zone, Month month, Instant now) {
  const std::int64_t start = zone.start(month).unix_us;
  return {now.unix_us - start, zone.end(month).unix_us - start};
}

// The straight line through nothing at the start of the month and what was used by now.
Decimal projected(const Decimal& used, const Progress& progress, int decimals) {
  return (used * Decimal(progress.whole_us))
      .divide(progress.elapsed_us, decimals, RoundingMode::half_up);
}

Money cost_of(const Tariff& tariff, std::size_t charge, const Rating& rating) {
  Decimal cost;
  for (const RatedLine& line : rating.lines)
    if (line.charge == charge) cost += line.net_amount;
  return Money::of(cost, tariff.currency);
}

std::optional<Decimal> percent(const Decimal& used, const std::optional<Decimal>& included) {
  if (!included || included->is_zero()) return {};
  return (used * 100).divide(*included, 1, RoundingMode::half_up);
}

class Standing {
 public:
  Standing(Store& store, const Zone& zone, Month month, Instant now)
      : month_(month), progress_(progress(zone, month, now)) {
    for (const Meter& meter : store.meters()) decimals_[meter.id] = meter.decimals;
  }

  void add_charges(std::vector<ChargeStatus>& charges, const Tariff& tariff, const Usage& usage,
                   const std::string& company) const {
    const Rating rating = rate(tariff, usage);
    const std::optional<Usage> ahead = forecast(tariff, usage);
    const std::optional<Rating> then = ahead ? std::optional(rate(tariff, *ahead)) : std::nullopt;
    for (std::size_t i = 0; i < tariff.charges.size(); ++i) {
      const Charge& charge = tariff.charges[i];
      ChargeStatus row{.month = month_,
                       .company = company,
                       .tariff = tariff.id,
                       .charge = charge.id,
                       .meter = charge.meter,
                       .used = used(usage, charge.meter),
                       .included = charge.included,
                       .cost = cost_of(tariff, i, rating)};
      row.used_percent = percent(row.used, row.included);
      if (then) {
        row.forecast_used = used(*ahead, charge.meter);
        row.forecast_cost = cost_of(tariff, i, *then);
      }
      charges.push_back(std::move(row));
    }
  }

 private:
  static Decimal used(const Usage& usage, const std::string& meter) {
    for (const Usage::Meter& one : usage.meters)
      if (one.meter == meter) return one.quantity;
    return {};
  }

  // What single events will be, no line can tell.
  std::optional<Usage> forecast(const Tariff& tariff, const Usage& usage) const {
    if (progress_.elapsed_us <= 0) return {};
    if (std::ranges::any_of(tariff.charges, &Charge::each_event)) return {};
    Usage ahead = usage;
    for (Usage::Meter& meter : ahead.meters)
      meter.quantity = projected(meter.quantity, progress_, decimals_.at(meter.meter));
    return ahead;
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
  const Standing standing(store, zone, status.month, now);
  biller.each_subscription(status.month, company,
                           [&](const std::string& of, const Tariff& tariff, const Usage& usage) {
                             standing.add_charges(status.charges, tariff, usage, of);
                           });
  const std::optional<Month> next = next_to_close(store);
  for (Month month = next.value_or(status.month); month <= status.month; month = month.next()) {
    if (zone.end(month) <= now) status.ready_to_close.push_back(month);
    std::ranges::move(biller.unbilled(month, company), std::back_inserter(status.unbilled));
  }
  status.unassigned = store.unassigned();
  for (const CompanyMonth& changed : store.changed())
    if (!company || changed.company == *company)
      status.to_settle.push_back({changed.month, changed.company});
  return status;
}

}  // namespace porto
