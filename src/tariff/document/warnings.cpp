// Warnings: legal in a tariff, but likely a slip.
#include <limits>

#include "base/text.hpp"
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
  mistakes.warning(price->at, "\"price\" has more than 12 decimals: " + in_quotes(price->text),
                   "check that no digit slipped; it is used exactly as it stands");
}

// The price of one more unit in a tier, if that is one number.
std::optional<Ratio> rate_of(const Price& price) {
  if (price.price && !price.percent) return Ratio(*price.price, price.per);
  if (price.percent && !price.price) return Ratio(*price.percent, 100);
  return std::nullopt;
}

bool is_never_cheaper(const Price& tier, const Price& before) {
  const auto rate = rate_of(tier);
  const auto rate_before = rate_of(before);
  if (!rate || !rate_before || rate_before->is_zero() || tier.partial != before.partial)
    return false;
  return *rate >= *rate_before && tier.fee.value_or(0) >= before.fee.value_or(0);
}

void warn_of_tiers(const std::vector<Node>& nodes, const Curve& curve, Mistakes& mistakes) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (i > 0 && is_never_cheaper(curve.tiers[i].price, curve.tiers[i - 1].price))
      mistakes.warning(nodes[i].at, "this tier is never cheaper than the one before it",
                       "check the order of the prices");
    if (i > 0 && curve.tiers[i - 1].up_to && is_out_of_reach(*curve.tiers[i - 1].up_to))
      mistakes.warning(nodes[i].at, "this tier is never reached: usage is less than 2^63",
                       "check \"up_to\" of the tier before it");
  }
}

}  // namespace

void warn_of_curve(const Table& table, const Curve& curve) {
  warn_of_fine_price(table.node(), table.mistakes());
  const Node* tiers = table.node().find("tiers");
  if (!tiers || tiers->kind != Node::Kind::array) return;
  for (const Node& tier : tiers->children) warn_of_fine_price(tier, table.mistakes());
  // In a further curve dearer tiers are the point: what lies above a commitment costs more.
  const bool further = table.node().key == "then";
  if (!further) warn_of_tiers(tiers->children, curve, table.mistakes());
}

void warn_of_included(const Table& table, const Charge& charge) {
  if (charge.included && !charge.convert && is_out_of_reach(*charge.included))
    table.mistakes().warning(table.at("included"),
                             "\"included\" is never used up: usage is less than 2^63",
                             "check the number, or write price = 0");
}

}  // namespace porto::internal
