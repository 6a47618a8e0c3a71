// Warnings: legal in a tariff, but likely a slip.
#include <limits>

#include "base/text.hpp"
#include "porto/error.hpp"
#include "tariff/document/reading.hpp"
#include "tariff/ratio.hpp"

namespace porto::internal {
namespace {

constexpr int usual_price_decimals = 12;

// A month's usage of a meter is at most 2^63 - 1 (porto/usage.hpp).
bool is_out_of_reach(const Decimal& quantity) {
  return quantity > Decimal(std::numeric_limits<std::int64_t>::max());
}

void warn_of_fine_price(const Node& priced, Mistakes& mistakes) {
  const Node* price = priced.find("price");
  if (!price || price->kind != Node::Kind::text) return;
  const std::size_t point = price->text.find('.');
  if (point == std::string::npos || price->text.size() - point - 1 <= usual_price_decimals) return;
  try {
    Decimal::parse(price->text);
  } catch (const Error&) {
    return;  // reported where it was read
  }
  mistakes.warning(price->at, "\"price\" has more than 12 decimals: " + in_quotes(price->text),
                   "check that no digit slipped; it is used exactly as it stands");
}

// More than the whole amount.
void warn_of_percent(const Node& priced, const Price& price, Mistakes& mistakes) {
  const Node* percent = priced.find("percent");
  if (!percent || !price.percent || *price.percent <= Decimal(100)) return;
  mistakes.warning(percent->at,
                   "\"percent\" is " + price.percent->to_string() + ", more than the whole amount",
                   "check it; percent = \"2.5\" bills 2.50 of 100.00");
}

void warn_of_maximum(const Node& limited, const std::optional<Decimal>& maximum,
                     Mistakes& mistakes) {
  const Node* node = limited.find("maximum");
  if (!node || !maximum || !maximum->is_zero()) return;
  mistakes.warning(node->at, "\"maximum\" is 0: nothing is ever charged",
                   "leave it out, or write price = 0 if that is meant");
}

// The price of one more unit in a tier, if that is one number.
std::optional<Ratio> rate_of(const Price& price) {
  if (price.price && !price.percent) return Ratio(*price.price, price.per);
  if (price.percent && !price.price) return Ratio(*price.percent, 100);
  return std::nullopt;
}

// Dearer tiers are as ordinary as cheaper ones; a tier at the same price is none.
bool is_the_same(const Price& tier, const Price& before) {
  const auto rate = rate_of(tier);
  const auto rate_before = rate_of(before);
  return rate && rate_before && *rate == *rate_before && !tier.fee && !tier.maximum &&
         !before.maximum && tier.partial == before.partial;
}

void warn_of_tiers(const std::vector<Node>& nodes, const Curve& curve, Mistakes& mistakes) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    warn_of_percent(nodes[i], curve.tiers[i].price, mistakes);
    warn_of_maximum(nodes[i], curve.tiers[i].price.maximum, mistakes);
    if (i > 0 && is_the_same(curve.tiers[i].price, curve.tiers[i - 1].price))
      mistakes.warning(nodes[i].at, "this tier costs what the one before it costs",
                       "check its price, or leave it out");
    if (i > 0 && curve.tiers[i - 1].up_to && is_out_of_reach(*curve.tiers[i - 1].up_to))
      mistakes.warning(nodes[i].at, "this tier is never reached: usage is less than 2^63",
                       "check \"up_to\" of the tier before it");
  }
}

}  // namespace

void warn_of_curve(const Table& table, const Curve& curve) {
  Mistakes& mistakes = table.mistakes();
  warn_of_fine_price(table.node(), mistakes);
  warn_of_maximum(table.node(), curve.maximum, mistakes);
  // In a further curve more than the whole is the point: a surcharge.
  const bool further = table.node().key == "then";
  const Node* tiers = table.find("tiers");
  if (!tiers && !further && !curve.tiers.empty())
    warn_of_percent(table.node(), curve.tiers[0].price, mistakes);
  if (!tiers || tiers->kind != Node::Kind::array) return;
  for (const Node& tier : tiers->children) warn_of_fine_price(tier, mistakes);
  if (!further) warn_of_tiers(tiers->children, curve, mistakes);
}

void warn_of_limits(const Table& table, const std::optional<Decimal>& maximum) {
  warn_of_maximum(table.node(), maximum, table.mistakes());
}

void warn_of_included(const Table& table, const Charge& charge) {
  if (charge.included && !charge.convert && is_out_of_reach(*charge.included))
    table.mistakes().warning(table.at("included"),
                             "\"included\" is never used up: usage is less than 2^63",
                             "check the number, or write price = 0");
}

}  // namespace porto::internal
