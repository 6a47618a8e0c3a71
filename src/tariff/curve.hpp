// A cost curve at work: which part of a quantity meets which price, and what that costs, exactly.
#pragma once

#include <optional>

#include "porto/tariff.hpp"
#include "tariff/trace.hpp"

namespace porto::internal {

/// The part of a quantity that a price bills, and at what unit price.
struct BilledPart {
  Ratio quantity;
  Decimal unit_price;
  Decimal per = 1;
  Ratio amount() const { return (quantity * unit_price).over(per); }
};
/// `price` has a price or a percentage.
BilledPart bill(const Price& price, const Ratio& part, Trace* trace);
inline bool has_rate(const Price& price) { return price.price || price.percent; }

/// Calls meet(tier index, part of the quantity) for each tier that the quantity meets, in order.
/// Without a quantity the tier that holds 0 is met, unless idle tiers are free.
template <class Meet>
void for_each_part(const Curve& curve, const Ratio& quantity, const Meet& meet);

/// A whole number of `per` in a quantity: packages, or converted units.
Decimal counted(const Ratio& quantity, const Decimal& per, Partial partial);
/// The same as a formula: "up(1001 / 1000, 0)".
std::string counted_text(const std::string& quantity, const Decimal& per, Partial partial);

/// A fee or minimum for the share of the month that is covered.
inline Ratio prorated(const Decimal& amount, Share share) {
  if (share.days == share.of) return amount;
  return {amount * share.days, share.of};
}
std::optional<Ratio> prorated(const std::optional<Decimal>& amount, Share share);
/// The same as a formula: "500", "500 * 15 / 31".
std::string prorated_text(const Decimal& amount, Share share);

/// Notes which part of a quantity a tier meets, where there are several tiers.
void note_part(const Curve& curve, std::size_t tier, const Ratio& quantity, const Ratio& part,
               Trace* trace);

/// The cost of a quantity on one curve, before its own limits and without `then`.
Ratio sum_of(const Curve& curve, const Ratio& quantity, Share share, Trace* trace);

/// The last curve of a chain of `then`, and the amount that arrives there as its quantity.
struct LastCurve {
  const Curve& curve;
  Ratio quantity;
};
LastCurve last_curve(const Curve& first, const Ratio& quantity, Share share, Trace* trace);

/// The cost of a quantity on the whole chain.
Ratio cost(const Curve& curve, const Ratio& quantity, Trace* trace);

/// What usage below 0 comes to, where it takes back the cost of the same usage above 0: `due` is
/// the cost without usage (fees and minimums), `used` that of the same usage above 0.
struct Mirrored {
  Ratio due;
  Ratio used;
  /// As far below `due` as `used` is above it.
  Ratio amount() const { return due + due - used; }
};
/// The same as sum_of(), last_curve() and cost(), for usage below 0; `quantity.due` is 0 for the
/// quantity of a meter.
Mirrored sum_of(const Curve& curve, const Mirrored& quantity, Share share, Trace* trace);
struct LastMirrored {
  const Curve& curve;
  Mirrored quantity;
};
LastMirrored last_mirrored(const Curve& first, const Ratio& quantity, Share share, Trace* trace);
Mirrored mirrored_cost(const Curve& curve, const Ratio& quantity, Trace* trace);

template <class Meet>
void for_each_part(const Curve& curve, const Ratio& quantity, const Meet& meet) {
  const bool none = quantity.is_zero();
  if (none && curve.idle == Idle::free) return;
  const Decimal* below = nullptr;  // upper bound of the tier before
  for (std::size_t i = 0; i < curve.tiers.size(); ++i) {
    const auto& up_to = curve.tiers[i].up_to;
    const bool holds =
        !up_to || (curve.bound == Bound::inclusive ? quantity <= *up_to : quantity < *up_to);
    if (holds && (!below || none || curve.mode == TierMode::volume)) {
      meet(i, quantity);
    } else if (curve.mode == TierMode::graduated) {
      Ratio part = holds ? quantity : *up_to;
      if (below) part = part - *below;
      if (!part.is_zero()) meet(i, part);
    }
    if (holds) return;
    below = &*up_to;
  }
}

}  // namespace porto::internal
