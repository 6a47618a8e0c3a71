// See curve.hpp.
#include "tariff/curve.hpp"

namespace porto::internal {
namespace {

RoundingMode mode_of(Partial partial) {
  switch (partial) {
    case Partial::up:
      return RoundingMode::up;
    case Partial::down:
      return RoundingMode::down;
    default:
      return RoundingMode::half_up;
  }
}

// Raised to the minimum, then lowered to the maximum.
Ratio limited(const Ratio& amount, const std::optional<Ratio>& minimum,
              const std::optional<Decimal>& maximum, Trace* trace) {
  Ratio within = amount;
  if (minimum && within < *minimum) {
    within = *minimum;
    note(trace, Step::limited, within, [&] { return call("max", term(*minimum), term(amount)); });
  }
  if (maximum && within > Ratio(*maximum)) {
    const Ratio before = within;
    within = *maximum;
    note(trace, Step::limited, within, [&] { return call("min", term(*maximum), term(before)); });
  }
  return within;
}

// The fee and the billed amount, at most the maximum of the price.
Ratio cost_of(const Price& price, const Ratio& part, Trace* trace) {
  Ratio amount;
  if (has_rate(price) && !part.is_zero()) amount = bill(price, part, trace).amount();
  if (price.fee) {
    const Ratio usage = amount;
    amount = usage + *price.fee;
    note(trace, Step::sum, amount, [&] { return price.fee->to_string() + " + " + term(usage); });
  }
  return limited(amount, {}, price.maximum, trace);
}

// The same for usage below 0: the maximum limits what is taken back as well, and the minimum is due
// whatever is taken back.
Mirrored limited(const Mirrored& sum, const std::optional<Ratio>& minimum,
                 const std::optional<Decimal>& maximum, Trace* trace) {
  const Mirrored below{limited(sum.due, {}, maximum, trace), limited(sum.used, {}, maximum, trace)};
  const Ratio taken_back = below.amount();
  note(trace, Step::taken_back, taken_back,
       [&] { return "2 * " + term(below.due) + " - " + term(below.used); });
  const Ratio amount = limited(taken_back, minimum, {}, trace);
  const Ratio due = limited(below.due, minimum, {}, nullptr);
  return {due, due + due - amount};
}

}  // namespace

std::string counted_text(const std::string& quantity, const Decimal& per, Partial partial) {
  return call(to_string(mode_of(partial)), divided(quantity, per), "0");
}

Decimal counted(const Ratio& quantity, const Decimal& per, Partial partial) {
  return quantity.over(per).whole(mode_of(partial));
}

BilledPart bill(const Price& price, const Ratio& part, Trace* trace) {
  BilledPart billed{part, price.price ? *price.price : Decimal(), price.per};
  if (price.partial != Partial::exact) {
    billed.quantity = counted(part, price.per, price.partial) * price.per;
    note(trace, Step::counted, billed.quantity, [&] {
      return counted_text(term(part), price.per, price.partial) + " * " + price.per.to_string();
    });
  }
  if (price.percent && price.price) {  // one price for both: p / per + r / 100
    billed.unit_price = billed.unit_price * 100 + *price.percent * price.per;
    billed.per = price.per * 100;
  } else if (price.percent) {
    billed.unit_price = *price.percent;
    billed.per = 100;
  }
  if (trace)
    note(trace, Step::amount, billed.amount(), [&] {
      return divided(term(billed.quantity) + " * " + billed.unit_price.to_string(), billed.per);
    });
  return billed;
}

std::optional<Ratio> prorated(const std::optional<Decimal>& amount, Share share) {
  return amount ? std::optional(prorated(*amount, share)) : std::nullopt;
}

std::string prorated_text(const Decimal& amount, Share share) {
  if (share.days == share.of) return amount.to_string();
  return amount.to_string() + " * " + std::to_string(share.days) + " / " + std::to_string(share.of);
}

void note_part(const Curve& curve, std::size_t tier, const Ratio& quantity, const Ratio& part,
               Trace* trace) {
  if (!trace || curve.tiers.size() == 1) return;
  trace->begin_tier(tier);
  std::string formula = term(quantity);
  if (curve.mode == TierMode::graduated) {
    if (const auto& up_to = curve.tiers[tier].up_to) formula = call("min", term(*up_to), formula);
    if (tier > 0) formula += " - " + term(*curve.tiers[tier - 1].up_to);
  }
  trace->add(Step::part, std::move(formula), part.to_string());
}

Ratio sum_of(const Curve& curve, const Ratio& quantity, Share share, Trace* trace) {
  std::string formula;
  Ratio sum;
  std::size_t terms = 0;
  const auto add = [&](const Ratio& amount) {
    sum = terms == 0 ? amount : sum + amount;
    if (trace) formula += (terms == 0 ? "" : " + ") + term(amount);
    ++terms;
  };
  if (curve.fee) {
    add(prorated(*curve.fee, share));
    note(trace, Step::fee, sum, [&] { return prorated_text(*curve.fee, share); });
  }
  for_each_part(curve, quantity, [&](std::size_t i, const Ratio& part) {
    note_part(curve, i, quantity, part, trace);
    add(cost_of(curve.tiers[i].price, part, trace));
  });
  if (trace) trace->begin_tier({});
  if (terms > 1) note(trace, Step::sum, sum, [&] { return formula; });
  return sum;
}

LastCurve last_curve(const Curve& first, const Ratio& quantity, Share share, Trace* trace) {
  const Curve* curve = &first;
  Ratio amount = quantity;
  for (; curve->then; curve = curve->then.get()) {
    amount = limited(sum_of(*curve, amount, share, trace), prorated(curve->minimum, share),
                     curve->maximum, trace);
    note(trace, Step::then_amount, amount, [&] { return amount.to_string(); });
  }
  return {*curve, amount};
}

// Without usage only the fee is due: the fees of tiers are a part of what usage costs.
Mirrored sum_of(const Curve& curve, const Mirrored& quantity, Share share, Trace* trace) {
  Ratio due;
  if (!quantity.due.is_zero())
    due = sum_of(curve, quantity.due, share, trace);
  else if (curve.fee)
    due = prorated(*curve.fee, share);
  return {due, sum_of(curve, quantity.used, share, trace)};
}

LastMirrored last_mirrored(const Curve& first, const Ratio& quantity, Share share, Trace* trace) {
  const Curve* curve = &first;
  Mirrored cost{{}, quantity};
  while (curve->then) {
    cost = limited(sum_of(*curve, cost, share, trace), prorated(curve->minimum, share),
                   curve->maximum, trace);
    note(trace, Step::then_amount, cost.amount(), [&] { return cost.amount().to_string(); });
    curve = curve->then.get();
  }
  return {*curve, cost};
}

Mirrored mirrored_cost(const Curve& curve, const Ratio& quantity, Trace* trace) {
  constexpr Share whole;
  const LastMirrored last = last_mirrored(curve, quantity, whole, trace);
  return limited(sum_of(last.curve, last.quantity, whole, trace),
                 prorated(last.curve.minimum, whole), last.curve.maximum, trace);
}

Ratio cost(const Curve& curve, const Ratio& quantity, Trace* trace) {
  constexpr Share whole;
  const LastCurve last = last_curve(curve, quantity, whole, trace);
  return limited(sum_of(last.curve, last.quantity, whole, trace),
                 prorated(last.curve.minimum, whole), last.curve.maximum, trace);
}

}  // namespace porto::internal
