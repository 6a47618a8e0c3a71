// See boundaries.hpp.
#include "tariff/compare/boundaries.hpp"

#include <algorithm>

#include "tariff/ratio.hpp"

namespace porto::internal {
namespace {

// The inverse of convert: the metered quantity up to which there are no more than `units`
// billing units.
Ratio metered(const Charge& charge, const Decimal& units) {
  if (!charge.convert) return units;
  const Convert& convert = *charge.convert;
  const Decimal whole = units.round(0, RoundingMode::floor);
  const auto back = [&](const Ratio& most) {
    return (most * Ratio(convert.per)).over(convert.times);
  };
  switch (convert.partial) {
    case Partial::exact:
      return back(units);
    case Partial::up:
      return back(whole);
    case Partial::down:
      return back(whole + 1);
    case Partial::half_up:
      return back(Ratio(whole * 2 + 1, 2));
  }
  return back(units);
}

// With `down` and `half_up` the next unit begins at the boundary itself.
bool begins_at_boundary(const Charge& charge) {
  return charge.convert &&
         (charge.convert->partial == Partial::down || charge.convert->partial == Partial::half_up);
}

void add_boundaries(const Charge& charge, std::vector<Boundary>& boundaries) {
  const bool begins = begins_at_boundary(charge);
  const Decimal included = charge.included.value_or(0);
  if (!included.is_zero())
    boundaries.push_back({&charge, 0, metered(charge, included).to_decimal(), begins});
  const Curve& curve = charge.curve;
  const bool exclusive = curve.bound == Bound::exclusive;
  for (std::size_t tier = 1; tier < curve.tiers.size(); ++tier) {
    const Decimal units = included + *curve.tiers[tier - 1].up_to;
    boundaries.push_back({&charge, tier, metered(charge, units).to_decimal(), begins || exclusive});
  }
}

}  // namespace

std::vector<std::string_view> meters_of(const Tariff& tariff) {
  std::vector<std::string_view> meters;
  for (const Charge& charge : tariff.charges)
    if (!charge.meter.empty() &&
        std::find(meters.begin(), meters.end(), charge.meter) == meters.end())
      meters.push_back(charge.meter);
  return meters;
}

bool prices_each_event(const Tariff& tariff, std::string_view meter) {
  return std::any_of(tariff.charges.begin(), tariff.charges.end(), [&](const Charge& charge) {
    return charge.each_event && charge.meter == meter;
  });
}

std::vector<Boundary> boundaries_of(const Tariff& tariff, std::string_view meter) {
  std::vector<Boundary> boundaries;
  for (const Charge& charge : tariff.charges)
    if (charge.meter == meter) add_boundaries(charge, boundaries);
  return boundaries;
}

}  // namespace porto::internal
