// Properties of describe(): every tariff has words, and none of its prices is missing in them.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <set>
#include <string>
#include <vector>

#include "porto/tariff_tools.hpp"
#include "support/random_tariff.hpp"

namespace porto::testing {

using namespace internal;
namespace {

std::string words_of(const Tariff& tariff, const char* language) {
  std::string text;
  for (const TariffTerm& term : describe(tariff, language)) text += term.text + "\n";
  return text;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The numbers in a text, whichever marks its language has: "10 000,5" with a no-break space.
std::set<std::string> numbers_in(std::string text, bool swedish) {
  const std::string group = swedish ? "\u00A0" : ",";
  const char point = swedish ? ',' : '.';
  std::set<std::string> numbers;
  for (std::size_t i = 0; i < text.size();) {
    std::string number;
    while (i < text.size()) {
      const auto digit_at = [&](std::size_t at) { return at < text.size() && is_digit(text[at]); };
      if (is_digit(text[i])) {
        number += text[i++];
      } else if (!number.empty() && text.compare(i, group.size(), group) == 0 &&
                 digit_at(i + group.size())) {
        i += group.size();
      } else if (!number.empty() && text[i] == point && digit_at(i + 1)) {
        number += '.';
        ++i;
      } else {
        break;
      }
    }
    if (number.empty()) ++i;
    if (!number.empty()) numbers.insert(Decimal::parse(number).to_string());
  }
  return numbers;
}

using Numbers = std::vector<Decimal>;

void add(Numbers& numbers, const std::optional<Decimal>& number) {
  if (number) numbers.push_back(*number);
}

void add_price(Numbers& numbers, const Price& price) {
  for (const auto* number : {&price.fee, &price.price, &price.percent, &price.maximum})
    add(numbers, *number);
  if (price.price && !(price.per == 1)) numbers.push_back(price.per);
}

void add_curve(Numbers& numbers, const Curve& curve) {
  for (const auto* number : {&curve.fee, &curve.minimum, &curve.maximum}) add(numbers, *number);
  for (const Tier& tier : curve.tiers) {
    add(numbers, tier.up_to);
    add_price(numbers, tier.price);
  }
  if (curve.then) add_curve(numbers, *curve.then);
}

// Every number that decides what something costs.
Numbers prices_of(const Tariff& tariff) {
  Numbers numbers;
  add(numbers, tariff.minimum);
  add(numbers, tariff.maximum);
  for (const Charge& charge : tariff.charges) {
    add(numbers, charge.included);
    add(numbers, charge.included_events);
    if (charge.convert) {
      numbers.push_back(charge.convert->per);
      numbers.push_back(charge.convert->times);
    }
    add_curve(numbers, charge.curve);
  }
  return numbers;
}

void check_words(const Tariff& tariff, const std::string& words, bool swedish) {
  RC_LOG() << words;
  const std::set<std::string> told = numbers_in(words, swedish);
  for (const Decimal& number : prices_of(tariff)) {
    RC_LOG() << "number " << number.to_string() << "\n";
    const bool is_below_one = number < Decimal(1) && tariff.currency.code() == "SEK";
    RC_ASSERT(told.count(number.to_string()) > 0 ||
              (is_below_one && told.count((number * 100).to_string()) > 0));
  }
  RC_ASSERT(words.find('{') == words.npos);
  RC_ASSERT(words.find("  ") == words.npos);
}

TEST_CASE("every number that prices is in the words") {
  CHECK(rc::check("numbers", [] {
    const Bytes bytes =
        *rc::gen::resize(250, rc::gen::container<Bytes>(rc::gen::arbitrary<std::uint8_t>()));
    Choices choices(bytes);
    const RandomCase random = random_case(choices);
    RC_LOG() << random.toml;
    const Tariff tariff = parse_tariff(random.toml);
    check_words(tariff, words_of(tariff, "en"), false);
    check_words(tariff, words_of(tariff, "sv"), true);
  }));
}

TEST_CASE("the numbers of a text are found as its language writes them") {
  CHECK(numbers_in("1\u00A0000,50 kr, 3 av 4.", true) == std::set<std::string>{"1000.5", "3", "4"});
  CHECK(numbers_in("1,000.50 SEK, 3 of 4.", false) == std::set<std::string>{"1000.5", "3", "4"});
}

}  // namespace
}  // namespace porto::testing
