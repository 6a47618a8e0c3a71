// [[charge]]: the keys of prices, tiers, curves and charges, and the rules that join them.
#include <limits>
#include <memory>

#include "base/text.hpp"
#include "tariff/document/reading.hpp"
#include "tariff/document/unit_codes.hpp"

namespace porto::internal {
namespace {

constexpr Word<Partial> partial_words[] = {{"exact", Partial::exact},
                                           {"up", Partial::up},
                                           {"down", Partial::down},
                                           {"half_up", Partial::half_up}};
constexpr Word<TierMode> mode_words[] = {{"graduated", TierMode::graduated},
                                         {"volume", TierMode::volume}};
constexpr Word<Bound> bound_words[] = {{"inclusive", Bound::inclusive},
                                       {"exclusive", Bound::exclusive}};
constexpr Word<Idle> idle_words[] = {{"charged", Idle::charged}, {"free", Idle::free}};
constexpr Word<Negative> negative_words[] = {
    {"refuse", Negative::refuse}, {"mirror", Negative::mirror}, {"clamp", Negative::clamp}};
constexpr Word<bool> each_words[] = {{"event", true}, {"month", false}};

template <class T>
void set(T& into, std::optional<T> value) {
  if (value) into = std::move(*value);
}

constexpr Key<Price> price_keys[] = {
    {"price", "\"0.012\"", [](const Value& v, Price& p) { p.price = v.not_negative(); }},
    {"per", "1000", [](const Value& v, Price& p) { set(p.per, v.positive()); }},
    {"partial", "\"up\"",
     [](const Value& v, Price& p) { set(p.partial, v.one_of<Partial>(partial_words)); }},
    {"percent", "\"2.9\"", [](const Value& v, Price& p) { p.percent = v.not_negative(); }},
};

constexpr Key<Tier> tier_keys[] = {
    {"up_to", "1000", [](const Value& v, Tier& t) { t.up_to = v.not_negative(); }},
    {"fee", "500", [](const Value& v, Tier& t) { t.price.fee = v.not_negative(); }},
    {"maximum", "900", [](const Value& v, Tier& t) { t.price.maximum = v.not_negative(); }},
};

constexpr Key<Convert> convert_keys[] = {
    {"times", "8", [](const Value& v, Convert& c) { set(c.times, v.positive()); }},
    {"per", "1000", [](const Value& v, Convert& c) { set(c.per, v.positive()); }},
    {"partial", "\"up\"",
     [](const Value& v, Convert& c) { set(c.partial, v.one_of<Partial>(partial_words)); }},
};

Curve read_curve(Table& table);
void read_tiers(const Value& value, Curve& curve);
void read_then(const Value& value, Curve& curve);

constexpr Key<Curve> curve_keys[] = {
    {"fee", "500", [](const Value& v, Curve& c) { c.fee = v.not_negative(); }},
    {"mode", "\"graduated\"",
     [](const Value& v, Curve& c) { set(c.mode, v.one_of<TierMode>(mode_words)); }},
    {"bound", "\"exclusive\"",
     [](const Value& v, Curve& c) { set(c.bound, v.one_of<Bound>(bound_words)); }},
    {"idle", "\"free\"", [](const Value& v, Curve& c) { set(c.idle, v.one_of<Idle>(idle_words)); }},
    {"tiers", "[{ up_to = 1000, price = \"0.10\" }, { price = \"0.05\" }]", read_tiers},
    {"minimum", "20", [](const Value& v, Curve& c) { c.minimum = v.not_negative(); }},
    {"maximum", "900", [](const Value& v, Curve& c) { c.maximum = v.not_negative(); }},
    {"then", "{ percent = 90 }", read_then},
};

void read_convert(const Value& value, Charge& charge) {
  if (!value.is_table()) return;
  Table table(value, names_of(convert_keys));
  table.read(convert_keys, charge.convert.emplace());
  if (!table.has("times") && !table.has("per"))
    value.refuse("\"convert\" has neither \"per\" nor \"times\"",
                 "write how many metered units make a billing unit: convert = { per = 1000 }");
}

void read_unit(const Value& value, Charge& charge) {
  const auto code = value.text();
  if (!code) return;
  if (!is_unit_code(*code)) {
    std::string upper = *code;
    for (char& c : upper)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    std::string_view meant = meant_unit(*code);
    if (meant.empty() && is_unit_code(upper)) meant = upper;
    const std::string what = in_quotes(*code) + " is not a unit code of UN/ECE Recommendation 20";
    value.refuse(what, meant.empty()
                           ? "write a code of its list, such as \"H87\" (pieces), \"MON\" "
                             "(months), \"E34\" (gigabytes) or \"C62\" (one)"
                           : "write unit = " + in_quotes(meant));
  }
  charge.unit = *code;
}

constexpr Key<Charge> charge_keys[] = {
    {"id", "\"epost\"", [](const Value& v, Charge& c) { set(c.id, v.id()); }, true},
    {"meter", "\"messages\"", [](const Value& v, Charge& c) { set(c.meter, v.id()); }},
    {"unit", "\"H87\"", read_unit},
    {"fee_text", "\"E-post, fast avgift {month}\"",
     [](const Value& v, Charge& c) { set(c.fee_text, v.line_text()); }},
    {"text", "\"E-post {month}, {quantity} meddelanden\"",
     [](const Value& v, Charge& c) { set(c.text, v.line_text()); }},
    {"convert", "{ per = 1000, partial = \"up\" }", read_convert},
    {"included", "10000", [](const Value& v, Charge& c) { c.included = v.not_negative(); }},
    {"included_events", "3",
     [](const Value& v, Charge& c) {
       if (const auto events = v.whole(0, std::numeric_limits<int>::max()))
         c.included_events = Decimal(*events);
     }},
    {"each", "\"event\"",
     [](const Value& v, Charge& c) { set(c.each_event, v.one_of<bool>(each_words)); }},
    {"negative", "\"mirror\"",
     [](const Value& v, Charge& c) { set(c.negative, v.one_of<Negative>(negative_words)); }},
    {"article", "\"EPOST\"", [](const Value& v, Charge& c) { set(c.article, v.id()); }},
    {"account", "3041", [](const Value& v, Charge& c) { set(c.account, v.account()); }},
};

void check_price(const Table& table, const Price& price) {
  table.demand("per", {"price"}, "write price = \"5\" beside it, the price per this many units");
  table.demand("partial", {"per"}, "write per = 100 beside it, the size of a package");
  if (table.has("percent") && price.partial != Partial::exact)
    table.mistakes().error(table.at("percent"), "\"percent\" cannot be counted in packages",
                           "put it in a charge of its own, or leave out \"partial\"");
}

Tier read_tier(const Value& value) {
  Tier tier;
  if (!value.is_table()) return tier;
  Table table(value, names_of(tier_keys, price_keys));
  table.read(tier_keys, tier);
  table.read(price_keys, tier.price);
  check_price(table, tier.price);
  if (!table.has("price") && !table.has("percent") && !table.has("fee"))
    value.refuse("this tier has no price", "write price = 0 if it is free");
  return tier;
}

// Bounds strictly ascend, and only the last tier has none.
void read_tiers(const Value& value, Curve& curve) {
  const std::vector<Value> elements = value.elements("{ up_to = 1000, price = \"0.10\" }");
  if (value.node().kind == Node::Kind::array && elements.empty())
    value.refuse("there are no tiers", "write at least one, or a price without tiers");
  const Decimal* below = nullptr;
  curve.tiers.reserve(elements.size());
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const Tier& tier = curve.tiers.emplace_back(read_tier(elements[i]));
    const Node* up_to = elements[i].node().find("up_to");
    const bool last = i + 1 == elements.size();
    // A misspelt one was reported, and read.
    const bool is_bounded = up_to || tier.up_to;
    if (last && up_to && tier.up_to)
      value.mistakes().error(up_to->key_at, "the last tier has an upper bound",
                             "leave out \"up_to\", or add a tier without it: what lies above "
                             "needs a price");
    if (!last && !is_bounded && elements[i].node().kind == Node::Kind::table)
      elements[i].refuse("only the last tier may be without \"up_to\"",
                         "write up_to = 1000, or move this tier to the end");
    if (!tier.up_to) continue;
    if (below && *tier.up_to <= *below && up_to)
      value.mistakes().error(up_to->key_at,
                             "\"up_to\" is " + tier.up_to->to_string() + " after " +
                                 below->to_string() + "; bounds must ascend",
                             "write more than " + below->to_string() + ", or order the tiers");
    below = &*tier.up_to;
  }
}

void read_then(const Value& value, Curve& curve) {
  if (!value.is_table()) return;
  Table table(value, names_of(curve_keys, price_keys));
  Curve next = read_curve(table);
  curve.then = std::make_shared<const Curve>(std::move(next));
}

void check_curve(const Table& table, const Curve& curve) {
  Mistakes& mistakes = table.mistakes();
  for (std::string_view key : {"mode", "bound", "idle"})
    table.demand(key, {"tiers"}, "write tiers beside it, or leave it out");
  const Node* tiers = table.find("tiers");
  if (tiers && tiers->kind == Node::Kind::array && !table.has("mode"))
    table.report_missing("mode", "\"graduated\"");
  for (std::string_view key : {"price", "percent", "per", "partial"})
    if (table.has("tiers") && table.has(key))
      mistakes.error(table.at(key), in_quotes(key) + " stands beside \"tiers\"",
                     "put it into the tiers");
  if (table.has("bound") && curve.mode == TierMode::graduated)
    mistakes.error(table.at("bound"), "\"bound\" makes no difference to graduated tiers",
                   "leave it out, or write mode = \"volume\"");
  if (!table.has("price") && !table.has("percent") && !table.has("tiers") && !table.has("fee"))
    mistakes.error(table.at(), "nothing is priced here",
                   "write price = \"0.012\", percent = \"2.9\", fee = 500 or tiers = [...]");
  check_order(table, curve.minimum, curve.maximum);
}

// A plain price is one open tier. A fee alone has none.
Curve read_curve(Table& table) {
  Curve curve;
  Price price;
  table.read(curve_keys, curve);
  table.read(price_keys, price);
  check_curve(table, curve);
  if (!table.has("tiers")) check_price(table, price);
  if (!table.has("tiers") && (table.has("price") || table.has("percent")))
    curve.tiers.push_back({{}, price});
  warn_of_curve(table, curve);
  return curve;
}

void check_charge(const Table& table, const Charge& charge) {
  Mistakes& mistakes = table.mistakes();
  const bool usage = table.has("price") || table.has("percent") || table.has("tiers");
  if (usage && !table.has("meter")) table.report_missing("meter", "\"messages\"");
  if (!usage && table.has("meter") && table.has("fee") && !table.has("included"))
    mistakes.warning(table.at("meter"), "usage of \"meter\" has no price here: only the fee is due",
                     "write price = 0 if it is free, or leave \"meter\" out");
  if (table.has("included_events") && !charge.each_event)
    mistakes.error(table.at("included_events"), "\"included_events\" counts events one by one",
                   "write each = \"event\" beside it, or \"included\" for free units");
  if (charge.included && !usage)
    mistakes.warning(table.at("included"), "\"included\" changes nothing: usage has no price",
                     "write a price for what lies above it, or leave it out");
  warn_of_included(table, charge);
  check_texts(table, charge);
}

// Only the last curve of a chain gives limit lines.
void check_last_limits(const Node& curve, const Scale& scale, Mistakes& mistakes) {
  if (const Node* then = curve.find("then")) return check_last_limits(*then, scale, mistakes);
  check_limits(curve, scale, mistakes);
  if (const Node* tiers = curve.find("tiers"))
    for (const Node& tier : tiers->children) check_limits(tier, scale, mistakes);
}

}  // namespace

void check_order(const Table& table, const std::optional<Decimal>& minimum,
                 const std::optional<Decimal>& maximum) {
  if (minimum && maximum && *minimum > *maximum)
    table.mistakes().error(
        table.at("minimum"),
        "\"minimum\" " + minimum->to_string() + " is above \"maximum\" " + maximum->to_string(),
        "swap them, or leave one out");
}

Charge read_charge(const Value& value, const Scale& scale) {
  Charge charge;
  if (!value.is_table()) return charge;
  Table table(value, names_of(charge_keys, curve_keys, price_keys));
  table.read(charge_keys, charge);
  charge.curve = read_curve(table);
  check_charge(table, charge);
  check_amounts(table.node(), scale, table.mistakes());
  // A limit on each event meets exact amounts and may be finer than a line.
  if (!charge.each_event) check_last_limits(table.node(), scale, table.mistakes());
  return charge;
}

}  // namespace porto::internal
