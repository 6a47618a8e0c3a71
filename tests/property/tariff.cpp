// Properties of rate() and explain(). A failure prints the smallest case that shows it, its tariff,
// and the RC_PARAMS that repeat the run.
#include "porto/tariff.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <functional>

#include "porto/error.hpp"
#include "support/exact.hpp"
#include "support/formula.hpp"
#include "support/random_tariff.hpp"

namespace porto::testing {

using namespace internal;
namespace {

// Bytes are the choices of a case: rapidcheck makes them fewer and smaller.
rc::Gen<Bytes> any_bytes() {
  return rc::gen::resize(250, rc::gen::container<Bytes>(rc::gen::arbitrary<std::uint8_t>()));
}

void check(const std::string& property, const std::function<void(Choices&)>& holds) {
  CHECK(rc::check(property, [&] {
    const Bytes bytes = *any_bytes();
    Choices choices(bytes);
    holds(choices);
  }));
}

struct Rated {
  Tariff tariff;
  Usage usage;
  Rating rating;
};

// Only usage that has a price; refusals are for tests of errors.
Rating rated(const Tariff& tariff, const Usage& usage) {
  try {
    return rate(tariff, usage);
  } catch (const Error&) {
    RC_DISCARD("refused");
  }
}

Rated any_rated(Choices& choices) {
  const RandomCase random = random_case(choices);
  RC_LOG() << random.toml << example_of(random.usage, true, "");
  const Tariff tariff = parse_tariff(random.toml);
  return {tariff, random.usage, rated(tariff, random.usage)};
}

std::string money(const Tariff& tariff, const Decimal& amount) {
  return amount.to_string_fixed(tariff.round.decimals);
}

TEST_CASE("lines are rounded, follow from their unit price and sum to the total") {
  check("lines sum to the total", [](Choices& choices) {
    const auto [tariff, usage, rating] = any_rated(choices);
    Decimal sum;
    for (const RatedLine& line : rating.lines) sum += line.net_amount;
    RC_ASSERT(sum == rating.total);
  });
  check("quantity x unit price / base quantity, rounded, is the net amount", [](Choices& choices) {
    const auto [tariff, usage, rating] = any_rated(choices);
    const auto& round = tariff.round;
    for (const RatedLine& line : rating.lines) {
      RC_ASSERT(line.net_amount.decimals() <= round.decimals);
      if (!line.unit_price) continue;
      const Exact amount =
          exact(line.quantity) * exact(*line.unit_price) / exact(line.base_quantity);
      RC_ASSERT(exact(line.net_amount) == rounded(amount, round.decimals, to_string(round.mode)));
    }
  });
}

TEST_CASE("limits and rounding have no line of 0, and a total that is rounded once is exact") {
  check("a line of a limit or of rounding moves the total", [](Choices& choices) {
    const auto [tariff, usage, rating] = any_rated(choices);
    for (const RatedLine& line : rating.lines)
      if (line.kind != LineKind::fee && line.kind != LineKind::usage)
        RC_ASSERT(!line.net_amount.is_zero());
  });
  check("by total, the total is the rounded sum of the exact amounts", [](Choices& choices) {
    auto [tariff, usage, rating] = any_rated(choices);
    tariff.round.per = RoundPer::total;
    tariff.minimum.reset();
    tariff.maximum.reset();
    for (Charge& charge : tariff.charges) {
      charge.curve.minimum.reset();
      charge.curve.maximum.reset();
      charge.curve.then.reset();
      for (Tier& tier : charge.curve.tiers) tier.price.maximum.reset();
    }
    const Rating by_total = rated(tariff, usage);
    Exact sum;
    for (const RatedLine& line : by_total.lines)
      sum += line.unit_price
                 ? exact(line.quantity) * exact(*line.unit_price) / exact(line.base_quantity)
                 : exact(line.exact_amount);
    // A sum over events has no unit price: its decimals may be those of one that never ends.
    for (const RatedLine& line : by_total.lines)
      RC_PRE(line.unit_price || line.kind == LineKind::rounding ||
             line.exact_amount.decimals() < 18);
    RC_ASSERT(exact(by_total.total) ==
              rounded(sum, tariff.round.decimals, to_string(tariff.round.mode)));
  });
  check("by total, the limits of the tariff hold", [](Choices& choices) {
    auto [tariff, usage, rating] = any_rated(choices);
    tariff.round.per = RoundPer::total;
    RC_PRE(!tariff.prorate_days);
    const Rating by_total = rated(tariff, usage);
    if (tariff.minimum) RC_ASSERT(by_total.total >= *tariff.minimum);
    if (tariff.maximum) RC_ASSERT(by_total.total <= *tariff.maximum);
  });
}

TEST_CASE("usage below 0 takes back what it costs above, and no fee or minimum") {
  check("the totals of a quantity and its negative sum to those without usage",
        [](Choices& choices) {
          auto [tariff, used, rating] = any_rated(choices);
          RC_PRE(tariff.charges.size() == 1 && !tariff.minimum);
          Charge& charge = tariff.charges[0];
          RC_PRE(!charge.each_event && !used.meters.empty());
          charge.negative = Negative::mirror;
          RC_PRE(!charge.curve.then);
          charge.curve.minimum.reset();
          charge.curve.maximum.reset();
          tariff.maximum.reset();
          for (Tier& tier : charge.curve.tiers) tier.price.maximum.reset();
          tariff.round.mode = RoundingMode::half_up;
          const Decimal quantity = used.meters[0].quantity;
          RC_PRE(!quantity.is_zero());
          const auto exact_of = [](const Tariff& of, Usage usage, const Decimal& amount) {
            usage.meters[0].quantity = amount;
            Exact sum;
            for (const RatedLine& line : rated(of, usage).lines) sum += exact(line.exact_amount);
            return sum;
          };
          Tariff fees = tariff;
          fees.charges[0].curve.tiers.clear();
          const Exact both = exact_of(tariff, used, quantity) + exact_of(tariff, used, -quantity);
          RC_ASSERT(abs(both - 2 * exact_of(fees, used, 0)) * power_of_ten(15) < 1);
        });
  check("a further price of 1 changes nothing", [](Choices& choices) {
    auto [tariff, usage, rating] = any_rated(choices);
    RC_PRE(tariff.charges.size() == 1 && !tariff.charges[0].meter.empty());
    Charge& charge = tariff.charges[0];
    // With it there is one line, and limits before it meet exact amounts.
    tariff.round = {tariff.currency.decimals(), RoundingMode::half_up, RoundPer::total};
    RC_PRE(!charge.curve.then);
    const Decimal before = rated(tariff, usage).total;
    Curve one;
    one.tiers.emplace_back().price.price = Decimal(1);
    charge.curve.then = std::make_shared<const Curve>(one);
    RC_ASSERT(rated(tariff, usage).total == before);
  });
}

TEST_CASE("the steps of an explanation recompute the lines") {
  check("each formula gives its value, and the lines are among them", [](Choices& choices) {
    const auto [tariff, usage, rating] = any_rated(choices);
    std::vector<std::string> lines(rating.lines.size());
    std::string last;
    for (const ExplainStep& step : explain(tariff, usage)) {
      RC_LOG() << step.charge << ": " << step.formula << " = " << step.value << '\n';
      RC_ASSERT(Formula(step.formula).value() == Formula(step.value).value());
      if (step.line > 0) lines.at(step.line - 1) += step.value;
      last = step.value;
    }
    for (std::size_t i = 0; i < lines.size(); ++i)
      RC_ASSERT(lines[i] == money(tariff, rating.lines[i].net_amount));
    RC_ASSERT(last == money(tariff, rating.total));
  });
}

// True if more of a quantity never costs less: true of every price, but not where volume tiers
// change the price of all of it, nor where a tier that holds nothing but 0 has a fee of its own.
bool never_falls(const Curve& curve) {
  const bool steady = curve.tiers.size() < 2 || curve.mode == TierMode::graduated;
  const bool starts_at_0 =
      curve.tiers.empty() || !curve.tiers[0].up_to || *curve.tiers[0].up_to > Decimal(0);
  return steady && starts_at_0 && (!curve.then || never_falls(*curve.then));
}

TEST_CASE("more usage never costs less, where the tariff implies it") {
  check("the total never falls", [](Choices& choices) {
    auto [tariff, usage, rating] = any_rated(choices);
    for (const Charge& charge : tariff.charges)
      RC_PRE(!charge.each_event && never_falls(charge.curve));
    const Decimal more = choices.pick(
        {Decimal(1), Decimal::from_scaled(1, 3), Decimal(1000), Decimal::from_scaled(1, -9)});
    for (Usage::Meter& meter : usage.meters) {
      RC_PRE(!meter.quantity.is_negative());
      meter.quantity += more;
    }
    RC_ASSERT(rated(tariff, usage).total >= rating.total);
  });
  check("one event more never costs less", [](Choices& choices) {
    auto [tariff, usage, rating] = any_rated(choices);
    for (const Charge& charge : tariff.charges) RC_PRE(charge.each_event || charge.meter.empty());
    for (Usage::Meter& meter : usage.meters) {
      for (const Decimal& value : meter.events) RC_PRE(!value.is_negative());
      meter.events.push_back(choices.below(100));
      meter.quantity += meter.events.back();
    }
    RC_ASSERT(rated(tariff, usage).total >= rating.total);
  });
}

// Graduated prices, without what is due once (fees, packages, limits).
struct Graduated {
  Decimal included;
  std::vector<Decimal> bounds;
  std::vector<Decimal> prices;  // one more than bounds
};

Decimal any_number(Choices& choices) {
  return Decimal(choices.below(256)) *
         choices.pick({Decimal(1), Decimal::from_scaled(1, 1), Decimal(100)});
}

Graduated any_graduated(Choices& choices) {
  Graduated tariff{any_number(choices), {}, {any_number(choices)}};
  Decimal bound;
  for (int i = choices.below(5); i > 0; --i) {
    bound += any_number(choices) + Decimal::from_scaled(1, 1);
    tariff.bounds.push_back(bound);
    tariff.prices.push_back(any_number(choices));
  }
  return tariff;
}

Decimal above(const Decimal& value, const Decimal& floor) {
  return value > floor ? value - floor : Decimal(0);
}

// The tariff that is left after a quantity was used: a second way to price a later part.
Graduated after(const Graduated& tariff, const Decimal& before) {
  Graduated rest{above(tariff.included, before), {}, {}};
  const Decimal billed = above(before, tariff.included);
  for (std::size_t i = 0; i < tariff.bounds.size(); ++i) {
    if (tariff.bounds[i] <= billed) continue;
    rest.bounds.push_back(tariff.bounds[i] - billed);
    rest.prices.push_back(tariff.prices[i]);
  }
  rest.prices.push_back(tariff.prices.back());
  return rest;
}

Decimal cost(const Graduated& tariff, const Decimal& quantity) {
  std::string tiers;
  for (std::size_t i = 0; i < tariff.prices.size(); ++i) {
    if (i > 0) tiers += ", ";
    tiers += "{ price = \"" + tariff.prices[i].to_string() + "\"";
    if (i < tariff.bounds.size()) tiers += ", up_to = \"" + tariff.bounds[i].to_string() + "\"";
    tiers += " }";
  }
  const std::string toml =
      "id = \"t\"\nversion = 1\neffective = \"2024-01\"\ncurrency = \"CLF\"\n[[charge]]\n"
      "id = \"c\"\nmeter = \"m\"\nmode = \"graduated\"\nincluded = \"" +
      tariff.included.to_string() + "\"\ntiers = [" + tiers + "]\n";
  RC_LOG() << toml << "# usage " << quantity.to_string() << "\n";
  return rate(parse_tariff(toml), Usage::of("m", quantity)).total;
}

TEST_CASE("splitting usage adds up") {
  check("a part costs what it adds, and what the rest of the tariff says", [](Choices& choices) {
    const Graduated tariff = any_graduated(choices);
    const Decimal before = any_number(choices);
    const Decimal usage = any_number(choices);
    const Decimal added = cost(tariff, before + usage) - cost(tariff, before);
    RC_ASSERT(added == cost(after(tariff, before), usage));
  });
}

}  // namespace
}  // namespace porto::testing
