// See porto/totals.hpp.
#include "porto/totals.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "porto/error.hpp"
#include "porto/rows.hpp"

namespace porto {

using namespace internal;

namespace {

// Totals in the order in which they were begun.
class Totals {
 public:
  void add(const std::optional<std::string>& company, const Money& amount) {
    const std::pair key(company, amount.currency());
    const auto [place, is_new] = places_.emplace(key, totals_.size());
    if (is_new) totals_.push_back({company, 0, Decimal(0), amount.currency()});
    InvoiceTotal& total = totals_[place->second];
    total.net_amount += amount.amount();
    ++total.lines;
  }
  std::vector<InvoiceTotal> take() { return std::move(totals_); }

 private:
  std::vector<InvoiceTotal> totals_;
  std::map<std::pair<std::optional<std::string>, Currency>, std::size_t> places_;
};

// Totals of companies, in order, and of all of them.
class ChargesTotals {
 public:
  void add(Month month, const std::string& company, const Money& cost,
           const std::optional<Money>& forecast) {
    if (totals_.empty() || totals_.back().company != company) begin(totals_, month, company, cost);
    if (all_.empty()) begin(all_, month, {}, cost);
    for (ChargesTotal* total : {&totals_.back(), &all_.back()}) {
      total->cost = total->cost + cost;
      if (total->forecast_cost && forecast)
        total->forecast_cost = *total->forecast_cost + *forecast;
      else
        total->forecast_cost.reset();
    }
  }
  std::vector<ChargesTotal> take() {
    std::ranges::move(all_, std::back_inserter(totals_));
    return std::move(totals_);
  }

 private:
  static void begin(std::vector<ChargesTotal>& totals, Month month,
                    std::optional<std::string> company, const Money& cost) {
    const Money none(0, cost.currency());
    totals.push_back({month, std::move(company), none, none});
  }

  std::vector<ChargesTotal> totals_;
  std::vector<ChargesTotal> all_;  // one, or none
};

// `parameter`: what the rows should be.
std::size_t find_column(const Rows& rows, std::string_view name, const std::string& parameter) {
  const auto found = std::ranges::find(rows.columns(), name, &Column::name);
  if (found == rows.columns().end())
    throw Error(ErrorCode::invalid_argument,
                std::string("these rows are no ") +
                    (parameter == "lines" ? "invoice lines" : "charges") +
                    ": they have no column " + in_quotes(name),
                parameter);
  return static_cast<std::size_t>(found - rows.columns().begin());
}

}  // namespace

std::vector<InvoiceTotal> totals_of(std::span<const InvoiceLine> lines) {
  Totals totals;
  for (const InvoiceLine& line : lines) totals.add(line.company, line.net_amount);
  for (const InvoiceLine& line : lines) totals.add({}, line.net_amount);
  return totals.take();
}

std::vector<InvoiceTotal> totals_of(Rows lines) {
  const std::size_t company = find_column(lines, "company", "lines");
  const std::size_t amount = find_column(lines, "net_amount", "lines");
  const std::size_t currency = find_column(lines, "currency", "lines");
  Totals totals;
  Totals of_all;
  lines.rewind();
  while (lines.next()) {
    const std::vector<Cell>& cells = lines.cells();
    const Money net = Money::of(Decimal::parse(cells[amount].value_or("")),
                                Currency(cells[currency].value_or("")));
    totals.add(cells[company].value_or(""), net);
    of_all.add({}, net);
  }
  std::vector<InvoiceTotal> result = totals.take();
  std::ranges::move(of_all.take(), std::back_inserter(result));
  return result;
}

std::vector<ChargesTotal> totals_of(std::span<const ChargeStatus> charges) {
  ChargesTotals totals;
  for (const ChargeStatus& charge : charges)
    totals.add(charge.month, charge.company, charge.cost, charge.forecast_cost);
  return totals.take();
}

std::vector<ChargesTotal> charges_totals_of(Rows charges) {
  const std::size_t month = find_column(charges, "month", "charges");
  const std::size_t company = find_column(charges, "company", "charges");
  const std::size_t cost = find_column(charges, "cost", "charges");
  const std::size_t forecast = find_column(charges, "forecast_cost", "charges");
  const std::size_t currency = find_column(charges, "currency", "charges");
  ChargesTotals totals;
  charges.rewind();
  while (charges.next()) {
    const std::vector<Cell>& cells = charges.cells();
    const auto money_of = [&](std::size_t column) {
      return Money::of(Decimal::parse(cells[column].value_or("")),
                       Currency(cells[currency].value_or("")));
    };
    totals.add(Month::parse(cells[month].value_or("")), cells[company].value_or(""), money_of(cost),
               cells[forecast] ? std::optional(money_of(forecast)) : std::nullopt);
  }
  return totals.take();
}

}  // namespace porto
