// Writes random tariffs as people would, key by key; see random_tariff.hpp.
#include "support/random_tariff.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace porto::testing {

using namespace internal;
namespace {

std::string quote(const std::string& text) { return '"' + text + '"'; }

// Keys of one table: lines of the document, or the inside of { }.
class Keys {
 public:
  void add(const std::string& key, const std::string& value) {
    all_.push_back(key + " = " + value);
  }
  void add_number(const std::string& key, const Decimal& value) {
    add(key, quote(value.to_string()));
  }
  std::string lines() const { return joined("\n") + "\n"; }
  std::string inlined() const { return "{ " + joined(", ") + " }"; }

 private:
  std::string joined(const std::string& separator) const {
    std::string text;
    for (const std::string& entry : all_) text += (text.empty() ? "" : separator) + entry;
    return text;
  }

  std::vector<std::string> all_;
};

class Generator {
 public:
  explicit Generator(Choices& choices) : choices_(choices) {}

  RandomCase tariff() {
    std::string charges;
    const Keys settings = document_settings();
    const int count = 1 + choices_.below(3);
    for (int i = 0; i < count; ++i) charges += charge(std::to_string(i + 1));
    return {settings.lines() + charges, usage()};
  }

 private:
  struct Meter {
    bool is_priced = false;
    bool each_event = false;
    bool refuses_negative = false;
  };

  // --- numbers

  Decimal digits(int count) {
    std::int64_t value = 0;
    for (int i = 0; i < count; ++i) value = value * 10 + choices_.below(10);
    return value;
  }

  Decimal number() {
    switch (choices_.below(9)) {
      case 0:
        return choices_.below(11);
      case 1:
        return choices_.below(256);
      case 2:
        return choices_.below(100) * 100;
      case 3:
        return digits(3) * Decimal::from_scaled(1, 1);
      case 4:
        return digits(4) * Decimal::from_scaled(1, 2);
      case 5:
        return digits(3) * Decimal::from_scaled(1, 4);
      case 6:
        return digits(2) * Decimal::from_scaled(1, 18);
      case 7:
        return digits(7);
      default:
        return choices_.one_in(6) ? enormous()
                                  : digits(9) * Decimal::from_scaled(1, choices_.below(19));
    }
  }

  // Up to where a product fits nowhere, but a sum with 18 decimals does.
  Decimal enormous() {
    const Decimal leading = digits(2);
    return leading * Decimal::from_scaled(1, -choices_.pick({18, 20, 38, 50}));
  }

  // What a line can have.
  Decimal amount() {
    const Decimal value = number();
    return value < Decimal(1'000'000'000'000'000) ? value : digits(7);
  }

  Decimal positive() {
    const Decimal value = number();
    return value.is_zero() ? Decimal(1) : value;
  }

  Decimal package_size() {
    return choices_.one_in(4) ? positive() : Decimal(choices_.pick({100, 10, 3, 7, 1000, 1}));
  }

  // A limit that a rounded line can reach.
  Decimal limit() { return amount().round(decimals_, RoundingMode::half_up); }

  // --- the document

  Keys document_settings() {
    Keys keys;
    keys.add("id", quote("t"));
    keys.add("version", "1");
    keys.add("effective", quote("2024-01"));
    const int currency_decimals = choices_.pick({2, 0, 3, 4});
    keys.add("currency", quote(currency_decimals == 2   ? "SEK"
                               : currency_decimals == 0 ? "JPY"
                               : currency_decimals == 3 ? "KWD"
                                                        : "CLF"));
    decimals_ = currency_decimals;
    if (choices_.one_in(2)) {
      Keys round;
      if (choices_.one_in(2)) {
        decimals_ = choices_.below(currency_decimals + 1);
        round.add("decimals", std::to_string(decimals_));
      }
      round.add("mode", quote(choices_.pick({"half_up", "half_even", "half_down", "up", "down",
                                             "ceiling", "floor"})));
      if (choices_.one_in(3)) round.add("per", quote(choices_.pick({"total", "line"})));
      keys.add("round", round.inlined());
    }
    if (choices_.one_in(4)) keys.add("prorate", quote("days"));
    if (choices_.one_in(4)) add_limits(keys, true);
    return keys;
  }

  // On a line that is rounded, or on exact amounts.
  void add_limits(Keys& keys, bool on_lines) {
    Decimal least = on_lines ? limit() : amount();
    Decimal most = on_lines ? limit() : amount();
    if (most < least) std::swap(least, most);
    const int which = choices_.below(3);
    if (which == 2 && choices_.one_in(4)) most = least;
    if (which != 1) keys.add_number("minimum", least);
    if (which != 0) keys.add_number("maximum", most);
  }

  std::string charge(const std::string& id) {
    Keys keys;
    keys.add("id", quote(id));
    if (choices_.one_in(8)) {
      keys.add_number("fee", amount());
      if (choices_.one_in(3)) add_limits(keys, true);
      return "[[charge]]\n" + keys.lines();
    }
    const std::string meter = choices_.pick({"m", "n"});
    keys.add("meter", quote(meter));
    const bool each = choices_.one_in(5);
    if (each) {
      keys.add("each", quote("event"));
      if (choices_.one_in(3)) keys.add("included_events", std::to_string(choices_.below(5)));
    }
    Meter& priced = meter == "m" ? m_ : n_;
    priced.is_priced = true;
    priced.each_event |= each;
    if (choices_.one_in(4)) keys.add("convert", convert());
    offset_ = 0;
    if (choices_.one_in(3)) {
      offset_ = number();
      keys.add_number("included", offset_);
      edges_.push_back(offset_);
    }
    const std::string negative = choices_.pick({"refuse", "refuse", "mirror", "clamp"});
    if (negative != "refuse" || choices_.one_in(4)) keys.add("negative", quote(negative));
    keys.add("article", quote("EPOST"));
    keys.add("account", "3041");
    priced.refuses_negative |= negative == "refuse";
    add_curve(keys, 0, each);
    return "[[charge]]\n" + keys.lines();
  }

  std::string convert() {
    Keys keys;
    const int which = choices_.below(3);
    if (which != 1) keys.add_number("per", package_size());
    if (which != 0) keys.add_number("times", positive());
    add_partial(keys);
    return keys.inlined();
  }

  void add_partial(Keys& keys) {
    if (const int which = choices_.below(5); which > 0)
      keys.add("partial", quote(which == 1   ? "up"
                                : which == 2 ? "down"
                                : which == 3 ? "half_up"
                                             : "exact"));
  }

  // --- curves: the charge's own at depth 0, then those of `then`

  void add_curve(Keys& keys, int depth, bool each) {
    if (choices_.one_in(3)) keys.add_number("fee", amount());
    if (choices_.one_in(2))
      add_tiers(keys, depth, each);
    else
      add_price(keys);
    const bool last = depth == 3 || !choices_.one_in(5);
    if (choices_.one_in(4)) add_limits(keys, last && !each);
    if (last) return;
    Keys then;
    add_curve(then, depth + 1, each);
    keys.add("then", then.inlined());
  }

  void add_price(Keys& keys) {
    const int which = choices_.below(4);
    if (which != 2) {
      keys.add_number("price", number());
      if (choices_.one_in(2)) {
        const Decimal per = package_size();
        keys.add_number("per", per);
        edges_.push_back(offset_ + per);
        if (which != 3) add_partial(keys);
      }
    }
    if (which >= 2) keys.add_number("percent", number());
  }

  void add_tiers(Keys& keys, int depth, bool each) {
    const bool volume = choices_.one_in(2);
    keys.add("mode", quote(volume ? "volume" : "graduated"));
    if (volume && choices_.one_in(2)) keys.add("bound", quote("exclusive"));
    if (choices_.one_in(3)) keys.add("idle", quote("free"));
    std::string tiers;
    const int count = 1 + choices_.below(5);
    Decimal bound = 0;
    for (int i = 0; i < count; ++i) {
      Keys tier;
      if (i + 1 < count) {
        bound += i == 0 ? number() : positive();
        tier.add_number("up_to", bound);
        if (depth == 0) edges_.push_back(offset_ + bound);
      }
      const int which = choices_.below(3);
      if (which != 1) add_price(tier);
      if (which != 0) tier.add_number("fee", amount());
      if (choices_.one_in(5)) tier.add_number("maximum", each ? amount() : limit());
      tiers += (tiers.empty() ? "" : ", ") + tier.inlined();
    }
    keys.add("tiers", "[" + tiers + "]");
  }

  // --- usage

  Usage usage() {
    Usage usage;
    for (const std::string name : {"m", "n"}) {
      const Meter& meter = name == "m" ? m_ : n_;
      if (!meter.is_priced || choices_.one_in(10)) continue;
      if (meter.each_event) {
        std::vector<Decimal> events;
        const int count = choices_.below(7);
        for (int i = 0; i < count; ++i) events.push_back(quantity(meter));
        const int again = choices_.one_in(8) ? 20 : 0;  // many events of a few kinds
        for (int i = 0; i < count * again; ++i)
          events.push_back(events[static_cast<std::size_t>(i)]);
        usage.meters.push_back(Usage::of_events(name, events).meters.front());
      } else {
        usage.meters.push_back({name, quantity(meter), {}});
      }
    }
    if (choices_.one_in(2)) {
      usage.share.of = choices_.pick({31, 30, 28, 29});
      usage.share.days = choices_.below(usage.share.of + 1);
    }
    return usage;
  }

  Decimal quantity(const Meter& meter) {
    const Decimal value = unsigned_quantity();
    return choices_.one_in(meter.refuses_negative ? 25 : 3) ? -value : value;
  }

  Decimal unsigned_quantity() {
    if (!edges_.empty() && choices_.one_in(2)) {
      const Decimal edge =
          edges_[static_cast<std::size_t>(choices_.below(static_cast<int>(edges_.size())))];
      return edge + choices_.pick({Decimal(0), Decimal(1), Decimal(-1), Decimal::from_scaled(1, 3),
                                   Decimal::from_scaled(-1, 3), Decimal::from_scaled(1, 18),
                                   Decimal::from_scaled(-1, 18)});
    }
    return choices_.one_in(12) ? Decimal(9'223'372'036'854'775'807) : number();
  }

  Choices& choices_;
  int decimals_ = 2;
  Meter m_;
  Meter n_;
  Decimal offset_;              // free units: they move each tier's bound up
  std::vector<Decimal> edges_;  // quantities at which something changes
};

}  // namespace

RandomCase random_case(Choices& choices) { return Generator(choices).tariff(); }

std::string example_of(const Usage& usage, bool with_share, const std::string& expected) {
  Keys meters;
  for (const Usage::Meter& meter : usage.meters) {
    if (meter.events.empty() && !meter.quantity.is_zero()) {
      meters.add_number(meter.meter, meter.quantity);
      continue;
    }
    std::string values;
    for (const Decimal& value : meter.events)
      values += (values.empty() ? "" : ", ") + quote(value.to_string());
    meters.add(meter.meter, "[" + values + "]");
  }
  std::string share;
  if (with_share)
    share = "share = { days = " + std::to_string(usage.share.days) +
            ", of = " + std::to_string(usage.share.of) + " }\n";
  return "[[example]]\nusage = " + meters.inlined() + "\n" + share + expected;
}

}  // namespace porto::testing
