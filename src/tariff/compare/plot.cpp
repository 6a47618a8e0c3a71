// The values of a plot of a tariff, from usage to points and labels. src/pages/plot_picture.cpp
// draws them.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "porto/error.hpp"
#include "porto/tariff_tools.hpp"
#include "tariff/compare/axis.hpp"
#include "tariff/compare/boundaries.hpp"
#include "tariff/compare/limit_marks.hpp"
#include "tariff/compare/money_ticks.hpp"
#include "tariff/compare/polyline.hpp"
#include "tariff/language.hpp"
#include "tariff/text_template.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr int cost_height = 22'000;
constexpr int unit_price_height = 14'000;

[[noreturn]] void refuse(const std::string& where, const std::string& what) {
  throw Error(ErrorCode::invalid_argument, where + ": " + what, where);
}

std::string quoted(const std::vector<std::string_view>& meters) {
  std::string list;
  for (const std::string_view meter : meters)
    list.append(list.empty() ? "" : ", ").append(in_quotes(meter));
  return list;
}

// The meter that is plotted; empty for a tariff that only has fees.
std::string meter_of(const Tariff& tariff, const std::string& wanted) {
  const std::vector<std::string_view> meters = meters_of(tariff);
  if (wanted.empty() && meters.size() > 1)
    refuse("meter", "the tariff has the meters " + quoted(meters) + "; say which one to plot");
  if (wanted.empty()) return meters.empty() ? "" : std::string(meters.front());
  if (std::find(meters.begin(), meters.end(), wanted) == meters.end())
    refuse("meter", "the tariff does not price the meter " + in_quotes(wanted) + "; " +
                        (meters.empty() ? "it only has fees" : "it prices " + quoted(meters)));
  return wanted;
}

// The same tariff with no free events, where each event is priced.
Tariff without_free_events(Tariff tariff) {
  for (Charge& charge : tariff.charges) {
    if (!charge.each_event) continue;
    charge.included.reset();
    charge.included_events.reset();
  }
  return tariff;
}

// The x axis, with room for its labels between ticks.
Axis usage_axis(const PlotRange& range) {
  constexpr int character = 1000;  // with its part of the marks between thousands
  constexpr int gap = 5000;
  const auto width_of = [](const Decimal& value) {
    return static_cast<int>(value.to_string().size()) * character + gap;
  };
  const int widest = std::max(width_of(range.from), width_of(range.to));
  const int parts = std::clamp(Plot::width / widest, 1, 8);
  return {range.from, range.to, round_step(range.to - range.from, parts), Plot::width};
}

// The lowest and the highest of some values, and 0.
struct Extremes {
  Decimal low;
  Decimal high;
  void include(const Decimal& value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
};

class Plotter {
 public:
  Plotter(const Tariff& tariff, const PlotRange& range)
      : tariff_(without_free_events(tariff)),
        language_(language_of(tariff_.language)),
        meter_(meter_of(tariff, range.meter)),
        each_event_(prices_each_event(tariff_, meter_)),
        range_(range),
        x_(usage_axis(range)) {}

  Plot plot(std::span<const PlotUsage> usage) {
    Plot plot;
    plot.language = tariff_.language;
    plot.title = tariff_.name.empty() ? tariff_.id : tariff_.name;
    plot.subtitle = filled(language_.plot.effective);
    plot.x_label = filled(meter_.empty() ? language_.plot.no_meter
                          : each_event_  ? language_.plot.event
                                         : language_.plot.usage);
    for (const Decimal& tick : x_.ticks())
      plot.ticks.push_back({x_.place(tick), language_.number(tick)});
    plot.boundaries = boundaries();
    plot.description = filled(language_.plot.summary) + in_words(plot.boundaries);
    look_around(plot.boundaries);
    if (costs_.low.is_zero() && costs_.high.is_zero())
      plot.nothing = plot.description = filled(language_.plot.nothing);
    for (const PlotUsage& one : usage) costs_.include(one.cost);
    plot.cost = cost_panel();
    plot.unit_price = unit_price_panel();
    add_dots(plot, usage);
    return plot;
  }

 private:
  // The decimals of 1 / 64000 end, so that every x is exactly a quantity.
  Decimal quantity_at(int x) const {
    static const Decimal part = Decimal(1).divide(Plot::width, 9, RoundingMode::half_up);
    return range_.from + (range_.to - range_.from) * Decimal(x) * part;
  }

  Rating rating_of(const Decimal& quantity) const {
    if (meter_.empty()) return rate(tariff_, {});
    return rate(tariff_,
                each_event_ ? Usage::of_events(meter_, {quantity}) : Usage::of(meter_, quantity));
  }

  // Before rounding: the steps of a rounding are not those of the price.
  Decimal cost_of(const Decimal& quantity) const {
    Decimal sum;
    for (const RatedLine& line : rating_of(quantity).lines) sum += line.exact_amount;
    return sum;
  }

  std::string money(const Decimal& amount) const {
    return language_.money(amount, std::max(amount.decimals(), tariff_.currency.decimals()),
                           tariff_.currency);
  }

  std::string filled(std::string_view words) const {
    return fill_in(words, [&](std::string_view name) -> std::string {
      if (name == "id") return tariff_.id;
      if (name == "version") return std::to_string(tariff_.version);
      if (name == "month") return language_.month(tariff_.effective);
      if (name == "meter") return std::string(language_.meter(meter_));
      if (name == "from") return language_.number(range_.from);
      if (name == "to") return language_.number(range_.to);
      return money(rating_of(name == "first" ? range_.from : range_.to).total);
    });
  }

  std::string label_of(const Boundary& boundary, bool with_charge) const {
    const std::string_view words = boundary.tier == 0        ? language_.plot.included
                                   : boundary.holds_quantity ? language_.plot.from
                                                             : language_.plot.above;
    const std::string label = fill_in(words, [&](std::string_view name) -> std::string {
      if (name == "number") return language_.number(boundary.quantity);
      return std::string(language_.tier) + " " + std::to_string(boundary.tier + 1);
    });
    return with_charge ? label + " (" + boundary.charge->id + ")" : label;
  }

  std::string in_words(const std::vector<Plot::Mark>& marks) const {
    if (marks.empty()) return {};
    return fill_in(language_.plot.boundaries, [&](std::string_view) {
      std::string list;
      for (const Plot::Mark& mark : marks) list.append(list.empty() ? "" : "; ").append(mark.label);
      return list;
    });
  }

  void add_dots(Plot& plot, std::span<const PlotUsage> usage) const {
    const Axis axis = cost_axis();
    for (const PlotUsage& one : usage)
      if (one.quantity >= range_.from && one.quantity <= range_.to)
        plot.dots.push_back({x_.place(one.quantity), axis.place(one.cost), one.text});
  }

  std::vector<LimitMark> limits() const {
    constexpr int parts = 160;
    std::vector<LimitMark> marks =
        limit_marks(range_.from, range_.to, parts,
                    [&](const Decimal& quantity) { return rating_of(quantity); });
    std::erase_if(marks, [&](const LimitMark& mark) {
      return mark.quantity <= range_.from || mark.quantity >= range_.to;
    });
    return marks;
  }

  std::string label_of(const LimitMark& mark, bool with_charge) const {
    const std::string label =
        fill_in(mark.is_maximum ? language_.plot.maximum : language_.plot.minimum,
                [&](std::string_view) { return language_.number(mark.quantity); });
    if (!with_charge || mark.charge == RatedLine::whole_tariff) return label;
    return label + " (" + tariff_.charges[mark.charge].id + ")";
  }

  // From left to right.
  std::vector<Plot::Mark> boundaries() const {
    const std::vector<Boundary> all = boundaries_of(tariff_, meter_);
    const std::vector<LimitMark> held = limits();
    std::set<const Charge*> charges;
    for (const Boundary& boundary : all) charges.insert(boundary.charge);
    for (const LimitMark& mark : held)
      charges.insert(mark.charge == RatedLine::whole_tariff ? nullptr
                                                            : &tariff_.charges[mark.charge]);
    const bool several = charges.size() > 1;
    std::vector<Plot::Mark> marks;
    for (const Boundary& boundary : all)
      if (boundary.quantity > range_.from && boundary.quantity < range_.to)
        marks.push_back({x_.place(boundary.quantity), label_of(boundary, several)});
    for (const LimitMark& mark : held)
      marks.push_back({x_.place(mark.quantity), label_of(mark, several)});
    std::stable_sort(marks.begin(), marks.end(),
                     [](const Plot::Mark& a, const Plot::Mark& b) { return a.at < b.at; });
    return marks;
  }

  // How high the panels must be: every fourth pixel, and both sides of the boundaries.
  void look_around(const std::vector<Plot::Mark>& marks) {
    constexpr int raster = 400;
    for (int x = 0; x <= Plot::width; x += raster) look_at(x);
    for (const Plot::Mark& mark : marks)
      for (const int x : {mark.at - 1, mark.at, mark.at + 1})
        if (x >= 0 && x <= Plot::width) look_at(x);
  }

  // With a fee, the price of the first units grows without bound: the curve may leave the panel to
  // the left of a tenth of the axis.
  void look_at(int x) {
    const Decimal quantity = quantity_at(x);
    const Decimal cost = cost_of(quantity);
    costs_.include(cost);
    const Decimal distance = quantity.is_negative() ? -quantity : quantity;
    if (distance.is_zero() || distance * 10 < range_.to - range_.from) return;
    constexpr int fine = 30;
    prices_.include(cost.divide(quantity, fine, RoundingMode::half_up));
  }

  Plot::Panel scaled_panel(std::string_view heading, const Axis& axis, int height) const {
    Plot::Panel panel;
    panel.heading = heading;
    panel.height = height;
    panel.zero = axis.place(0);
    panel.ticks = money_ticks(axis, language_, tariff_.currency);
    return panel;
  }

  Axis cost_axis() const { return Axis::around(costs_.low, costs_.high, cost_height, 6); }

  Plot::Panel cost_panel() const {
    const Axis axis = cost_axis();
    Plot::Panel panel = scaled_panel(each_event_ ? language_.plot.event_cost : language_.plot.cost,
                                     axis, cost_height);
    panel.lines.push_back(
        polyline(0, Plot::width, [&](int x) { return axis.place(cost_of(quantity_at(x))); }));
    panel.last = money(rating_of(range_.to).total);
    return panel;
  }

  Plot::Panel unit_price_panel() const {
    const Axis axis = Axis::around(prices_.low, prices_.high, unit_price_height, 5);
    Plot::Panel panel = scaled_panel(language_.plot.unit_price, axis, unit_price_height);
    const auto price_at = [&](int x) {
      const Decimal quantity = quantity_at(x);
      return axis.place(cost_of(quantity), quantity);
    };
    // Without a quantity there is no price of a unit: the line has a gap there.
    const int zero = x_.place(0);
    int left = std::min(zero, Plot::width);
    while (left >= 0 && quantity_at(left) >= 0) --left;
    int right = std::max(zero, 0);
    while (right <= Plot::width && quantity_at(right) <= 0) ++right;
    if (left >= 0) panel.lines.push_back(polyline(0, left, price_at));
    if (right <= Plot::width) panel.lines.push_back(polyline(right, Plot::width, price_at));
    if (range_.to.is_zero()) return panel;
    const int decimals = std::max(axis.step().decimals(), tariff_.currency.decimals()) + 2;
    panel.last = money(cost_of(range_.to).divide(range_.to, decimals, RoundingMode::half_up));
    return panel;
  }

  const Tariff tariff_;
  const Language& language_;
  const std::string meter_;
  const bool each_event_;
  const PlotRange& range_;
  const Axis x_;
  Extremes costs_;
  Extremes prices_;
};

}  // namespace

Decimal plot_end(const Tariff& tariff, const PlotRange& range) {
  const std::string meter = meter_of(tariff, range.meter);
  Decimal last = 0;
  for (const Boundary& boundary : boundaries_of(without_free_events(tariff), meter))
    last = std::max(last, boundary.quantity);
  return last * 2 > range.from ? last * 2 : range.from + Decimal(1000);
}

Plot plot(const Tariff& tariff, const PlotRange& range, std::span<const PlotUsage> usage) {
  if (range.from >= range.to)
    refuse("to", range.to.to_string() + " is not above " + range.from.to_string() +
                     ", where the plot begins; give a larger one");
  return Plotter(tariff, range).plot(usage);
}

}  // namespace porto
