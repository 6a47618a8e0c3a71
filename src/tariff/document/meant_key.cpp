// See meant_key.hpp.
#include "tariff/document/meant_key.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace porto::internal {
namespace {

// Other words for keys, in English and Swedish. One that is a few letters away from another key
// ("free" and "fee") would otherwise be taken for that.
constexpr std::pair<std::string_view, std::string_view> key_words[] = {
    {"free", "included"},
    {"free_units", "included"},
    {"free_quantity", "included"},
    {"allowance", "included"},
    {"quota", "included"},
    {"includes", "included"},
    {"included_units", "included"},
    {"gratis", "included"},
    {"ingår", "included"},
    {"free_events", "included_events"},
    {"cost", "price"},
    {"amount", "price"},
    {"rate", "price"},
    {"unit_price", "price"},
    {"price_per_unit", "price"},
    {"pris", "price"},
    {"percentage", "percent"},
    {"procent", "percent"},
    {"base", "fee"},
    {"base_fee", "fee"},
    {"fixed", "fee"},
    {"fixed_fee", "fee"},
    {"flat", "fee"},
    {"flat_fee", "fee"},
    {"monthly", "fee"},
    {"monthly_fee", "fee"},
    {"avgift", "fee"},
    {"cap", "maximum"},
    {"max", "maximum"},
    {"ceiling", "maximum"},
    {"floor", "minimum"},
    {"min", "minimum"},
    {"commitment", "minimum"},
    {"overage", "then"},
    {"to", "up_to"},
    {"until", "up_to"},
    {"through", "up_to"},
    {"limit", "up_to"},
    {"last_unit", "up_to"},
    {"size", "per"},
    {"package", "per"},
    {"package_size", "per"},
    {"divide", "per"},
    {"multiply", "times"},
    {"rounding", "round"},
    {"digits", "decimals"},
    {"places", "decimals"},
    {"scale", "decimals"},
    {"precision", "decimals"},
    {"method", "mode"},
    {"tiering", "mode"},
    {"levels", "tiers"},
    {"steps", "tiers"},
    {"brackets", "tiers"},
    {"from", "effective"},
    {"start", "effective"},
    {"valid_from", "effective"},
    {"effective_from", "effective"},
    {"effective_date", "effective"},
    {"lang", "language"},
    {"title", "name"},
    {"label", "name"},
    {"description", "name"},
    {"label", "text"},
    {"description", "text"},
    {"metric", "meter"},
    {"counter", "meter"},
    {"quantity", "usage"},
    {"expected", "total"},
    {"expect", "total"},
    {"sum", "total"},
    {"result", "total"},
    {"amounts", "lines"},
    {"charges", "charge"},
    {"examples", "example"},
    {"test", "example"},
    {"tests", "example"},
    {"proration", "prorate"},
};

// Where keys have their place.
struct Home {
  std::string_view keys;  // each with a space after it
  std::string_view where;
  std::string_view hint;
};
constexpr Home homes[] = {
    {"version effective currency name language round prorate ", "to the top of the document",
     "move it above the first [[charge]]"},
    {"meter unit text fee_text convert included included_events each negative price percent fee "
     "tiers bound idle then article account ",
     "to a charge", "move it below [[charge]], beside the id of the charge"},
    {"per partial ", "beside a price", "move it beside price"},
    {"up_to ", "to a tier",
     "write tiers = [{ up_to = 1000, price = \"0.10\" }, { price = \"0.05\" }]"},
    {"times ", "to convert", "write convert = { times = 8 }"},
    {"decimals ", "to round, at the top of the document", "write round = { decimals = 2 }"},
    {"usage share lines total ", "to an example", "move it below [[example]]"},
    {"days of ", "to the share of an example", "write share = { days = 15, of = 31 }"},
    {"minimum maximum ", "to a charge or to the top of the document",
     "move it beside the price that it limits"},
    {"mode ", "beside tiers, or into round", "move it there"},
};

const Home* home_of(std::string_view key) {
  const auto has_key = [&](const Home& home) {
    const std::size_t at = home.keys.find(std::string(key) + " ");
    return at != home.keys.npos && (at == 0 || home.keys[at - 1] == ' ');
  };
  const auto home = std::ranges::find_if(homes, has_key);
  return home == std::end(homes) ? nullptr : home;
}

// What a tariff has no key for: it is said otherwise, or not at all.
std::string_view needless(std::string_view lower) {
  for (std::string_view tax : {"vat", "tax", "moms"})
    if (lower == tax) return "leave it out: amounts are without VAT";
  for (std::string_view change : {"discount", "rabatt", "surcharge"})
    if (lower == change)
      return "write a further price of the amount: then = { percent = 90 } takes 10 of 100 off";
  for (std::string_view period : {"period", "interval", "billing_period"})
    if (lower == period) return "leave it out: a tariff prices months";
  return {};
}

std::string keys_here(std::span<const std::string_view> known) {
  std::string list = "the keys here are ";
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (i > 0) list += i + 1 == known.size() ? " and " : ", ";
    list += in_quotes(known[i]);
  }
  return list;
}

bool is_one_of(std::string_view key, std::span<const std::string_view> known) {
  return std::ranges::find(known, key) != known.end();
}

}  // namespace

MeantKey near_key(std::string_view written, std::span<const std::string_view> known) {
  const std::string what = "unknown key " + in_quotes(written);
  if (const std::string_view near = nearest(written, known); !near.empty())
    return {near, what, "did you mean " + in_quotes(near) + "?"};
  return {{}, what, keys_here(known)};
}

MeantKey meant_key(std::string_view written, std::span<const std::string_view> known) {
  const std::string what = "unknown key " + in_quotes(written);
  const std::string lower = lower_case(written);
  if (const Home* home = home_of(written))
    return {{}, what + " here: it belongs " + std::string(home->where), std::string(home->hint)};
  if (const std::string_view hint = needless(lower); !hint.empty())
    return {{}, what, std::string(hint)};
  std::string_view elsewhere;
  for (const auto& [word, key] : key_words) {
    if (lower != word) continue;
    if (is_one_of(key, known)) return {key, what, "did you mean " + in_quotes(key) + "?"};
    if (elsewhere.empty()) elsewhere = key;
  }
  MeantKey near = near_key(written, known);
  if (!near.key.empty()) return near;
  if (const Home* home = elsewhere.empty() ? nullptr : home_of(elsewhere))
    near.hint = in_quotes(elsewhere) + " may be meant: it belongs " + std::string(home->where);
  return near;
}

}  // namespace porto::internal
