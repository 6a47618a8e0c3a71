// Every charge model of the published vectors: each vector is written as a tariff document, read,
// rated and compared exactly.
#include "porto/tariff.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "support/vectors.hpp"

namespace porto::testing {

using namespace internal;
namespace {

std::string quote(std::string_view text) { return '"' + std::string(text) + '"'; }

// "key = "value"", with the vector's member as the value, if it has it.
std::string setting(const Vector& from, std::string_view member, std::string_view key) {
  if (!has(from, member)) return {};
  return std::string(key) + " = " + quote(text_of(from, member));
}

void join(std::string& list, const std::string& item, std::string_view separator) {
  if (item.empty()) return;
  if (!list.empty()) list += separator;
  list += item;
}

// What a charge prices, in the words of a tariff document: inline, or as lines.
std::string price_settings(const Vector& from, std::string_view separator) {
  std::string all;
  join(all, setting(from, "unit_price", "price"), separator);
  join(all, setting(from, "rate_percent", "percent"), separator);
  if (has(from, "package_size")) {
    join(all, setting(from, "package_size", "per"), separator);
    join(all, "partial = \"up\"", separator);
  }
  if (has(from, "package")) {
    const Vector package = from["package"];
    join(all, setting(package, "price", "price"), separator);
    join(all, setting(package, "size", "per"), separator);
    join(all, setting(package, "rounding", "partial"), separator);
  }
  return all;
}

std::string tier_of(const Vector& tier) {
  std::string all;
  if (!tier["up_to"].is_null()) join(all, setting(tier, "up_to", "up_to"), ", ");
  join(all, price_settings(tier, ", "), ", ");
  join(all, setting(tier, "flat_fee", "fee"), ", ");
  join(all, setting(tier, "max", "maximum"), ", ");
  return "{ " + all + " }";
}

std::string tiers_of(const Vector& tariff) {
  if (!has(tariff, "tiers")) return {};
  const simdjson::dom::array tiers = tariff["tiers"].get_array().value();
  std::string all;
  for (const Vector& tier : tiers) join(all, tier_of(tier), ", ");
  all = "tiers = [" + all + "]";
  join(all, setting(tariff, "tiering", "mode"), "\n");
  join(all, setting(tariff, "bound", "bound"), "\n");
  join(all, setting(tariff, "zero_usage", "idle"), "\n");
  return all;
}

std::string convert_of(const Vector& tariff) {
  if (!has(tariff, "convert")) return {};
  const Vector convert = tariff["convert"];
  const bool divide = text_of(convert, "op") == "divide";
  const std::string_view rounding = text_of(convert, "rounding");
  return "convert = { " + setting(convert, "by", divide ? "per" : "times") +
         ", partial = " + quote(rounding == "none" ? "exact" : rounding) + " }";
}

// Discount and commitment are curves over the amount, one after the other.
std::string chain_of(const Vector& tariff) {
  std::string commitment;
  if (has(tariff, "commitment")) {
    const Vector terms = tariff["commitment"];
    commitment = "then = { mode = \"graduated\", tiers = [{ " + setting(terms, "amount", "up_to") +
                 ", price = 1 }, { " + setting(terms, "overage_factor", "price") + " }]";
    if (text_of(terms, "true_up") == "yes")
      commitment += ", " + setting(terms, "amount", "minimum");
    commitment += " }";
  }
  if (!has(tariff, "discount_percent")) return commitment;
  const Decimal rest = Decimal(100) - Decimal::parse(text_of(tariff, "discount_percent"));
  std::string discount = "percent = " + quote(rest.to_string());
  join(discount, commitment, ", ");
  return "then = { " + discount + " }";
}

std::string usage_charge(const Vector& vector) {
  const Vector tariff = vector["tariff"];
  std::string lines = "[[charge]]\nid = \"usage\"\nmeter = \"units\"";
  join(lines, setting(tariff, "negative", "negative"), "\n");
  join(lines, convert_of(tariff), "\n");
  join(lines, setting(tariff, "included", "included"), "\n");
  join(lines, price_settings(tariff, "\n"), "\n");
  join(lines, tiers_of(tariff), "\n");
  join(lines, chain_of(tariff), "\n");
  if (has(tariff, "charge"))
    for (std::string_view member : {"fee", "minimum", "maximum"})
      join(lines, setting(tariff["charge"], member, member), "\n");
  if (has(vector, "events")) {
    join(lines, "each = \"event\"", "\n");
    join(lines, setting(tariff, "event_fee", "fee"), "\n");
    join(lines, setting(tariff, "event_min", "minimum"), "\n");
    join(lines, setting(tariff, "event_max", "maximum"), "\n");
    join(lines, setting(tariff, "free_amount", "included"), "\n");
    if (has(tariff, "free_events"))
      join(lines, "included_events = " + std::string(text_of(tariff, "free_events")), "\n");
  }
  return lines + "\n";
}

bool prices_usage(const Vector& tariff) {
  for (std::string_view member : {"unit_price", "rate_percent", "package", "tiers", "event_fee"})
    if (has(tariff, member)) return true;
  return false;
}

// A currency with four decimals, so that limits finer than a cent are legal.
std::string document_of(const Vector& vector) {
  const Vector tariff = vector["tariff"];
  std::string lines = "id = \"vector\"\nversion = 1\neffective = \"2024-01\"\ncurrency = \"CLF\"";
  join(lines, setting(tariff, "minimum", "minimum"), "\n");
  join(lines, setting(tariff, "maximum", "maximum"), "\n");
  if (has(tariff, "prorate")) join(lines, "prorate = \"days\"", "\n");
  if (has(tariff, "round"))
    join(lines,
         "round = { decimals = " + std::string(text_of(tariff["round"], "scale")) + ", " +
             setting(tariff["round"], "mode", "mode") +
             (has(tariff["round"], "per") ? ", " + setting(tariff["round"], "per", "per") : "") +
             " }",
         "\n");
  if (has(tariff, "fee"))
    join(lines, "[[charge]]\nid = \"fee\"\n" + setting(tariff, "fee", "fee"), "\n");
  if (prices_usage(tariff)) join(lines, usage_charge(vector), "\n");
  return lines;
}

int whole(const Vector& from, std::string_view member) {
  return static_cast<int>(Decimal::parse(text_of(from, member)).to_scaled_int64(0));
}

Usage usage_of(const Vector& vector, const Decimal& quantity) {
  Usage usage = Usage::of("units", quantity);
  if (has(vector, "events")) {
    const simdjson::dom::array events = vector["events"].get_array().value();
    for (const Vector& event : events)
      usage.meters[0].events.push_back(Decimal::parse(event.get_string().value()));
  }
  if (has(vector["tariff"], "prorate")) {
    const Vector prorate = vector["tariff"]["prorate"];
    usage.share = {whole(prorate, "days"), whole(prorate, "of")};
  }
  return usage;
}

// The amount of a line that the vector knows: the rounded one where it says how to round.
Decimal amount_of(const Vector& vector, const RatedLine& line) {
  return has(vector["tariff"], "round") ? line.net_amount : line.exact_amount;
}

// The sums by part: "fee", "usage", "true_up", and of all lines.
std::map<std::string, Decimal> sums_of(const Vector& vector, const Tariff& tariff,
                                       const Decimal& quantity) {
  std::map<std::string, Decimal> sums;
  const Rating rating = rate(tariff, usage_of(vector, quantity));
  Decimal net;
  for (const RatedLine& line : rating.lines) {
    const bool of_charge = line.charge != RatedLine::whole_tariff;
    const std::string part = line.kind == LineKind::rounding                ? "rounding"
                             : line.kind == LineKind::minimum && !of_charge ? "true_up"
                             : of_charge ? tariff.charges[line.charge].id
                                         : "cap";
    sums[part] += amount_of(vector, line);
    sums["total"] += amount_of(vector, line);
    net += line.net_amount;
  }
  CHECK(net == rating.total);
  return sums;
}

void check_vector(const Vector& vector) {
  const std::string document = document_of(vector);
  CAPTURE(text_of(vector, "id"));
  CAPTURE(document);
  const TariffReading reading = read_tariff(document);
  if (!reading.tariff)
    for (const Mistake& mistake : reading.mistakes) FAIL_CHECK(mistake.to_string("vector"));
  REQUIRE(reading.tariff);
  const Decimal usage = Decimal::parse(text_of(vector, "usage"));
  Decimal before;
  Decimal paid_before;
  if (has(vector, "usage_before")) {
    before = Decimal::parse(text_of(vector, "usage_before"));
    paid_before = sums_of(vector, *reading.tariff, before)["total"];
  }
  auto sums = sums_of(vector, *reading.tariff, before + usage);
  CHECK((sums["total"] - paid_before).to_string() ==
        Decimal::parse(text_of(vector, "expect")).to_string());
  if (!has(vector, "parts")) return;
  const simdjson::dom::object parts = vector["parts"].get_object().value();
  for (const auto& part : parts) {
    CAPTURE(part.key);
    const Decimal expected = Decimal::parse(part.value.get_string().value());
    CHECK(sums[std::string(part.key)].to_string() == expected.to_string());
  }
}

TEST_CASE("every charge vector gives the published amount") {
  int checked = 0;
  for_each_vector([&checked](const Vector& vector) {
    if (text_of(vector, "model") == "decimal") return;
    check_vector(vector);
    ++checked;
  });
  CHECK(checked == 446);
}

}  // namespace
}  // namespace porto::testing
