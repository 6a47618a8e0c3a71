// See month_curves.hpp.
#include "billing/overview/month_curves.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "billing/coverage.hpp"
#include "porto/error.hpp"
#include "tariff/compare/boundaries.hpp"
#include "tariff/language.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t most_curves = 4;

class CurveMaker {
 public:
  CurveMaker(Store& store, Biller& biller, Month month, const std::vector<InvoiceLine>& lines,
             const std::string& language)
      : biller_(biller), language_(language_of(language)) {
    for (const Company& company : store.companies()) names_[company.id] = company.name;
    for (const InvoiceLine& line : lines)
      if (line.usage_month == month && line.kind != LineKind::item) add(line);
    totals_ = biller.state_of(month) == MonthState::open
                  ? biller.totals(month, {})
                  : store.period_usage(month, {.month = month, .company = {}});
    for (const Coverage& coverage : covered(biller.subscriptions(), month))
      coverages_[coverage.company].push_back(coverage);
  }

  std::vector<MonthOverview::Curve> make() {
    std::vector<std::pair<Decimal, std::string>> order;
    for (const auto& [tariff, sum] : sums_) order.emplace_back(sum, tariff);
    std::ranges::stable_sort(order, [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<MonthOverview::Curve> curves;
    for (const auto& [sum, tariff] : order)
      if (curves.size() < most_curves) add_curve(tariff, curves);
    return curves;
  }

 private:
  void add(const InvoiceLine& line) {
    sums_[line.tariff] += line.net_amount.amount();
    versions_[line.tariff] = line.tariff_version;
    costs_[{line.tariff, line.company}] += line.net_amount.amount();
  }

  void add_curve(const std::string& id, std::vector<MonthOverview::Curve>& curves) {
    Tariff tariff = biller_.catalogue().version(id, versions_[id]);
    const std::vector<std::string_view> meters = meters_of(tariff);
    if (meters.size() != 1 || prices_each_event(tariff, meters.front())) return;
    tariff.language = language_.code;
    MonthOverview::Curve curve;
    std::vector<PlotUsage> usage;
    PlotRange range{.meter = std::string(meters.front())};
    for (const MonthUsage& total : totals_)
      if (total.meter == range.meter) add_dot(tariff, total, usage, curve);
    for (const PlotUsage& one : usage) range.to = std::max(range.to, one.quantity);
    if (range.to <= range.from) return;
    // Where the price changes is shown if it is not far from what was used.
    range.to = std::max(range.to, std::min(plot_end(tariff, range), range.to * Decimal(3)));
    curve.companies = static_cast<std::int64_t>(usage.size());
    curve.plot = plot(tariff, range, usage);
    curves.push_back(std::move(curve));
  }

  // Of a company on some days alone, or with two tariffs, the total is not what the tariff priced.
  void add_dot(const Tariff& tariff, const MonthUsage& total, std::vector<PlotUsage>& usage,
               MonthOverview::Curve& curve) const {
    const auto cost = costs_.find({tariff.id, total.company});
    if (cost == costs_.end()) return;
    const auto covered = coverages_.find(total.company);
    if (covered == coverages_.end() || covered->second.size() != 1 ||
        covered->second.front().tariff != tariff.id || !covered->second.front().whole() ||
        total.quantity < 0) {
      ++curve.left_out;
      return;
    }
    const auto name = names_.find(total.company);
    const std::string& shown =
        name == names_.end() || name->second.empty() ? total.company : name->second;
    const int decimals = tariff.currency.decimals();
    usage.push_back({total.amount(), cost->second,
                     shown + ": " + language_.number(total.amount()) + ", " +
                         language_.money(cost->second, decimals, tariff.currency)});
  }

  Biller& biller_;
  const Language& language_;
  std::map<std::string, std::string> names_;
  std::vector<MonthUsage> totals_;       // that the invoice was computed from, or would be
  std::map<std::string, Decimal> sums_;  // by tariff
  std::map<std::string, int> versions_;  // that priced the lines, by tariff
  std::map<std::pair<std::string, std::string>, Decimal> costs_;  // by tariff, company
  std::map<std::string, std::vector<Coverage>> coverages_;        // by company
};

}  // namespace

std::vector<MonthOverview::Curve> month_curves(Store& store, Biller& biller, Month month,
                                               const std::vector<InvoiceLine>& lines,
                                               const std::string& language) {
  return CurveMaker(store, biller, month, lines, language).make();
}

}  // namespace porto::internal
