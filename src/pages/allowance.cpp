// See allowance.hpp.
#include "pages/allowance.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "porto/error.hpp"

namespace porto::internal {
namespace {

// The tariffs that price the month's own usage.
std::vector<const Tariff*> tariffs_of_month(const PageView& view) {
  std::set<std::pair<std::string_view, int>> seen;
  std::vector<const Tariff*> tariffs;
  for (const Statement::Derivation& derivation : view.statement().derivations) {
    if (derivation.usage_month != view.statement().month) continue;
    if (derivation.invoice && *derivation.invoice != view.statement().month) continue;
    if (!seen.insert({derivation.tariff, derivation.tariff_version}).second) continue;
    if (const Tariff* tariff = view.tariff(derivation.tariff, derivation.tariff_version))
      tariffs.push_back(tariff);
  }
  return tariffs;
}

// Billing units into the meter's smallest units. Not set if the number does not fit.
std::optional<Wide> in_meter_units(const Charge& charge, int decimals) {
  try {
    Decimal units = *charge.included;
    if (charge.convert && charge.convert->times > Decimal(0))
      units =
          (units * charge.convert->per).divide(charge.convert->times, decimals, RoundingMode::down);
    return units.round(decimals, RoundingMode::down).to_scaled_int64(decimals);
  } catch (const Error&) {
    return {};
  }
}

std::vector<bool> covered_days(const PageView& view, const std::string& tariff) {
  const Month month = view.statement().month;
  std::vector<bool> covered;
  for (int day = 1; day <= month.days(); ++day)
    covered.push_back(
        std::ranges::any_of(view.statement().subscriptions, [&](const Subscription& subscription) {
          return subscription.tariff == tariff && subscription.covers(Day(month, day));
        }));
  return covered;
}

// Usage below 0 may give back what was used up: the last day counts after which it stays so.
void find_used_up(const DayTotals& usage, Allowance& allowance) {
  Wide used = 0;
  for (std::size_t day = 0; day < usage.days.size(); ++day) {
    if (allowance.covered[day]) used += usage.days[day];
    if (used <= allowance.quantity)
      allowance.used_up.reset();
    else if (!allowance.used_up)
      allowance.used_up = day;
  }
}

}  // namespace

Wide DayTotals::sum() const {
  Wide sum = 0;
  for (const Wide day : days) sum += day;
  return sum;
}

std::vector<DayTotals> day_totals(const Statement& statement) {
  std::map<std::string_view, DayTotals> meters;
  const auto count = static_cast<std::size_t>(statement.month.days());
  for (const MonthUsage& total : statement.usage)
    if (total.events > 0)
      meters[total.meter] = {total.meter, total.decimals, std::vector<Wide>(count)};
  for (const Statement::DayUsage& day : statement.days) {
    if (day.day.month() != statement.month) continue;
    DayTotals& totals = meters[day.meter];
    totals.meter = day.meter;
    totals.decimals = day.decimals;
    totals.days.resize(count);
    totals.days[static_cast<std::size_t>(day.day.day()) - 1] += day.quantity;
  }
  std::vector<DayTotals> all;
  for (auto& [meter, totals] : meters) all.push_back(std::move(totals));
  return all;
}

std::optional<Allowance> allowance_of(const PageView& view, const DayTotals& usage) {
  std::optional<Allowance> found;
  for (const Tariff* tariff : tariffs_of_month(view))
    for (const Charge& charge : tariff->charges) {
      if (charge.meter != usage.meter || !charge.included || charge.each_event) continue;
      const std::optional<Wide> quantity = in_meter_units(charge, usage.decimals);
      if (found || !quantity) return {};
      if (*quantity <= 0) continue;
      found = Allowance{*charge.included, *quantity, covered_days(view, tariff->id)};
    }
  if (found) find_used_up(usage, *found);
  return found;
}

}  // namespace porto::internal
