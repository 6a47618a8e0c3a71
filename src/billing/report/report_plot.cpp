// The picture of a report as values: sums become bars and labels. src/pages/report_picture.cpp
// draws them.
#include "porto/report_plot.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "billing/report/report_options.hpp"
#include "porto/error.hpp"
#include "tariff/compare/axis.hpp"
#include "tariff/compare/money_ticks.hpp"
#include "tariff/compare/month_labels.hpp"
#include "tariff/language.hpp"
#include "tariff/text_template.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr int standing_height = 26'000;
constexpr int row_height = 2'400;  // of a lying bar and the room around it
constexpr int lying_bar = 1'600;

[[noreturn]] void refuse_picture(const std::string& where, const std::string& what) {
  throw Error(ErrorCode::invalid_argument, where + ": " + what, where);
}

struct Value {
  std::optional<Decimal> number;
  bool is_open = false;
};

class ReportPlotter {
 public:
  ReportPlotter(const Report& report, const ReportOptions& options, const Language& language)
      : report_(report), options_(options), language_(language) {
    check();
    find_meter();
    find_shared();
  }

  ReportPlot plot() {
    plot_.language = language_.code;
    plot_.title = filled(is_of_amounts() ? words().invoiced : words().used);
    plot_.sentence = sentence();
    if (report_.keys.front() == ReportKey::month)
      stand();
    else
      lie();
    if (std::ranges::any_of(plot_.bars, &ReportPlot::Bar::open)) plot_.open = words().some_open;
    return std::move(plot_);
  }

 private:
  const ReportWords& words() const { return language_.report; }
  bool is_of_amounts() const { return options_.measure == ReportMeasure::amount; }

  void check() const {
    if (report_.pivot) refuse_picture("pivot", "a picture has none; leave it out");
    if (report_.compares) refuse_picture("compare", "a picture has no comparison; leave it out");
    const bool by_month = report_.keys.front() == ReportKey::month;
    if (report_.keys.size() > (by_month ? 2U : 1U))
      refuse_picture("by", "a picture is by month, by month and one other key, or by one other");
    const int months = options_.through.months_since(options_.from) + 1;
    if (by_month && months > ReportPlot::most_months)
      refuse_picture("through", "a picture has room for " +
                                    std::to_string(ReportPlot::most_months) + " months, not for " +
                                    std::to_string(months) + "; take fewer");
    if (by_month && (options_.limit != 0 || report_.rest != 0))
      refuse_picture("limit", "the months have no bar for what is beyond it; leave it out");
    if (report_.keys.back() == ReportKey::domain && is_of_amounts())
      refuse_picture("measure", "a sending domain has no amount; draw the quantity");
  }

  // Quantities of two meters have no axis in common.
  void find_meter() {
    if (is_of_amounts()) return;
    for (const ReportRow& row : report_.rows) {
      const bool is_used = row.figures.events.value_or(0) != 0 || !row.figures.meter.empty();
      if (!row.figures.quantity && is_used && row.entry == ReportEntry::row)
        refuse_picture("measure",
                       "some quantities are not known, or of several meters, and have no bar; draw "
                       "the amount");
      if (row.figures.meter.empty()) continue;
      if (!meter_.empty() && meter_ != row.figures.meter)
        refuse_picture("measure",
                       "the usage is of several meters, which have no axis in common; draw the "
                       "amount");
      meter_ = row.figures.meter;
    }
  }

  // Usage that several tariffs or charges price is in the bar of each. Bars that lie side by side
  // show it; a stack of them would be higher than what was used.
  void find_shared() {
    if (is_of_amounts()) return;
    for (const ReportRow& row : report_.rows)
      if (row.entry == ReportEntry::total) is_shared_ = !row.figures.quantity && !meter_.empty();
    if (is_shared_ && report_.keys.front() == ReportKey::month && report_.keys.size() > 1)
      refuse_picture("measure",
                     "some usage is in several rows, as several tariffs or charges price it, and a "
                     "stack would have it twice; draw the amount, or by month alone");
  }

  Value value_of(const ReportRow& row) const {
    Value value{.number = row.figures.quantity};
    if (is_of_amounts())
      value.number =
          row.figures.amount ? std::optional(row.figures.amount->amount()) : std::nullopt;
    value.is_open = is_of_amounts() && row.figures.state && *row.figures.state == ReportState::open;
    return value;
  }

  // Empty of none: what has no sum has no number.
  std::string text_of(const std::optional<Decimal>& value) const {
    return value ? text_of(*value) : std::string();
  }

  std::string text_of(const Decimal& value) const {
    if (!is_of_amounts()) return language_.number(value);
    return language_.money(value, report_.currency.decimals(), report_.currency);
  }

  std::string filled(std::string_view text, const std::string& total = {}) const {
    return fill_in(text, [&](std::string_view name) -> std::string {
      if (name == "from") return language_.month(options_.from);
      if (name == "through") return language_.month(options_.through);
      if (name == "period")
        return filled(options_.from == options_.through ? "{from}" : language_.simulation.period);
      if (name == "total") return total;
      if (name == "meter") return std::string(language_.meter(meter_));
      std::string keys;
      for (const ReportKey key : report_.keys)
        keys.append(keys.empty() ? "" : words().and_then)
            .append(words().keys[static_cast<std::size_t>(key)]);
      return keys;
    });
  }

  std::string sentence() const {
    for (const ReportRow& row : report_.rows)
      if (row.entry == ReportEntry::total)
        if (const Value total = value_of(row); total.number)
          return filled(options_.from == options_.through ? words().month : words().total,
                        text_of(*total.number));
    return filled(is_shared_ ? words().shared : words().nothing);
  }

  // What a row is called by one of its keys: a company by its name, if it has one.
  std::string name_of(const ReportRow& row, std::size_t key) const {
    if (!row.keys[key]) return std::string(words().none);
    return report_.keys[key] == ReportKey::company && !row.name.empty() ? row.name : *row.keys[key];
  }

  std::string others(std::size_t count) const {
    return fill_in(count == 1 ? words().other : words().others, [&](std::string_view) {
      return language_.number(Decimal(static_cast<std::int64_t>(count)));
    });
  }

  std::vector<Plot::Mark> ticks_of(const Axis& axis) const {
    if (is_of_amounts()) return money_ticks(axis, language_, report_.currency);
    std::vector<Plot::Mark> ticks;
    for (const Decimal& tick : axis.ticks())
      ticks.push_back({axis.place(tick), language_.number(tick)});
    return ticks;
  }

  // The months, each a stack of its series, from the largest up; what is below zero goes down.
  struct Stacks {
    std::vector<std::vector<Value>> values;  // by month, then series
    Decimal low;
    Decimal high;
  };

  // Which series each value of the second key is of: the largest have one of their own.
  std::map<std::string, std::size_t> find_series() {
    std::map<std::string, std::pair<Decimal, std::string>> sums;  // and names, by value
    for (const ReportRow& row : report_.rows) {
      const Value value = value_of(row);
      if (row.entry != ReportEntry::row || !value.number) continue;
      auto& [sum, name] = sums[row.keys.back().value_or("")];
      sum += *value.number;
      name = name_of(row, 1);
    }
    std::vector<std::pair<Decimal, std::string>> order;
    for (const auto& [value, sum] : sums) order.emplace_back(sum.first, value);
    std::ranges::stable_sort(order, [](const auto& a, const auto& b) { return a.first > b.first; });
    std::map<std::string, std::size_t> series;
    const std::size_t named =
        order.size() <= ReportPlot::most_series + 1 ? order.size() : ReportPlot::most_series;
    for (std::size_t i = 0; i < order.size(); ++i) {
      series[order[i].second] = std::min(i, named);
      if (i < named) plot_.series.push_back({sums[order[i].second].second});
    }
    if (named < order.size()) plot_.series.push_back({others(order.size() - named), true});
    return series;
  }

  Stacks stacks() {
    const bool has_series = report_.keys.size() == 2;
    std::map<std::string, std::size_t> series;
    if (has_series)
      series = find_series();
    else
      plot_.series.push_back({});
    const auto months = static_cast<std::size_t>(options_.through.months_since(options_.from) + 1);
    Stacks stacks{
        .values = {months, std::vector<Value>(plot_.series.size())}, .low = {}, .high = {}};
    for (const ReportRow& row : report_.rows) {
      const Value value = value_of(row);
      if (row.entry != ReportEntry::row || !row.keys[0] || !value.number) continue;
      const int month = Month::parse(*row.keys[0]).months_since(options_.from);
      Value& into = stacks.values[static_cast<std::size_t>(month)]
                                 [has_series ? series[row.keys[1].value_or("")] : 0];
      into.number = into.number.value_or(0) + *value.number;
      into.is_open = into.is_open || value.is_open;
    }
    for (const std::vector<Value>& month : stacks.values) {
      Decimal up;
      Decimal down;
      for (const Value& value : month)
        (value.number.value_or(0).is_negative() ? down : up) += value.number.value_or(0);
      stacks.high = std::max(stacks.high, up);
      stacks.low = std::min(stacks.low, down);
    }
    return stacks;
  }

  void stand() {
    const Stacks all = stacks();
    const Axis axis = Axis::around(all.low, all.high, standing_height, 6);
    const MonthAxis months(options_.from, static_cast<int>(all.values.size()), ReportPlot::width);
    plot_.height = standing_height;
    plot_.zero = axis.place(0);
    plot_.ticks = ticks_of(axis);
    plot_.labels = months.months(language_);
    plot_.years = months.years();
    for (int month = 0; month < months.count(); ++month)
      add_stack(axis, months, month, all.values[static_cast<std::size_t>(month)]);
  }

  void add_stack(const Axis& axis, const MonthAxis& months, int month,
                 const std::vector<Value>& values) {
    constexpr int widest = 6'000;
    const int bar = std::min((months.slot(month + 1) - months.slot(month)) * 72 / 100, widest);
    Decimal up;
    Decimal down;
    for (std::size_t series = 0; series < values.size(); ++series) {
      if (!values[series].number) continue;
      const Decimal& value = *values[series].number;
      Decimal& end = value.is_negative() ? down : up;
      const int from = axis.place(end);
      end += value;
      const int to = axis.place(end);
      const std::string& name = plot_.series[series].name;
      plot_.bars.push_back({series, months.middle(month) - bar / 2, std::min(from, to), bar,
                            std::max(from, to) - std::min(from, to),
                            language_.month(months.month(month)) + (name.empty() ? "" : ", ") +
                                name + ": " + text_of(value),
                            values[series].is_open});
    }
  }

  struct Lying {
    std::string name;
    std::optional<Decimal> value;  ///< not set of a rest whose rows share usage
    bool is_open = false;
    bool is_rest = false;
  };

  // The largest first, unless the report is sorted otherwise; what has no room is one more.
  std::vector<Lying> lying_bars() const {
    std::vector<Lying> bars;
    Lying rest{.name = {}, .value = Decimal(0), .is_rest = true};
    std::size_t left_out = 0;
    std::optional<Lying> other;
    for (const ReportRow& row : report_.rows) {
      const Value value = value_of(row);
      if (row.entry == ReportEntry::other && (value.number || is_shared_))
        other = Lying{others(report_.rest), value.number, value.is_open, true};
      else if (row.entry == ReportEntry::row && value.number)
        bars.push_back({name_of(row, 0), value.number, value.is_open});
    }
    if (options_.sort == ReportSort::keys && !other)
      std::ranges::stable_sort(bars,
                               [](const Lying& a, const Lying& b) { return a.value > b.value; });
    while (!other && bars.size() > ReportPlot::most_bars + 1 - (left_out == 0 ? 0 : 1)) {
      rest.value = *rest.value + *bars.back().value;
      rest.is_open = rest.is_open || bars.back().is_open;
      ++left_out;
      bars.pop_back();
    }
    rest.name = others(left_out);
    if (is_shared_) rest.value.reset();
    if (left_out != 0) bars.push_back(std::move(rest));
    if (other) bars.push_back(std::move(*other));
    return bars;
  }

  void lie() {
    plot_.lying = true;
    const std::vector<Lying> bars = lying_bars();
    Decimal low;
    Decimal high;
    // The sum of the others is told and has no bar: it would dwarf those that are of one.
    for (const Lying& bar : bars) {
      if (bar.is_rest) continue;
      low = std::min(low, *bar.value);
      high = std::max(high, *bar.value);
    }
    const Axis axis = Axis::around(low, high, ReportPlot::width, 5);
    plot_.height = row_height * std::max(1, static_cast<int>(bars.size()));
    plot_.zero = axis.place(0);
    plot_.ticks = ticks_of(axis);
    plot_.series = {{}, {{}, true}};
    int y = plot_.height;
    for (const Lying& bar : bars) {
      y -= row_height;
      const int end = bar.is_rest ? plot_.zero : axis.place(*bar.value);
      plot_.bars.push_back({bar.is_rest ? 1U : 0U, std::min(end, plot_.zero),
                            y + (row_height - lying_bar) / 2,
                            std::max(end, plot_.zero) - std::min(end, plot_.zero), lying_bar,
                            bar.name + (bar.value ? ": " : "") + text_of(bar.value), bar.is_open});
      plot_.labels.push_back({y + row_height / 2, bar.name});
      plot_.values.push_back({std::max(end, plot_.zero), text_of(bar.value)});
    }
  }

  const Report& report_;
  const ReportOptions& options_;
  const Language& language_;
  std::string meter_;       // of the quantities
  bool is_shared_ = false;  // several rows have the same usage, and no sum
  ReportPlot plot_;
};

}  // namespace

ReportPlot plot(const Report& report, const ReportOptions& options, std::string_view language) {
  return ReportPlotter(report, options, language_of(language)).plot();
}

}  // namespace porto
