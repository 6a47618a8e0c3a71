// The picture of a simulation as values: costs become bars and labels.
// src/export/simulation_svg.cpp draws them.
#include "porto/simulation_plot.hpp"

#include <algorithm>
#include <initializer_list>
#include <optional>

#include "porto/error.hpp"
#include "tariff/compare/axis.hpp"
#include "tariff/compare/money_ticks.hpp"
#include "tariff/compare/month_labels.hpp"
#include "tariff/language.hpp"
#include "tariff/text_template.hpp"

namespace porto {

using namespace internal;

namespace {

using Series = SimulationPlot::Series;

constexpr int width = SimulationPlot::width;
constexpr int cost_height = 22'000;
constexpr int difference_height = 12'000;

[[noreturn]] void refuse(const std::string& where, const std::string& what) {
  throw Error(ErrorCode::invalid_argument, where + ": " + what, where);
}

int count_of_months(const SimulationOptions& options) {
  const int count = options.through.months_since(options.from) + 1;
  if (count < 1)
    refuse("through", options.through.to_string() + " is before " + options.from.to_string() +
                          ", where the simulation begins");
  if (count > SimulationPlot::most_months)
    refuse("through", "a picture has room for " + std::to_string(SimulationPlot::most_months) +
                          " months, not for " + std::to_string(count) + "; take fewer");
  return count;
}

class SimulationPlotter {
 public:
  SimulationPlotter(const Tariff& tariff, const SimulationOptions& options)
      : tariff_(tariff),
        language_(language_of(tariff.language)),
        options_(options),
        axis_(options.from, count_of_months(options), width),
        months_(static_cast<std::size_t>(count_of_months(options)), Sums{none(), none()}) {}

  void add(const SimulatedCost& cost) {
    if (!cost.month) refuse("costs", "one is not of a month; sum by month, or month and company");
    if (*cost.month < options_.from || *cost.month > options_.through)
      refuse("costs", "one is of " + cost.month->to_string() + ", outside of the months");
    const bool is_open = cost.basis == CostBasis::preview;
    if (is_open)
      has_preview_ = true;
    else if (!closed_ || *cost.month > *closed_)
      closed_ = *cost.month;
    Sums& sums = months_[static_cast<std::size_t>(cost.month->months_since(options_.from))];
    sums.is_open = sums.is_open || is_open;
    for (Sums* sum : {&sums, &total_}) {
      sum->current = sum->current + cost.current;
      sum->simulated = sum->simulated + cost.simulated;
    }
  }

  SimulationPlot plot() const {
    SimulationPlot plot;
    plot.language = tariff_.language;
    plot.title = tariff_.name.empty() ? tariff_.id : tariff_.name;
    plot.period = period();
    plot.sentence = sentence();
    plot.current = fill_in(words().current, [&](std::string_view) { return replaced(); });
    plot.simulated = filled(words().simulated);
    if (has_preview_) plot.open = words().open;
    plot.months = axis_.months(language_);
    plot.years = axis_.years();
    plot.cost = panel(language_.plot.cost, cost_height, 6, {Series::current, Series::simulated});
    plot.difference = panel(words().difference, difference_height, 4, {Series::difference});
    return plot;
  }

 private:
  struct Sums {
    Money current;
    Money simulated;
    bool is_open = false;
    Money of(Series series) const {
      if (series == Series::difference) return simulated - current;
      return series == Series::current ? current : simulated;
    }
  };

  const SimulationWords& words() const { return language_.simulation; }
  Money none() const { return {0, tariff_.currency}; }
  int count() const { return static_cast<int>(months_.size()); }
  std::string replaced() const {
    return options_.instead_of.empty() ? tariff_.id : options_.instead_of;
  }

  std::string money(const Decimal& amount) const {
    return language_.money(amount, tariff_.currency.decimals(), tariff_.currency);
  }

  std::string filled(std::string_view text) const {
    return fill_in(text, [&](std::string_view name) -> std::string {
      if (name == "id") return tariff_.id;
      if (name == "version") return std::to_string(tariff_.version);
      if (name == "from") return language_.month(options_.from);
      if (name == "through") return language_.month(options_.through);
      if (name == "closed") return language_.month(*closed_);
      if (name == "current") return money(total_.current.amount());
      if (name == "simulated") return money(total_.simulated.amount());
      const Decimal difference = total_.of(Series::difference).amount();
      return money(difference.is_negative() ? -difference : difference);
    });
  }

  // The months, and what their current costs are; nothing of months without costs.
  std::string period() const {
    const std::string months =
        options_.from == options_.through ? language_.month(options_.from) : filled(words().period);
    if (!closed_ && !has_preview_) return months;
    const std::string_view basis = !closed_       ? words().preview
                                   : has_preview_ ? words().mixed
                                                  : words().invoiced;
    return months + ", " + filled(basis);
  }

  std::string sentence() const {
    const std::int64_t difference = total_.of(Series::difference).minor();
    return filled(difference == 0 ? words().same : difference > 0 ? words().more : words().less);
  }

  SimulationPlot::Panel panel(std::string_view heading, int height, int most_steps,
                              std::initializer_list<Series> series) const {
    Decimal low;
    Decimal high;
    for (const Sums& sums : months_)
      for (const Series one : series) {
        low = std::min(low, sums.of(one).amount());
        high = std::max(high, sums.of(one).amount());
      }
    const Axis axis = Axis::around(low, high, height, most_steps);
    SimulationPlot::Panel panel;
    panel.heading = heading;
    panel.height = height;
    panel.zero = axis.place(0);
    panel.ticks = money_ticks(axis, language_, tariff_.currency);
    for (int i = 0; i < count(); ++i) add_bars(panel, axis, i, series);
    return panel;
  }

  // Side by side, in the middle of the month's slot. The bars of both panels have one width.
  void add_bars(SimulationPlot::Panel& panel, const Axis& axis, int month,
                std::initializer_list<Series> series) const {
    constexpr int widest = 4800;
    const int bar = std::min(width / count() * 36 / 100, widest);
    int x = axis_.middle(month) - static_cast<int>(series.size()) * bar / 2;
    for (const Series one : series) {
      const Sums& sums = months_[static_cast<std::size_t>(month)];
      const Decimal amount = sums.of(one).amount();
      panel.bars.push_back({one, x, bar, axis.place(amount),
                            language_.month(options_.from.plus(month)) + ": " + money(amount),
                            sums.is_open});
      x += bar;
    }
  }

  const Tariff& tariff_;
  const Language& language_;
  const SimulationOptions& options_;
  const MonthAxis axis_;
  std::vector<Sums> months_;
  std::optional<Month> closed_;  // the last month whose costs are invoiced ones
  bool has_preview_ = false;
  Sums total_{none(), none()};
};

}  // namespace

SimulationPlot plot(const Tariff& tariff, const SimulationOptions& options,
                    std::span<const SimulatedCost> costs) {
  SimulationPlotter plotter(tariff, options);
  for (const SimulatedCost& cost : costs) plotter.add(cost);
  return plotter.plot();
}

}  // namespace porto
