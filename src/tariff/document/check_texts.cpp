// The texts of a charge: what stands in braces must be known, and have a value on the lines that
// the charge gives.
#include "base/text.hpp"
#include "tariff/document/reading.hpp"
#include "tariff/text_template.hpp"

namespace porto::internal {
namespace {

// The values that the lines of a charge have, and so the placeholders that their texts may use.
struct LineShape {
  bool each_has_price;  // else the charge gives one usage line for all it prices
  bool tiers;
  bool tier_fees;
  bool fee;
};

LineShape shape_of(const Charge& charge, const Table& table) {
  const bool lines_per_price = !charge.each_event && !charge.curve.then;
  const auto& tiers = charge.curve.tiers;
  const bool tier_fees = std::any_of(tiers.begin(), tiers.end(),
                                     [](const Tier& tier) { return tier.price.fee.has_value(); });
  const bool tier_lines = lines_per_price && tiers.size() > 1;
  // A chain of curves without usage gives a fee.
  const bool fee = charge.curve.then || tier_fees || table.has("fee");
  return {lines_per_price, tier_lines, tier_lines && tier_fees, !charge.each_event && fee};
}

void check_text(const Table& table, std::string_view key, std::string_view text,
                const LineShape& shape) {
  Mistakes& mistakes = table.mistakes();
  const TextPosition at = table.at(key);
  for (std::string_view name : placeholders(text)) {
    const auto known = std::span<const std::string_view>(placeholder_names);
    if (!mistakes.lists(at)) return;
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      const std::string_view meant = nearest(name, known);
      mistakes.error(at,
                     "unknown placeholder " + in_quotes("{" + std::string(name) + "}") + " in " +
                         in_quotes(key),
                     meant.empty() ? "a text may have {month}, {company}, {quantity}, {included}, "
                                     "{price} and {tier}"
                                   : "did you mean {" + std::string(meant) + "}?");
    }
    const bool is_fee = key == "fee_text";
    const auto without = [&](std::string_view placeholder, bool present, const char* reason) {
      if (name == placeholder && !present)
        mistakes.error(
            at, "{" + std::string(name) + "} has no value in " + in_quotes(key) + ": " + reason,
            "leave it out of the text");
    };
    without("included", table.has("included"), "the charge has no \"included\"");
    without("price", shape.each_has_price, "one line sums up several prices");
    without("tier", is_fee ? shape.tier_fees : shape.tiers, "these lines are of no tier");
  }
}

}  // namespace

void check_texts(const Table& table, const Charge& charge) {
  const LineShape shape = shape_of(charge, table);
  if (table.has("fee_text")) {
    check_text(table, "fee_text", charge.fee_text, shape);
    if (!shape.fee)
      table.mistakes().warning(table.at("fee_text"), "\"fee_text\" is never used: no line is a fee",
                               "leave it out, or write fee = 500");
  }
  if (table.has("text")) check_text(table, "text", charge.text, shape);
}

}  // namespace porto::internal
