// The examples inside a tariff: rated and compared with what they say. This is how tariff authors
// test a price.
#include <algorithm>

#include "porto/error.hpp"
#include "porto/tariff.hpp"

namespace porto {

using namespace internal;

namespace {

// Each result has the text: it must not grow with the number of events.
constexpr std::size_t most_text = 200;

std::string text_of(const TariffExample& example) {
  std::string text;
  for (const TariffExample::Usage& used : example.usage) {
    if (text.size() > most_text) return text + ", ...";
    text += (text.empty() ? "" : ", ") + used.meter + " = ";
    if (used.quantity) {
      text += used.quantity->to_string();
      continue;
    }
    std::string values;
    for (const Decimal& value : used.events) {
      values += (values.empty() ? "" : ", ") + value.to_string();
      if (values.size() <= most_text) continue;
      values += ", ... " + std::to_string(used.events.size()) + " in all";
      break;
    }
    text += "[" + values + "]";
  }
  if (example.share.days != example.share.of)
    text += (text.empty() ? "" : ", ") + std::string("days = ") +
            std::to_string(example.share.days) + " of " + std::to_string(example.share.of);
  return text.empty() ? "no usage" : text;
}

Usage usage_of(const TariffExample& example) {
  Usage usage;
  usage.share = example.share;
  for (const TariffExample::Usage& used : example.usage) {
    if (used.quantity)
      usage.meters.push_back({used.meter, *used.quantity, {}});
    else
      usage.meters.push_back(Usage::of_events(used.meter, used.events).meters.front());
  }
  return usage;
}

// Compared by value, so that "500" and "500.00" are the same amount.
bool same_amount(const std::string& expected, const Decimal* actual) {
  if (!actual) return false;
  try {
    return Decimal::parse(expected) == *actual;
  } catch (const Error&) {
    return false;
  }
}

class Checker {
 public:
  Checker(const Tariff& tariff, const TariffExample& example, std::vector<ExampleResult>& results)
      : tariff_(tariff), example_(example), results_(results), usage_(text_of(example)) {}

  void check() {
    try {
      compare(rate(tariff_, usage_of(example_)));
    } catch (const Error& error) {  // the example's usage cannot be rated: that is its result
      add("rating", "a price", error.what(), false);
    }
  }

 private:
  // An invoice has amounts in 64 bits of minor units.
  void check_fit(const Rating& rating) const {
    for (const RatedLine& line : rating.lines) Money::of(line.net_amount, tariff_.currency);
    Money::of(rating.total, tariff_.currency);
  }

  void compare(const Rating& rating) {
    check_fit(rating);
    if (example_.lines) compare_lines(*example_.lines, rating.lines);
    if (example_.total)
      add("total", *example_.total, money(rating.total),
          same_amount(*example_.total, &rating.total));
  }

  void compare_lines(const std::vector<std::string>& expected,
                     const std::vector<RatedLine>& lines) {
    for (std::size_t i = 0; i < std::max(expected.size(), lines.size()); ++i) {
      const Decimal* actual = i < lines.size() ? &lines[i].net_amount : nullptr;
      const bool wanted = i < expected.size();
      add("line " + std::to_string(i + 1), wanted ? expected[i] : "no line",
          actual ? money(*actual) : "no line", wanted && same_amount(expected[i], actual));
    }
  }

  std::string money(const Decimal& amount) const {
    return amount.to_string_fixed(std::max(tariff_.currency.decimals(), amount.decimals()));
  }

  void add(std::string subject, std::string expected, std::string actual, bool ok) {
    results_.push_back({example_.line_number, usage_, std::move(subject), std::move(expected),
                        std::move(actual), ok});
  }

  const Tariff& tariff_;
  const TariffExample& example_;
  std::vector<ExampleResult>& results_;
  std::string usage_;
};

}  // namespace

Usage Usage::of_events(std::string meter, std::vector<Decimal> values) {
  Decimal sum;
  for (const Decimal& value : values) sum += value;
  return {{{std::move(meter), sum, std::move(values)}}, {}};
}

std::vector<ExampleResult> check_examples(const Tariff& tariff) {
  std::vector<ExampleResult> results;
  for (const TariffExample& example : tariff.examples) Checker(tariff, example, results).check();
  return results;
}

}  // namespace porto
