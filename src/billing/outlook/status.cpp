// See status.hpp.
#include "billing/outlook/status.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "billing/bill.hpp"
#include "billing/company_usage.hpp"
#include "billing/rating.hpp"
#include "billing/tasks/tasks.hpp"
#include "porto/error.hpp"
#include "store/errors.hpp"
#include "store/pruned.hpp"
#include "tariff/compare/boundaries.hpp"

namespace porto::internal {
namespace {

// The part of the time that is over, of the days of a month on which a company is on a tariff.
struct Progress {
  std::int64_t elapsed_us = 0;
  std::int64_t whole_us = 0;
};

Progress progress_of(const Zone& zone, const Coverage& coverage, Instant now) {
  Progress progress;
  for (int number = 1; number <= coverage.month.days(); ++number) {
    if ((coverage.days & day_bit(number)) == 0) continue;
    const Day day(coverage.month, number);
    const std::int64_t start = zone.start(day).unix_us;
    const std::int64_t end = zone.end(day).unix_us;
    progress.elapsed_us += std::clamp(now.unix_us, start, end) - start;
    progress.whole_us += end - start;
  }
  return progress;
}

// Usage at the end of these days, on a straight line from 0 at their start through usage now.
Decimal projected(const Decimal& used, const Progress& progress, int decimals) {
  return (used * Decimal(progress.whole_us))
      .divide(progress.elapsed_us, decimals, RoundingMode::half_up);
}

// Whether lines of no charge may bring the sum of the charges to the total.
bool has_whole_lines(const Tariff& tariff) {
  return tariff.minimum || tariff.maximum || tariff.round.per == RoundPer::total;
}

// The cost of each charge, and at last what limits and rounding of the whole tariff add.
std::vector<Money> costs_of(const Tariff& tariff, const Usage& usage, Month month,
                            const std::string& company) {
  return rate_for(company, month, tariff, [&] {
    std::vector<Decimal> sums(tariff.charges.size() + 1);
    for (const RatedLine& line : rate(tariff, usage).lines)
      sums[std::min(line.charge, tariff.charges.size())] += line.net_amount;
    std::vector<Money> costs;
    for (const Decimal& sum : sums) costs.push_back(Money::of(sum, tariff.currency));
    return costs;
  });
}

// Rounded down, so that 80 is never shown, or warned of, before it is reached.
std::optional<Decimal> percent(const Decimal& used, const std::optional<Decimal>& included) {
  if (!included || included->is_zero()) return {};
  return (used * 100).divide(*included, 1, RoundingMode::floor);
}

class RunningMonth {
 public:
  RunningMonth(Store& store, const Zone& zone, Month month, Instant now)
      : zone_(zone), month_(month), now_(now) {
    for (const Meter& meter : store.meters()) decimals_[meter.id] = meter.decimals;
  }

  void add_charges(std::vector<ChargeStatus>& charges, const Tariff& tariff, const Usage& usage,
                   const Coverage& coverage) const {
    const std::string& company = coverage.company;
    const std::vector<Money> costs = costs_of(tariff, usage, month_, company);
    const std::optional<Forecast> forecast = forecast_of(tariff, usage, coverage);
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
    if (has_whole_lines(tariff)) add_whole(charges, tariff, company, costs, forecast);
  }

 private:
  // Usage and costs at the end of the month.
  struct Forecast {
    Usage usage;
    std::vector<Money> costs;  // as costs_of()
  };

  // What is forecast is known only if the costs of all charges are.
  void add_whole(std::vector<ChargeStatus>& charges, const Tariff& tariff,
                 const std::string& company, const std::vector<Money>& costs,
                 const std::optional<Forecast>& forecast) const {
    ChargeStatus row{.month = month_,
                     .company = company,
                     .tariff = tariff.id,
                     .charge = {},
                     .meter = {},
                     .cost = costs.back()};
    if (forecast && event_meters_of(tariff).empty()) row.forecast_cost = forecast->costs.back();
    charges.push_back(std::move(row));
  }

  int decimals_of(const std::string& meter) const {
    if (const auto known = decimals_.find(meter); known != decimals_.end()) return known->second;
    throw Error(ErrorCode::corrupt,
                "the ledger lacks the meter " + in_quotes(meter) + ": restore a backup");
  }

  static Decimal used(const Usage& usage, const std::string& meter) {
    for (const Usage::Meter& one : usage.meters)
      if (one.meter == meter) return one.quantity;
    return {};
  }

  // Leaves out meters whose events are priced one by one: a straight line gives no single events. A
  // forecast that does not fit is none, so that it hides no facts.
  std::optional<Forecast> forecast_of(const Tariff& tariff, const Usage& usage,
                                      const Coverage& coverage) const {
    const Progress progress = progress_of(zone_, coverage, now_);
    if (progress.elapsed_us <= 0) return {};
    Forecast forecast{usage, {}};
    try {
      for (Usage::Meter& meter : forecast.usage.meters)
        if (!prices_each_event(tariff, meter.meter))
          meter.quantity = projected(meter.quantity, progress, decimals_of(meter.meter));
      forecast.costs = costs_of(tariff, forecast.usage, month_, coverage.company);
    } catch (const Error& error) {
      if (error.code() == ErrorCode::overflow) return {};
      throw;
    }
    return forecast;
  }

  const Zone& zone_;
  Month month_;
  Instant now_;
  std::map<std::string, int> decimals_;  // by meter
};

// What was used until a moment is not known if events of the month are gone, and some were later.
void require_events(Store& store, const Biller& biller, Month month, Instant now) {
  if (!is_pruned(biller.closed_months(), month)) return;
  bool later = false;
  store.each_batch([&](const EventBatch& batch) {
    if (batch.last_at > now &&
        std::ranges::find(batch.pruned, month, &BatchPart::month) != batch.pruned.end())
      later = true;
  });
  if (later)
    throw Error(ErrorCode::not_found, "the events of " + month.to_string() +
                                          " were pruned, and what was used of it until " +
                                          to_rfc3339(now) +
                                          " is not known any more; its invoice is");
}

// Companies without charges that no task names yet: in a closed month, and where only the usage
// until then cannot be rated.
void add_unrated(std::vector<Task>& tasks, Store& store, const Zone& zone,
                 std::vector<Unrated> unrated) {
  std::erase_if(unrated, [&](const Unrated& one) {
    return std::ranges::any_of(tasks, [&](const Task& task) {
      return task.what == TaskKind::unrated && task.month == one.month &&
             task.company == one.company;
    });
  });
  find_events(store, zone, unrated);
  const std::vector<Task> more = tasks_of(store, unrated);
  const auto end = std::ranges::upper_bound(tasks, TaskKind::unrated, {}, &Task::what);
  tasks.insert(end, more.begin(), more.end());
}

}  // namespace

LedgerStatus status(Store& store, const Zone& zone, Instant now,
                    const std::optional<std::string>& company) {
  if (company && !store.has_company(*company)) throw store_error::unknown_company(*company);
  LedgerStatus status{.month = zone.month_of(now)};
  Biller biller(store, zone);
  require_events(store, biller, status.month, now);
  const RunningMonth running(store, zone, status.month, now);
  std::vector<Unrated> unrated;
  biller.each_coverage(
      status.month, company,
      [&](const Coverage& coverage, const Tariff& tariff, const Usage& usage) {
        running.add_charges(status.charges, tariff, usage, coverage);
      },
      [&](Unrated one) { unrated.push_back(std::move(one)); }, now);
  std::erase_if(status.charges, [&](const ChargeStatus& row) {
    return std::ranges::find(unrated, row.company, &Unrated::company) != unrated.end();
  });
  status.tasks = open_tasks(store, zone, biller, now, company);
  add_unrated(status.tasks, store, zone, std::move(unrated));
  return status;
}

}  // namespace porto::internal
