// See curve_words.hpp.
#include "tariff/describe/curve_words.hpp"

#include <algorithm>

namespace porto::internal {
namespace {

bool has_price(const Price& price) { return price.price || price.percent; }

std::string joined(const std::string& first, std::string_view between, const std::string& second) {
  if (first.empty() || second.empty()) return first + second;
  return std::string(first).append(between).append(second);
}

// The tier that holds a quantity of 0.
const Price& price_at_zero(const Curve& curve) {
  std::size_t i = 0;
  if (curve.bound == Bound::exclusive)
    while (curve.tiers[i].up_to && curve.tiers[i].up_to->is_zero()) ++i;
  return curve.tiers[i].price;
}

bool are_fees_alone(const Curve& curve) {
  return std::none_of(curve.tiers.begin(), curve.tiers.end(),
                      [](const Tier& tier) { return has_price(tier.price); });
}

}  // namespace

bool is_plain(const Curve& curve) {
  return curve.tiers.empty() ||
         (curve.tiers.size() == 1 && !curve.tiers[0].price.fee && !curve.tiers[0].price.maximum);
}

std::string limits_text(const ContractNumbers& numbers, const std::optional<Decimal>& minimum,
                        const std::optional<Decimal>& maximum) {
  const ContractWords& words = numbers.words;
  std::string least;
  std::string most;
  if (minimum) least = say(words.at_least, {{"amount", numbers.amount(*minimum)}});
  if (maximum) most = say(words.at_most, {{"amount", numbers.amount(*maximum)}});
  if (minimum && maximum) return say(words.both_limits, {{"least", least}, {"most", most}});
  return least + most;
}

std::string CurveWords::quantity(const Decimal& value) const {
  return priced_.is_money ? numbers_.amount(value) : numbers_.count(value, priced_.noun);
}

std::string CurveWords::fee(const Curve& curve) const {
  if (!curve.fee) return {};
  const std::string amount = numbers_.amount(*curve.fee);
  return each_event_ ? amount : say(words_.a_month, {{"amount", amount}});
}

std::string CurveWords::rate(const Price& price) const {
  std::string by_unit;
  if (price.price) {
    const bool one = price.per == 1 && price.partial == Partial::exact;
    const std::string_view words[] = {words_.per_many, words_.per_started, words_.per_full,
                                      words_.per_nearest};
    by_unit = say(one ? words_.per_unit : words[static_cast<std::size_t>(price.partial)],
                  {{"amount", numbers_.amount(*price.price)},
                   {"noun", priced_.is_money ? numbers_.money_noun() : priced_.noun.singular},
                   {"count", quantity(price.per)}});
  }
  std::string by_value;
  if (price.percent)
    by_value = say(words_.percent,
                   {{"percent", numbers_.number(*price.percent)}, {"of", priced_.subject.value}});
  return joined(by_unit, words_.plus, by_value);
}

std::string CurveWords::plain(const Curve& curve) const {
  const std::string price = curve.tiers.empty() ? std::string() : rate(curve.tiers[0].price);
  return joined(fee(curve), words_.plus, price);
}

std::string CurveWords::limits(const Curve& curve) const {
  std::string text = limits_text(numbers_, curve.minimum, curve.maximum);
  if (!text.empty()) text += each_event_ ? words_.each_event : words_.each_month;
  return text;
}

void CurveWords::add_tiers(Sentences& text, const Curve& curve, bool beyond_included) const {
  std::string tiers;
  for (std::size_t i = 0; i < curve.tiers.size(); ++i) {
    if (i > 0) tiers += "; ";
    tiers += tier(curve, i);
  }
  std::string what(priced_.subject.named);
  if (beyond_included) what += words_.beyond_included;
  const bool stairs = curve.mode == TierMode::volume && are_fees_alone(curve);
  const std::string_view mode =
      curve.mode == TierMode::graduated ? words_.graduated : words_.volume;
  text.add(say(stairs ? words_.stairs : mode, {{"what", what}, {"tiers", tiers}}));
  text.add(at_zero(curve));
}

std::string CurveWords::tier(const Curve& curve, std::size_t i) const {
  return joined(range(curve, i), ": ", tier_price(curve, curve.tiers[i].price));
}

std::string CurveWords::range(const Curve& curve, std::size_t i) const {
  const bool inclusive = curve.bound == Bound::inclusive;
  const auto& up_to = curve.tiers[i].up_to;
  const std::string to = up_to ? quantity(*up_to) : "";
  if (i == 0) return up_to ? say(inclusive ? words_.through : words_.under, {{"up_to", to}}) : "";
  const Decimal& below = *curve.tiers[i - 1].up_to;
  if (!up_to) return say(inclusive ? words_.above : words_.from, {{"above", quantity(below)}});
  const std::string from = priced_.is_money ? quantity(below) : numbers_.number(below);
  return say(inclusive ? words_.above_through : words_.from_under,
             {{"above", from}, {"up_to", to}});
}

std::string CurveWords::tier_price(const Curve& curve, const Price& price) const {
  std::string fixed;
  if (price.fee)
    fixed = say(curve.mode == TierMode::graduated ? words_.fee_once : words_.fee_fixed,
                {{"amount", numbers_.amount(*price.fee)}});
  return joined(joined(fixed, words_.plus, rate(price)), ", ",
                limits_text(numbers_, {}, price.maximum));
}

std::string CurveWords::at_zero(const Curve& curve) const {
  if (std::none_of(curve.tiers.begin(), curve.tiers.end(),
                   [](const Tier& tier) { return tier.price.fee.has_value(); }))
    return {};
  if (curve.idle == Idle::free) return std::string(words_.nothing_at_zero);
  const Price& price = price_at_zero(curve);
  if (!price.fee) return {};
  const Decimal due = price.maximum ? std::min(*price.fee, *price.maximum) : *price.fee;
  return say(words_.due_at_zero, {{"amount", numbers_.amount(due)}});
}

}  // namespace porto::internal
