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

Exact limited(const Curve& curve, Exact amount, const Exact& share) {
  if (curve.minimum) amount = std::max<Exact>(amount, exact(*curve.minimum) * share);
  if (curve.maximum) amount = std::min(amount, exact(*curve.maximum));
  return amount;
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
    add_limits(0, tariff_.minimum, tariff_.maximum);
    for (const OracleLine& line : result_.lines) result_.total += line.net;
    return result_;
  }

 private:
  // --- lines

  Exact line_rounded(const Exact& amount) const {
    return rounded(amount, tariff_.round.decimals, to_string(tariff_.round.mode));
  }

  void add(OracleLine line) {
    line.charge = charge_;
    line.net = line_rounded(line.amount);
    result_.lines.push_back(line);
  }

  struct Limits {
    std::optional<Exact> minimum;
    std::optional<Exact> maximum;

    // The amount that the limit adds or takes off.
    Exact change(const Exact& amount) const {
      if (minimum && amount < *minimum) return *minimum - amount;
      if (maximum && amount > *maximum) return *maximum - amount;
      return 0;
    }
  };

  // The limits of the lines from `first` on: the rounded ones meet the rounded amounts, the exact
  // ones the exact amounts. Where the lines are mirrored, so are the limits.
  void add_limit(std::size_t first, const Limits& limits, int sign = 1,
                 std::optional<std::size_t> tier = {}) {
    Exact amount = 0;
    Exact net = 0;
    for (std::size_t i = first; i < result_.lines.size(); ++i) {
      amount += result_.lines[i].amount * sign;
      net += result_.lines[i].net * sign;
    }
    Limits rounded_limits = limits;
    if (limits.minimum) rounded_limits.minimum = line_rounded(*limits.minimum);
    const Exact change = limits.change(noted(result_.steps, amount));
    const Exact net_change = rounded_limits.change(net);
    if (change == 0 && net_change == 0) return;
    OracleLine line;
    line.charge = charge_;
    line.tier = tier;
    line.kind = (net_change != 0 ? net_change : change) < 0 ? LineKind::maximum : LineKind::minimum;
    line.amount = change * sign;
    line.net = net_change * sign;
    result_.lines.push_back(line);
  }

  void add_limits(std::size_t first, const std::optional<Decimal>& minimum,
                  const std::optional<Decimal>& maximum) {
    Limits limits;
    if (minimum) limits.minimum = exact(*minimum) * share_;
    if (maximum) limits.maximum = exact(*maximum);
    if (minimum || maximum) add_limit(first, limits);
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
      add(line);
    }
    if (const auto usage = priced(result_.steps, price, met.part)) {
      line.kind = LineKind::usage;
      line.quantity = usage->quantity * sign;
      line.unit_price = usage->unit_price;
      line.base = usage->base;
      line.amount = line.quantity * usage->unit_price;
      add(line);
    }
    if (price.maximum) add_limit(first, {{}, exact(*price.maximum)}, sign, line.tier);
  }

  // "then": the amount of each curve is the quantity of the next. Gives the last one, whose limits
  // meet the line.
  const Curve* add_chain(const Curve& curve, const Units& units) {
    const Curve* last = &curve;
    Exact amount = amount_without_limits(result_.steps, *last, units.count, share_);
    for (; last->then; last = last->then.get())
      amount =
          amount_without_limits(result_.steps, *last->then, limited(*last, amount, share_), share_);
    OracleLine line;
    line.amount = amount * units.sign;
    if (units.count == 0) {
      line.kind = LineKind::fee;
      if (amount != 0) add(line);
    } else {
      line.quantity = units.count * units.sign;
      add(line);
    }
    return last;
  }

  // --- each = "event"

  Exact event_amount(const Curve& curve, const Exact& quantity) {
    const Exact amount =
        limited(curve, amount_without_limits(result_.steps, curve, quantity, 1), 1);
    return curve.then ? event_amount(*curve.then, amount) : amount;
  }

  void add_events(const Charge& charge) {
    const Usage::Meter* meter = meter_of(charge);
    if (!meter) return;
    OracleLine line;
    line.quantity = 0;
    bool free = charge.included || charge.included_events;
    Exact passed = 0;
    Exact sum = 0;
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
      line.amount += event_amount(charge.curve, units.count) * units.sign;
    }
    if (line.quantity > 0) add(line);
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
