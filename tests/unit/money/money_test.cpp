// Currencies of ISO 4217 and amounts in them.
#include "porto/money.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <set>
#include <string>

#include "support/thrown.hpp"

namespace porto {

using namespace internal;
namespace money_test {
namespace {

using testing::thrown;

constexpr auto highest = std::numeric_limits<std::int64_t>::max();

TEST_CASE("a currency knows its decimals") {
  const struct {
    const char* code;
    int decimals;
  } rows[] = {{"SEK", 2}, {"EUR", 2}, {"USD", 2}, {"NOK", 2}, {"HUF", 2}, {"MRU", 2}, {"ZWG", 2},
              {"XCG", 2}, {"JPY", 0}, {"ISK", 0}, {"KRW", 0}, {"CLP", 0}, {"RWF", 0}, {"UYI", 0},
              {"KWD", 3}, {"BHD", 3}, {"TND", 3}, {"IQD", 3}, {"CLF", 4}, {"UYW", 4}};
  for (const auto& row : rows) {
    CAPTURE(row.code);
    CHECK(Currency(row.code).decimals() == row.decimals);
    CHECK(Currency(row.code).code() == row.code);
  }
  CHECK(Currency("SEK") == Currency("SEK"));
  CHECK(Currency("EUR") < Currency("SEK"));
}

TEST_CASE("the list has all 165 currencies with a minor unit and nothing else") {
  std::multiset<int> decimals;
  for (char a = 'A'; a <= 'Z'; ++a)
    for (char b = 'A'; b <= 'Z'; ++b)
      for (char c = 'A'; c <= 'Z'; ++c)
        if (const std::string code{a, b, c}; !thrown([&code] { Currency{code}; }).code)
          decimals.insert(Currency(code).decimals());
  CHECK(decimals.size() == 165);
  CHECK(decimals.count(0) == 17);
  CHECK(decimals.count(2) == 139);
  CHECK(decimals.count(3) == 7);
  CHECK(decimals.count(4) == 2);
}

TEST_CASE("any other code is refused with the nearest") {
  using namespace std::string_literals;
  const struct {
    std::string code, says;
  } rows[] = {
      {"sek", "did you mean \"SEK\"?"}, {"SEKK", "did you mean \"SEK\"?"},
      {"Kwd", "did you mean \"KWD\"?"}, {"", "such as SEK"},
      {"SE", "did you mean"},           {"SEK ", "did you mean \"SEK\"?"},
      {" EK", "did you mean"},          {"XAU", "no minor unit"},
      {"XXX", "no minor unit"},         {"XTS", "no minor unit"},
      {"DEM", "not a currency"},        {"HRK", "not a currency"},
      {"123456", "such as SEK"},        {"S\0K"s, "not a currency"},
      {"SEK\0"s, "not a currency"},     {"kr", "write \"SEK\""},
      {"Kronor", "write \"SEK\""},      {"\u20AC", "write \"EUR\""},
      {"$", "write \"USD\""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.code);
    const auto failure = thrown([&row] { Currency{row.code}; });
    CHECK(failure.code == ErrorCode::unknown_currency);
    CAPTURE(failure.message);
    CHECK(failure.says(row.says));
  }
}

TEST_CASE("money is printed with the decimals of its currency") {
  const struct {
    std::int64_t minor;
    const char *code, *text;
  } rows[] = {{86'000, "SEK", "860.00"},
              {1'935, "JPY", "1935"},
              {1'235, "KWD", "1.235"},
              {-1, "SEK", "-0.01"},
              {0, "SEK", "0.00"},
              {12'345, "CLF", "1.2345"},
              {3'600'038'000, "SEK", "36000380.00"}};
  for (const auto& row : rows) {
    const Money money(row.minor, Currency(row.code));
    CHECK(money.to_string() == row.text);
    CHECK(money.amount() == Decimal::parse(row.text));
    CHECK(Money::of(Decimal::parse(row.text), Currency(row.code)) == money);
  }
}

TEST_CASE("money is made of amounts that are exact in it") {
  const Currency sek("SEK");
  CHECK(Money::of(Decimal::parse("860.000"), sek).minor() == 86'000);
  CHECK(Money::of(-5, sek).minor() == -500);
  CHECK(thrown([&sek] { Money::of(Decimal::parse("0.999"), sek); }).code == ErrorCode::overflow);
  CHECK(thrown([] { Money::of(Decimal::parse("0.5"), Currency("JPY")); }).code ==
        ErrorCode::overflow);
  CHECK(thrown([&sek] { Money::of(highest, sek); }).code == ErrorCode::overflow);
}

TEST_CASE("sums of money are checked") {
  const Currency sek("SEK");
  CHECK(Money(50'000, sek) + Money(36'000, sek) == Money(86'000, sek));
  CHECK(Money(50'000, sek) - Money(50'001, sek) == Money(-1, sek));
  const auto mixed = thrown([&sek] { Money(1, sek) + Money(1, Currency("EUR")); });
  CHECK(mixed.code == ErrorCode::invalid_argument);
  CHECK(mixed.says("SEK and EUR"));
  CHECK(thrown([&sek] { Money(1, sek) - Money(1, Currency("EUR")); }).code ==
        ErrorCode::invalid_argument);
  CHECK(thrown([&sek] { Money(highest, sek) + Money(1, sek); }).code == ErrorCode::overflow);
  CHECK(thrown([&sek] { Money(-highest, sek) - Money(2, sek); }).code == ErrorCode::overflow);
  CHECK(Money(1, sek) != Money(1, Currency("EUR")));
}

}  // namespace
}  // namespace money_test

}  // namespace porto
