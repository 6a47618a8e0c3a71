// Usage to lines; see rater.hpp.
#include "porto/error.hpp"
#include "tariff/free_events.hpp"
#include "tariff/rater.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr Share whole_month;

[[noreturn]] void refuse_share(Share share) {
  throw Error(ErrorCode::invalid_argument,
              "a share of a month is from 0 to all of its days, not " + std::to_string(share.days) +
                  " of " + std::to_string(share.of),
              "share");
}

Share share_of(const Tariff& tariff, const Usage& usage) {
  const Share share = usage.share;
  if (share.of < 1 || share.days < 0 || share.days > share.of) refuse_share(share);
  return tariff.prorate_days ? share : whole_month;
}

// What an event costs, and what of it is due whatever its value.
struct EventCost {
  Ratio amount;
  Ratio due;
};

EventCost event_cost(const Curve& curve, const Ratio& quantity, bool mirrored, Trace* trace) {
  if (mirrored) {
    const Mirrored cost = mirrored_cost(curve, quantity, trace);
    return {cost.amount(), cost.due};
  }
  const Ratio amount = cost(curve, quantity, trace);
  return {amount, amount};
}

template <class Number>
Number mirrored_if(bool mirrored, const Number& number) {
  return mirrored ? -number : number;
}

Error with_place(const Error& error, const std::string& charge) {
  return {error.code(), "charge \"" + charge + "\": " + error.what(), charge};
}

}  // namespace

Rating rate(const Tariff& tariff, const Usage& usage) {
  Rating rating;
  rate(tariff, usage, rating);
  return rating;
}

void rate(const Tariff& tariff, const Usage& usage, Rating& into) {
  Rater(tariff, usage, nullptr, into).rate();
}

Rater::Rater(const Tariff& tariff, const Usage& usage, Trace* trace, Rating& into)
    : tariff_(tariff),
      usage_(usage),
      share_(share_of(tariff, usage)),
      trace_(trace),
      rating_(into) {}

void Rater::rate() {
  rating_.lines.clear();
  rating_.lines.reserve(2 * tariff_.charges.size());
  rating_.total = {};
  unseen_ = {};
  for (charge_ = 0; charge_ < tariff_.charges.size(); ++charge_) {
    const Charge& charge = tariff_.charges[charge_];
    if (trace_) trace_->begin_charge(charge.id);
    try {
      charge.each_event ? rate_events(charge) : rate_month(charge);
    } catch (const Error& error) {
      throw with_place(error, charge.id);
    }
  }
  charge_ = RatedLine::whole_tariff;
  if (trace_) trace_->begin_charge({});
  if (by_total()) add_rounding_line();
  if (tariff_.minimum || tariff_.maximum)
    add_limit_line({charge_, {}, 0, {}}, tariff_.minimum, tariff_.maximum);
  if (trace_) note_total();
}

// Steps 3 to 6 once, for the usage of the month.
void Rater::rate_month(const Charge& charge) {
  const Scope scope{charge_, {}, rating_.lines.size(), unseen_};
  BillingUnits metered = meter(charge, used(charge), Step::usage);
  if (charge.included) metered.quantity = billable(metered.quantity, *charge.included);
  const Curve* last = &charge.curve;
  if (charge.curve.then)
    last = add_chain_line(charge.curve, metered);
  else
    add_curve_lines(charge.curve, metered);
  if (last->minimum || last->maximum) add_limit_line(scope, last->minimum, last->maximum);
}

// Steps 3 to 6 for each event; one line for their sum.
void Rater::rate_events(const Charge& charge) {
  FreeEvents free(charge.included, charge.included_events);
  Ratio sum;
  Ratio due;  // whatever the events below 0 take back
  bool mirrored = false;
  std::string formula;
  std::int64_t charged_events = 0;
  for (const Decimal& value : event_values(charge)) {
    const BillingUnits metered = meter(charge, value, Step::event);
    const std::optional<Ratio> charged = free.charged_part(metered.quantity, trace_);
    if (!charged) continue;
    const EventCost event = event_cost(charge.curve, *charged, metered.mirrored, trace_);
    sum = sum + event.amount;
    due = due + event.due;
    mirrored = mirrored || metered.mirrored;
    if (trace_) formula += (charged_events == 0 ? "" : " + ") + term(event.amount);
    ++charged_events;
  }
  if (charged_events == 0) return;
  note(trace_, Step::sum, sum, [&] { return formula; });
  RatedLine& line = add_line(LineKind::usage, {});
  line.quantity = charged_events;
  settle(line, sum, false);
  if (mirrored) take_back(due, sum);
}

// A meter that is not named was not used.
Decimal Rater::used(const Charge& charge) const {
  Decimal quantity;
  for (const Usage::Meter& meter : usage_.meters)
    if (meter.meter == charge.meter) quantity += meter.quantity;
  return quantity;
}

std::vector<Decimal> Rater::event_values(const Charge& charge) const {
  std::vector<Decimal> values;
  Decimal sum;
  for (const Usage::Meter& meter : usage_.meters) {
    if (meter.meter != charge.meter) continue;
    values.insert(values.end(), meter.events.begin(), meter.events.end());
  }
  for (const Decimal& value : values) sum += value;
  if (sum != used(charge))
    throw Error(ErrorCode::invalid_argument, "each event of meter \"" + charge.meter +
                                                 "\" is priced, but the events given sum " + "to " +
                                                 sum.to_string() + " and the usage is " +
                                                 used(charge).to_string() +
                                                 "; give the value of each event");
  return values;
}

// The rule for negative usage, then units.
Rater::BillingUnits Rater::meter(const Charge& charge, const Decimal& value, Step step) {
  BillingUnits metered{value, value.is_negative() && charge.negative == Negative::mirror};
  if (!charge.meter.empty()) note(trace_, step, value, [&] { return value.to_string(); });
  if (value.is_negative()) {
    if (charge.negative == Negative::refuse)
      throw Error(ErrorCode::negative_usage,
                  "usage of meter \"" + charge.meter + "\" is " + value.to_string() +
                      ", below 0; correct it, or write negative = \"mirror\" or \"clamp\" in the "
                      "charge");
    metered.quantity = metered.mirrored ? -value : Decimal();
    note(trace_, Step::absolute, metered.quantity,
         [&] { return metered.mirrored ? "0 - " + term(value) : call("max", "0", term(value)); });
  }
  if (charge.convert) metered.quantity = converted(metered.quantity, *charge.convert);
  return metered;
}

Ratio Rater::converted(const Ratio& quantity, const Convert& convert) {
  const bool exact = convert.partial == Partial::exact;
  const Ratio scaled = quantity * convert.times;
  const Ratio units =
      exact ? scaled.over(convert.per) : Ratio(counted(scaled, convert.per, convert.partial));
  note(trace_, Step::converted, units, [&] {
    const bool times = convert.times != Decimal(1);
    const std::string text = term(quantity) + (times ? " * " + convert.times.to_string() : "");
    return exact ? divided(text, convert.per) : counted_text(text, convert.per, convert.partial);
  });
  return units;
}

// The quantity above the free units.
Ratio Rater::billable(const Ratio& quantity, const Decimal& included) {
  Ratio rest = quantity - included;
  if (rest.is_negative()) rest = Ratio();
  note(trace_, Step::billable, rest,
       [&] { return call("max", "0", term(quantity) + " - " + included.to_string()); });
  return rest;
}

// Adds a line for each fee that is due and each price that met a quantity. Mirrored usage takes its
// cost back; the fee beside the tiers stays due.
void Rater::add_curve_lines(const Curve& curve, const BillingUnits& metered) {
  if (curve.fee) add_fee_line(*curve.fee, share_, {}, false);
  const bool tiered = curve.tiers.size() > 1;
  for_each_part(curve, metered.quantity, [&](std::size_t i, const Ratio& part) {
    const Price& price = curve.tiers[i].price;
    const auto tier = tiered ? std::optional(i) : std::nullopt;
    const Scope scope{charge_, tier, rating_.lines.size(), unseen_};
    note_part(curve, i, metered.quantity, part, trace_);
    if (price.fee) add_fee_line(*price.fee, whole_month, tier, metered.mirrored);
    if (has_rate(price) && !part.is_zero()) add_usage_line(price, part, tier, metered.mirrored);
    if (price.maximum) add_limit_line(scope, {}, price.maximum);
  });
  if (trace_) trace_->begin_tier({});
}

// A chain of curves gives one line without a unit price; returns the last curve, whose limits hold.
const Curve* Rater::add_chain_line(const Curve& first, const BillingUnits& metered) {
  if (metered.mirrored) {
    const LastMirrored last = last_mirrored(first, metered.quantity, share_, trace_);
    const Mirrored sum = sum_of(last.curve, last.quantity, share_, trace_);
    note(trace_, Step::taken_back, sum.amount(),
         [&] { return "2 * " + term(sum.due) + " - " + term(sum.used); });
    add_sum_line(sum.amount(), -metered.quantity);
    take_back(sum.due, sum.amount());
    return &last.curve;
  }
  const LastCurve last = last_curve(first, metered.quantity, share_, trace_);
  add_sum_line(sum_of(last.curve, last.quantity, share_, trace_), metered.quantity);
  return &last.curve;
}

// Without usage it is a fee, if there is one.
void Rater::add_sum_line(const Ratio& amount, const Ratio& quantity) {
  const bool used_nothing = quantity.is_zero();
  if (used_nothing && amount.is_zero()) return;
  RatedLine& line = add_line(used_nothing ? LineKind::fee : LineKind::usage, {});
  line.quantity = used_nothing ? 1 : quantity.to_decimal();
  settle(line, amount, false);
}

// 500 a month; for 15 of 31 days: 15 days at 500 per 31.
void Rater::add_fee_line(const Decimal& fee, Share share, std::optional<std::size_t> tier,
                         bool mirrored) {
  RatedLine& line = add_line(LineKind::fee, tier);
  const bool part_of_month = share.days != share.of;
  line.quantity = part_of_month ? share.days : 1;
  if (mirrored) line.quantity = -line.quantity;
  if (part_of_month) line.base_quantity = share.of;
  line.unit_price = fee;
  const Ratio amount = prorated(fee, share);
  if (trace_)
    trace_->add(Step::fee, (mirrored ? "0 - " : "") + prorated_text(fee, share),
                mirrored_if(mirrored, amount).to_string());
  settle(line, amount, mirrored);
}

// A quantity whose decimals never end is written in the units it was divided from.
void Rater::add_usage_line(const Price& price, const Ratio& part, std::optional<std::size_t> tier,
                           bool mirrored) {
  const BilledPart billed = bill(price, part, trace_);
  if (billed.quantity.is_zero()) return;  // no full package
  RatedLine& line = add_line(LineKind::usage, tier);
  line.unit_price = billed.unit_price;
  if (const auto exact = billed.quantity.exact()) {
    line.quantity = *exact;
    line.base_quantity = billed.per;
  } else {
    line.quantity = billed.quantity.top();
    line.base_quantity = billed.per * billed.quantity.bottom();
  }
  if (mirrored) line.quantity = -line.quantity;
  settle(line, billed.amount(), mirrored);
}

// Constructs a line from its members: emplace_back() without arguments would clear it first.
RatedLine& Rater::add_line(LineKind kind, std::optional<std::size_t> tier) {
  return rating_.lines.emplace_back(RatedLine{.charge = charge_, .tier = tier, .kind = kind});
}

// Rounds once, by the tariff's rule; what is mirrored is rounded as the negative amount it is.
void Rater::settle(RatedLine& line, const Ratio& amount, bool mirrored) {
  line.exact_amount = amount.to_decimal();
  if (mirrored) line.exact_amount = -line.exact_amount;
  line.net_amount = rounded(line.exact_amount);
  rating_.total += line.net_amount;
  const Ratio signed_amount = mirrored_if(mirrored, amount);
  if (by_total()) unseen_.sum = unseen_.sum + signed_amount;
  if (mirrored) take_back({}, signed_amount);  // nothing of it is due without usage
  if (trace_)
    trace_->add(Step::rounding, rounding_text(signed_amount.to_string()),
                money_text(line.net_amount), rating_.lines.size());
}

Decimal Rater::rounded(const Decimal& amount) const {
  return amount.round(tariff_.round.decimals, tariff_.round.mode);
}

std::string Rater::money_text(const Decimal& amount) const {
  return amount.to_string_fixed(tariff_.round.decimals);
}

std::string Rater::rounding_text(const std::string& amount) const {
  return call(to_string(tariff_.round.mode), amount, std::to_string(tariff_.round.decimals));
}

void Rater::note_total() {
  std::string formula = rating_.lines.empty() ? "0" : "";
  for (const RatedLine& line : rating_.lines)
    formula += (formula.empty() ? "" : " + ") + in_term(money_text(line.net_amount));
  trace_->add(Step::total, formula, money_text(rating_.total));
}

}  // namespace porto
