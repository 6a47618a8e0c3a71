// See simulate.hpp.
#include "billing/outlook/simulate.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "billing/catalogue.hpp"
#include "billing/company_usage.hpp"
#include "billing/rating.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

class Simulator {
 public:
  Simulator(Store& store, const Zone& zone, const Tariff& tariff, std::string instead_of)
      : store_(store),
        zone_(zone),
        tariff_(tariff),
        instead_of_(std::move(instead_of)),
        catalogue_(store) {
    for (Subscription& subscription : store.subscriptions())
      if (subscription.tariff == instead_of_) subscriptions_.push_back(std::move(subscription));
  }

  std::vector<SimulatedCost> run(Month from, Month through) {
    for (Month month = from; month < through; month = month.next()) add(month);
    add(through);  // there may be no month after it
    return std::move(costs_);
  }

 private:
  // The companies of a month, with their usage read once.
  void add(Month month) {
    const std::vector<Coverage> coverages = covered(subscriptions_, month);
    if (coverages.empty()) return;
    const Tariff& before = catalogue_.tariff_for(instead_of_, month);
    EventNeeds needs;
    for (const Coverage& coverage : coverages) {
      needs.add(coverage, before);
      needs.add(coverage, tariff_);
    }
    if (!needs.empty()) require_events(month, needs);
    const CompanyUsage used(store_, zone_, month, {}, needs);
    for (const Coverage& coverage : coverages) {
      const std::string& company = coverage.company;
      const Usage usage = rate_for(company, month, before, [&] { return used.of(coverage); });
      costs_.push_back({month, company, cost(before, usage, month, company),
                        cost(tariff_, usage, month, company)});
    }
  }

  // Prices of single events, and of some days, need the events. Pruning a month prunes all months
  // before it too.
  void require_events(Month month, const EventNeeds& needs) const {
    const std::vector<ClosedMonth> closed_months = store_.closed_months();
    const auto pruned = std::ranges::find_if(closed_months, [&](const ClosedMonth& closed) {
      return month <= closed.month && closed.pruned_at;
    });
    if (pruned == closed_months.end() || !reads_events(store_, month, needs)) return;
    throw Error(ErrorCode::not_found,
                "the events of " + month.to_string() + " were pruned at " +
                    to_rfc3339(*pruned->pruned_at) +
                    ", and one of the tariffs prices each event, or some days of the month; "
                    "simulate later months");
  }

  static Money cost(const Tariff& tariff, const Usage& usage, Month month,
                    const std::string& company) {
    return rate_for(company, month, tariff,
                    [&] { return Money::of(rate(tariff, usage).total, tariff.currency); });
  }

  Store& store_;
  const Zone& zone_;
  const Tariff& tariff_;
  std::string instead_of_;
  Catalogue catalogue_;
  std::vector<SimulatedCost> costs_;
  std::vector<Subscription> subscriptions_;  // to the tariff that is replaced, by company
};

// One cost for each month, company or both; by month, company.
std::vector<SimulatedCost> summed(const std::vector<SimulatedCost>& costs, SimulateBy by,
                                  Currency currency) {
  const bool by_month = by == SimulateBy::month_and_company || by == SimulateBy::month;
  const bool by_company = by == SimulateBy::month_and_company || by == SimulateBy::company;
  const Money none(0, currency);
  std::map<std::pair<std::optional<Month>, std::optional<std::string>>, SimulatedCost> sums;
  for (const SimulatedCost& cost : costs) {
    const auto month = by_month ? cost.month : std::nullopt;
    const auto company = by_company ? cost.company : std::nullopt;
    SimulatedCost& sum =
        sums.try_emplace({month, company}, SimulatedCost{month, company, none, none}).first->second;
    sum.actual = sum.actual + cost.actual;
    sum.simulated = sum.simulated + cost.simulated;
  }
  std::vector<SimulatedCost> list;
  for (const auto& [key, sum] : sums) list.push_back(sum);
  return list;
}

}  // namespace

std::vector<SimulatedCost> simulate(Store& store, const Zone& zone, std::string_view toml,
                                    std::string_view file_name, const SimulationOptions& options) {
  const Tariff tariff = parse_tariff(toml, file_name);
  check_fits(store, tariff, file_name);
  if (options.through < options.from)
    throw Error(ErrorCode::invalid_argument,
                "the simulation would end (" + options.through.to_string() +
                    ") before it begins (" + options.from.to_string() + ")",
                "through");
  const std::string instead_of = options.instead_of.empty() ? tariff.id : options.instead_of;
  const std::vector<TariffDocument> known = store.tariffs();
  if (std::ranges::find(known, instead_of, &TariffDocument::id) == known.end())
    throw Error(ErrorCode::not_found,
                "the ledger has no tariff " + in_quotes(instead_of) +
                    "; name the tariff to replace (--instead-of)",
                "instead_of");
  return summed(Simulator(store, zone, tariff, instead_of).run(options.from, options.through),
                options.by, tariff.currency);
}

}  // namespace porto::internal
