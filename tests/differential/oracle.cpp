// The document, section by section; see oracle.hpp.
#include "differential/oracle.hpp"

#include <algorithm>

namespace porto::testing {

using namespace internal;
namespace {

Exact counted(const Exact& value, Partial partial) {
  switch (partial) {
    case Partial::up:
      return rounded(value, 0, "up");
    case Partial::down:
      return rounded(value, 0, "down");
    case Partial::half_up:
      return rounded(value, 0, "half_up");
    case Partial::exact:
      break;
  }
  return value;
}

// A number on the way to an amount.
using Steps = std::vector<Exact>;
const Exact& noted(Steps& steps, const Exact& value) {
  steps.push_back(value);
  return value;
}

// "price, percent, fee": the billed part of a quantity, and its amount.
struct Priced {
  Exact quantity;
  Exact unit_price;
  std::optional<Exact> base;
};

std::optional<Priced> priced(Steps& steps, const Price& price, const Exact& quantity) {
  if (!price.price && !price.percent) return std::nullopt;
  const Exact per = noted(steps, exact(price.per));
  Priced result{quantity, 0, {}};
  if (price.price) {
    if (price.partial != Partial::exact)
      result.quantity = counted(quantity / per, price.partial) * per;
    result.unit_price += exact(*price.price) / per;
  }
  if (price.percent) result.unit_price += exact(*price.percent) / 100;
  if (!price.percent) result.base = per;
  if (!price.price) result.base = 100;
  if (result.quantity == 0) return std::nullopt;
  noted(steps, noted(steps, result.quantity) * noted(steps, result.unit_price));
  return result;
}

// "tiers": one that is met, with its part of the quantity.
struct Met {
  std::size_t tier;
  Exact part;
  bool fee_is_due;
};

bool holds(const Curve& curve, std::size_t tier, const Exact& quantity) {
  const auto& up_to = curve.tiers[tier].up_to;
  if (!up_to) return true;
  return curve.bound == Bound::inclusive ? quantity <= exact(*up_to) : quantity < exact(*up_to);
}

std::vector<Met> met_tiers(const Curve& curve, const Exact& quantity) {
  std::vector<Met> met;
  std::size_t holding = 0;
  while (holding < curve.tiers.size() && !holds(curve, holding, quantity)) ++holding;
  if (curve.tiers.empty()) return met;
  if (quantity == 0) return {{holding, 0, curve.idle == Idle::charged}};
  if (curve.mode == TierMode::volume) return {{holding, quantity, true}};
  Exact below = 0;
  for (std::size_t i = 0; i <= holding; ++i) {
    const auto& up_to = curve.tiers[i].up_to;
    const Exact top = up_to ? std::min(quantity, exact(*up_to)) : quantity;
    if (top > below) met.push_back({i, top - below, true});
    below = top;
  }
  return met;
}

// A whole curve on exact amounts: before a `then`, in one, or for an event.
Exact amount_without_limits(Steps& steps, const Curve& curve, const Exact& quantity,
                            const Exact& share) {
  Exact amount = curve.fee ? exact(*curve.fee) * share : Exact(0);
  for (const Met& met : met_tiers(curve, quantity)) {
    const Price& price = curve.tiers[met.tier].price;
    Exact part = price.fee && met.fee_is_due ? exact(*price.fee) : Exact(0);
    if (const auto usage = priced(steps, price, met.part))
      part += usage->quantity * usage->unit_price;
    noted(steps, part);
    amount += price.maximum ? std::min(part, exact(*price.maximum)) : part;
  }
  return noted(steps, amount);
}

// An amount, and what of it is due without usage. They are the same unless usage is below 0 and
// mirrored: then the amount is as far below what is due as usage above 0 would be above it.
struct Amount {
  Exact all;
  Exact due;

  Exact of_usage_above_0() const { return 2 * due - all; }
};

struct Limits {
  std::optional<Exact> minimum;
  std::optional<Exact> maximum;

  Exact raised(const Exact& amount) const {
    return minimum && amount < *minimum ? *minimum : amount;
  }
  Exact lowered(const Exact& amount) const {
    return maximum && amount > *maximum ? *maximum : amount;
  }
  // "negative": fees and minimums stay due, and a maximum limits what is taken back.
  Amount of(const Amount& amount) const {
    const Exact due = lowered(raised(amount.due));
    if (amount.all == amount.due) return {due, due};
    const Exact without = lowered(amount.due);
    const Exact with = lowered(amount.of_usage_above_0());
    return {raised(without - (with - without)), due};
  }
};

Limits limits_of(const std::optional<Decimal>& minimum, const std::optional<Decimal>& maximum,
                 const Exact& share) {
  Limits limits;
  if (minimum) limits.minimum = exact(*minimum) * share;
  if (maximum) limits.maximum = exact(*maximum);
  return limits;
}

// The same for usage below 0 if `sign` is -1; the quantity of a meter is due nothing.
Amount amount_without_limits(Steps& steps, const Curve& curve, const Amount& quantity, int sign,
                             const Exact& share) {
  if (sign > 0) {
    const Exact all = amount_without_limits(steps, curve, quantity.all, share);
    return {all, all};
  }
  const Exact fee = curve.fee ? exact(*curve.fee) * share : Exact(0);
  const Exact due =
      quantity.due == 0 ? fee : amount_without_limits(steps, curve, quantity.due, share);
  const Exact used = amount_without_limits(steps, curve, quantity.of_usage_above_0(), share);
  return {noted(steps, due - (used - due)), due};
}

class Oracle {
 public:
  Oracle(const Tariff& tariff, const Usage& usage) : tariff_(tariff), usage_(usage) {
    if (tariff.prorate_days) share_ = Exact(usage.share.days, usage.share.of);
  }

  OracleRating rating() {
    for (charge_ = 0; charge_ < tariff_.charges.size(); ++charge_) {
      const std::size_t first = result_.lines.size();
      const Charge& charge = tariff_.charges[charge_];
      if (charge.each_event)
        add_events(charge);
      else
        add_month(charge, first);
    }
    charge_ = RatedLine::whole_tariff;
    if (tariff_.round.per == RoundPer::total) add_rounding();
    add_limits(0, tariff_.minimum, tariff_.maximum);
    for (const OracleLine& line : result_.lines) result_.total += line.net;
    std::erase_if(result_.lines, [](const OracleLine& line) { return !line.is_shown; });
    return result_;
  }

 private:
  // --- lines

  Exact line_rounded(const Exact& amount) const {
    return rounded(amount, tariff_.round.decimals, to_string(tariff_.round.mode));
  }

  // What is due of it, if that is not all: `due`.
  void add(OracleLine line, const std::optional<Exact>& due = {}) {
    line.charge = charge_;
    line.net = line_rounded(line.amount);
    line.due = due ? *due : line.amount;
    line.net_due = due ? line_rounded(*due) : line.net;
    result_.lines.push_back(line);
  }

  // "the exact amounts meet the exact limits, the rounded lines the rounded ones": of the lines
  // from `first` on.
  void add_limit(std::size_t first, const Limits& limits, std::optional<std::size_t> tier = {}) {
    Amount amount;
    Amount net;
    for (std::size_t i = first; i < result_.lines.size(); ++i) {
      const OracleLine& line = result_.lines[i];
      amount = {amount.all + line.amount, amount.due + line.due};
      net = {net.all + line.net, net.due + line.net_due};
    }
    Limits rounded_limits = limits;
    if (limits.minimum) rounded_limits.minimum = line_rounded(*limits.minimum);
    noted(result_.steps, amount.all);
    const Amount held = limits.of(amount);
    const Amount net_held = rounded_limits.of(net);
    OracleLine line;
    line.charge = charge_;
    line.tier = tier;
    // The minimum acts last, if what the maximum alone leaves is below it.
    const Limits maximum_alone{{}, rounded_limits.maximum};
    const bool raises =
        rounded_limits.minimum && maximum_alone.of(net).all < *rounded_limits.minimum;
    line.kind = raises ? LineKind::minimum : LineKind::maximum;
    line.amount = held.all - amount.all;
    line.due = held.due - amount.due;
    line.net = net_held.all - net.all;
    line.net_due = net_held.due - net.due;
    line.is_shown = line.net != 0;
    result_.lines.push_back(line);
  }

  void add_limits(std::size_t first, const std::optional<Decimal>& minimum,
                  const std::optional<Decimal>& maximum) {
    if (minimum || maximum) add_limit(first, limits_of(minimum, maximum, share_));
  }

  // "Rounding by total": the rounded sum of the exact amounts, less the rounded lines.
  void add_rounding() {
    Amount amount;
    Amount net;
    Exact unseen = 0;
    for (const OracleLine& line : result_.lines) {
      amount = {amount.all + line.amount, amount.due + line.due};
      net = {net.all + line.net, net.due + line.net_due};
      if (!line.is_shown) unseen += line.amount;
    }
    OracleLine line;
    line.charge = charge_;
    line.kind = LineKind::rounding;
    line.net = line_rounded(noted(result_.steps, amount.all)) - net.all;
    line.net_due = line_rounded(amount.due) - net.due;
    line.is_shown = line.net != 0;
    if (line.is_shown) line.amount = unseen;
    if (line.is_shown)
      for (OracleLine& hidden : result_.lines)
        if (!hidden.is_shown) hidden.amount = 0;
    // What is due of it is still where it was.
    result_.lines.push_back(line);
  }

  // --- quantities

  const Usage::Meter* meter_of(const Charge& charge) const {
    for (const Usage::Meter& meter : usage_.meters)
      if (meter.meter == charge.meter) return &meter;
    return nullptr;
  }

  // The billing units of a quantity, without its sign; the sign is that of what it costs.
  struct Units {
    Exact count;
    int sign = 1;
  };

  Units units_of(const Charge& charge, const Decimal& quantity) {
    Units units{exact(quantity), 1};
    if (quantity.is_negative()) {
      if (charge.negative == Negative::refuse) result_.refused = true;
      units = charge.negative == Negative::clamp ? Units{0, 1} : Units{-units.count, -1};
    }
    if (const auto& convert = charge.convert) {
      const Exact scaled = noted(result_.steps, units.count * exact(convert->times));
      const Exact per = noted(result_.steps, exact(convert->per));
      units.count = counted(scaled / per, convert->partial);
    }
    noted(result_.steps, units.count);
    return units;
  }

  // --- charges

  void add_month(const Charge& charge, std::size_t first) {
    const Usage::Meter* meter = meter_of(charge);
    Units units = units_of(charge, meter ? meter->quantity : Decimal(0));
    if (charge.included) {
      const Exact rest = noted(result_.steps, units.count - exact(*charge.included));
      units.count = std::max<Exact>(0, rest);
    }
    const Curve* last = &charge.curve;
    if (last->then)
      last = add_chain(charge.curve, units);
    else
      add_curve(charge.curve, units);
    add_limits(first, last->minimum, last->maximum);
  }

  void add_curve(const Curve& curve, const Units& units) {
    if (curve.fee) add_fee(*curve.fee);
    for (const Met& met : met_tiers(curve, units.count)) add_tier(curve, met, units.sign);
  }

  void add_fee(const Decimal& fee) {
    OracleLine line;
    line.kind = LineKind::fee;
    line.unit_price = exact(fee);
    line.base = 1;
    if (share_ < 1) {
      line.quantity = usage_.share.days;
      line.base = usage_.share.of;
      *line.unit_price /= *line.base;
    }
    line.amount = exact(fee) * share_;
    add(line);
  }

  // Of what usage below 0 takes back nothing is due.
  static Exact due_of(const OracleLine& line, int sign) { return sign > 0 ? line.amount : 0; }

  void add_tier(const Curve& curve, const Met& met, int sign) {
    const std::size_t first = result_.lines.size();
    const Price& price = curve.tiers[met.tier].price;
    OracleLine line;
    if (curve.tiers.size() > 1) line.tier = met.tier;
    if (price.fee && met.fee_is_due) {
      line.kind = LineKind::fee;
      line.quantity = sign;
      line.unit_price = exact(*price.fee);
      line.base = 1;
      line.amount = exact(*price.fee) * sign;
      add(line, due_of(line, sign));
    }
    if (const auto usage = priced(result_.steps, price, met.part)) {
      line.kind = LineKind::usage;
      line.quantity = usage->quantity * sign;
      line.unit_price = usage->unit_price;
      line.base = usage->base;
      line.amount = line.quantity * usage->unit_price;
      add(line, due_of(line, sign));
    }
    if (price.maximum) add_limit(first, {{}, exact(*price.maximum)}, line.tier);
  }

  // "then": the amount of each curve is the quantity of the next. Gives the last one, whose limits
  // meet the line.
  const Curve* add_chain(const Curve& curve, const Units& units) {
    const Curve* last = &curve;
    const Amount metered{units.count * units.sign, units.sign > 0 ? units.count : Exact(0)};
    Amount amount = amount_without_limits(result_.steps, *last, metered, units.sign, share_);
    for (; last->then; last = last->then.get()) {
      const Amount held = limits_of(last->minimum, last->maximum, share_).of(amount);
      amount = amount_without_limits(result_.steps, *last->then, held, units.sign, share_);
    }
    OracleLine line;
    line.amount = amount.all;
    line.kind = units.count == 0 ? LineKind::fee : LineKind::usage;
    if (units.count != 0) line.quantity = units.count * units.sign;
    line.is_shown = units.count != 0 || amount.all != 0;
    add(line, amount.due);
    return last;
  }

  // --- each = "event"

  Amount event_amount(const Curve& curve, const Amount& quantity, int sign) {
    const Amount amount = limits_of(curve.minimum, curve.maximum, 1)
                              .of(amount_without_limits(result_.steps, curve, quantity, sign, 1));
    return curve.then ? event_amount(*curve.then, amount, sign) : amount;
  }

  void add_events(const Charge& charge) {
    const Usage::Meter* meter = meter_of(charge);
    if (!meter) return;
    OracleLine line;
    line.quantity = 0;
    bool free = charge.included || charge.included_events;
    Exact passed = 0;
    Exact sum = 0;
    Exact due = 0;
    for (const Decimal& event : meter->events) {
      Units units = units_of(charge, event);
      if (free) {
        passed += 1;
        sum += units.count;
        const bool too_many = charge.included_events && passed > exact(*charge.included_events);
        const bool too_much = charge.included && sum > exact(*charge.included);
        free = !too_many && !too_much;
        if (free) continue;
        if (!too_many) units.count = sum - exact(*charge.included);
      }
      line.quantity += 1;
      const Amount metered{units.count * units.sign, units.sign > 0 ? units.count : Exact(0)};
      const Amount amount = event_amount(charge.curve, metered, units.sign);
      line.amount += amount.all;
      due += amount.due;
    }
    if (line.quantity > 0) add(line, due);
  }

  const Tariff& tariff_;
  const Usage& usage_;
  Exact share_ = 1;
  std::size_t charge_ = 0;
  OracleRating result_;
};

}  // namespace

OracleRating oracle_rating(const Tariff& tariff, const Usage& usage) {
  return Oracle(tariff, usage).rating();
}

}  // namespace porto::testing
