// See simulate.hpp.
#include "billing/outlook/simulate.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "billing/bill.hpp"
#include "billing/catalogue.hpp"
#include "billing/company_usage.hpp"
#include "billing/rating.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

// on_progress may stop a simulation also within a month of many companies.
constexpr std::uint64_t rated_between_calls = 256;

std::uint64_t months_from(Month first, Month last) {
  return static_cast<std::uint64_t>(last.months_since(first) + 1);
}

using Amounts = std::map<std::string, Money>;  // by company

class Simulator {
 public:
  Simulator(Store& store, const Zone& zone, const Tariff& tariff, std::string instead_of,
            const OnUnrated& failed, const OnProgress& on_progress)
      : failed_(failed),
        on_progress_(on_progress),
        store_(store),
        zone_(zone),
        tariff_(tariff),
        instead_of_(std::move(instead_of)),
        catalogue_(store),
        last_closed_(last_closed(store)) {
    for (Subscription& subscription : store.subscriptions())
      if (subscription.tariff == instead_of_) subscriptions_.push_back(std::move(subscription));
  }

  Simulation run(Month from, Month through) {
    months_ = months_from(from, through);
    for (Month month = from; month < through; month = month.next()) add(month);
    add(through);  // there may be no month after it
    Simulation simulation;
    add_notice(simulation, "charged like a whole month", part_months_,
               "tariff " + in_quotes(tariff_.id) + " does not prorate, and the company was on " +
                   in_quotes(instead_of_) + " on some days only");
    add_notice(simulation, "changed since it was closed, and not settled", unsettled(from, through),
               "the current cost is what was invoiced, the simulated one has the change");
    add_items_notice(simulation, from, through);
    simulation.costs = std::move(costs_);
    return simulation;
  }

 private:
  // Months of companies: the first of them, and how many there are.
  class Places {
   public:
    void add(Month month, const std::string& company) {
      if (++count_ > shown) return;
      text_ += (text_.empty() ? "" : ", ") + month.to_string() + " of " + in_quotes(company);
    }
    bool empty() const noexcept { return count_ == 0; }
    std::string text() const {
      return count_ <= shown ? text_ : text_ + " and " + std::to_string(count_ - shown) + " more";
    }

   private:
    static constexpr std::size_t shown = 3;
    std::size_t count_ = 0;
    std::string text_;
  };

  static void add_notice(Simulation& simulation, const std::string& what, const Places& places,
                         const std::string& why) {
    if (!places.empty()) simulation.notices.push_back(what + ": " + places.text() + "; " + why);
  }

  // Items are agreed with a company, whatever its tariff: they change neither cost.
  void add_items_notice(Simulation& simulation, Month from, Month through) const {
    std::set<CompanyMonth> simulated;
    for (const SimulatedCost& cost : costs_) simulated.insert({*cost.month, *cost.company});
    Money sum(0, tariff_.currency);
    std::uint64_t count = 0;
    for (const InvoiceItem& item : store_.items({})) {
      if (item.month < from || through < item.month) continue;
      if (!simulated.contains({item.month, item.company})) continue;
      sum = sum + item.amount;
      ++count;
    }
    if (count == 0) return;
    simulation.notices.push_back("in neither cost: " + std::to_string(count) +
                                 (count == 1 ? " item" : " items") + " of these months, together " +
                                 sum.to_string() + " " + std::string(tariff_.currency.code()) +
                                 "; items are agreed with a company, and no tariff changes them");
  }

  bool is_closed(Month month) const { return last_closed_ && month <= *last_closed_; }

  // What invoices have of a month's usage, with adjustments of later months.
  Amounts invoiced(Month month) const {
    Amounts amounts;
    for (const InvoiceLine& line : store_.lines({.usage_month = month})) {
      if (line.tariff != instead_of_) continue;
      Money& sum = amounts.try_emplace(line.company, 0, tariff_.currency).first->second;
      sum = sum + line.net_amount;
    }
    return amounts;
  }

  void add(Month month) {
    add_costs(month);
    ++done_;
    tell();
  }

  void tell() const {
    if (on_progress_) on_progress_(done_, months_);
  }

  // The companies of a month, with their usage read once.
  void add_costs(Month month) {
    const std::vector<Coverage> coverages = covered(subscriptions_, month);
    const Money none(0, tariff_.currency);
    if (!is_closed(month)) return add_open(month, coverages);
    Amounts current = invoiced(month);
    Amounts gone = current;
    for (const Coverage& coverage : coverages) gone.erase(coverage.company);
    each_usage(month, coverages, nullptr, [&](const Coverage& coverage, const Usage& usage) {
      const Money was = current.try_emplace(coverage.company, none).first->second;
      costs_.push_back({month, coverage.company, was, cost(tariff_, usage, month, coverage.company),
                        CostBasis::invoiced});
    });
    // They are on the tariff no longer, by what is known now.
    for (const auto& [company, was] : gone)
      costs_.push_back({month, company, was, none, CostBasis::invoiced});
  }

  void add_open(Month month, const std::vector<Coverage>& coverages) {
    if (coverages.empty()) return;
    const Tariff& before = catalogue_.tariff_for(instead_of_, month);
    each_usage(month, coverages, &before, [&](const Coverage& coverage, const Usage& usage) {
      const std::string& company = coverage.company;
      costs_.push_back({month, company, cost(before, usage, month, company),
                        cost(tariff_, usage, month, company), CostBasis::preview});
    });
  }

  // What each company used, for the document and for the tariff that is replaced, if it is rated.
  template <class Visit>
  void each_usage(Month month, const std::vector<Coverage>& coverages, const Tariff* before,
                  const Visit& visit) {
    EventNeeds needs;
    for (const Coverage& coverage : coverages) {
      if (before) needs.add(coverage, *before);
      needs.add(coverage, tariff_);
      if (!coverage.whole() && !tariff_.prorate_days) part_months_.add(month, coverage.company);
    }
    if (!needs.empty()) require_events(month, needs);
    const CompanyUsage used(store_, zone_, month, {}, needs);
    for (const Coverage& coverage : coverages) {
      const auto describe = [&](const Error& error) {
        std::string meter = meter_of(tariff_, error.where());
        if (meter.empty() && before) meter = meter_of(*before, error.where());
        return Unrated{month, coverage.company, coverage.tariff, meter, error.code(), error.what()};
      };
      attempt_rating(failed_, describe, [&] {
        visit(coverage, rate_for(coverage.company, month, before ? *before : tariff_,
                                 [&] { return used.of(coverage); }));
      });
      if (++rated_ % rated_between_calls == 0) tell();
    }
  }

  Places unsettled(Month from, Month through) const {
    Places places;
    for (const CompanyMonth& changed : store_.changed())
      if (from <= changed.month && changed.month <= through && is_closed(changed.month) &&
          is_simulated(changed))
        places.add(changed.month, changed.company);
    return places;
  }

  bool is_simulated(const CompanyMonth& of) const {
    return std::ranges::any_of(costs_, [&](const SimulatedCost& cost) {
      return cost.month == of.month && cost.company == of.company;
    });
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

  const OnUnrated& failed_;
  const OnProgress& on_progress_;
  Store& store_;
  const Zone& zone_;
  const Tariff& tariff_;
  std::string instead_of_;
  Catalogue catalogue_;
  std::optional<Month> last_closed_;
  std::vector<SimulatedCost> costs_;
  Places part_months_;
  std::vector<Subscription> subscriptions_;  // to the tariff that is replaced, by company
  std::uint64_t done_ = 0;                   // months
  std::uint64_t months_ = 0;
  std::uint64_t rated_ = 0;  // usages of companies
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
        sums.try_emplace({month, company}, SimulatedCost{month, company, none, none, cost.basis})
            .first->second;
    if (sum.basis != cost.basis) sum.basis = CostBasis::mixed;
    sum.current = sum.current + cost.current;
    sum.simulated = sum.simulated + cost.simulated;
  }
  std::vector<SimulatedCost> list;
  for (const auto& [key, sum] : sums) list.push_back(sum);
  return list;
}

}  // namespace

Simulation simulate(Store& store, const Zone& zone, std::string_view toml,
                    std::string_view file_name, const SimulationOptions& options,
                    const OnUnrated& failed) {
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
  Simulation simulation = Simulator(store, zone, tariff, instead_of, failed, options.on_progress)
                              .run(options.from, options.through);
  simulation.costs = summed(simulation.costs, options.by, tariff.currency);
  return simulation;
}

}  // namespace porto::internal
