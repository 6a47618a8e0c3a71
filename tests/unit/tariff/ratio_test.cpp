// Exact fractions: arithmetic, order, and the decimals of what never ends.
#include "tariff/ratio.hpp"

#include <doctest/doctest.h>

#include "support/thrown.hpp"

namespace porto {

using namespace internal;
namespace ratio_test {
namespace {

Ratio ratio(const char* top, const char* bottom) {
  return {Decimal::parse(top), Decimal::parse(bottom)};
}

TEST_CASE("a ratio is written exactly") {
  struct Row {
    const char* top;
    const char* bottom;
    const char* text;     // a fraction in lowest terms if the decimals never end
    const char* decimal;  // then with 18 decimals, cut, and one more after 0 or 5
  };
  const Row rows[] = {
      {"7", "2", "3.5", "3.5"},
      {"0", "31", "0", "0"},
      {"1", "1024", "0.0009765625", "0.0009765625"},
      {"0.3", "0.0003", "1000", "1000"},
      {"-1", "8", "-0.125", "-0.125"},
      {"7500", "31", "7500/31", "241.935483870967741936"},  // ...741935|48: 5 becomes 6
      {"1", "3", "1/3", "0.333333333333333333"},
      {"-1", "3", "-1/3", "-0.333333333333333333"},
      {"2", "0.6", "10/3", "3.333333333333333333"},
      {"1", "3000000000000000000000", "1/3000000000000000000000", "0.000000000000000001"},
      {"-1", "3000000000000000000000", "-1/3000000000000000000000", "-0.000000000000000001"},
  };
  // It ends, with a digit more than a Decimal has.
  const std::string nines(76, '9');
  CHECK(ratio(nines.c_str(), "2").to_string() == nines + "/2");
  CHECK_FALSE(ratio(nines.c_str(), "2").exact());
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(ratio(row.top, row.bottom).to_string() == row.text);
    CHECK(ratio(row.top, row.bottom).to_decimal().to_string() == row.decimal);
  }
}

TEST_CASE("rounding the decimals of what never ends is rounding the true value") {
  // Just above and just below a tie, in every mode.
  const Ratio tie = ratio("0.005", "1");
  const Ratio sliver = ratio("1", "3000000000000000000000000");
  const struct {
    RoundingMode mode;
    const char* above;
    const char* below;
  } rows[] = {
      {RoundingMode::half_up, "0.01", "0"},   {RoundingMode::half_even, "0.01", "0"},
      {RoundingMode::half_down, "0.01", "0"}, {RoundingMode::up, "0.01", "0.01"},
      {RoundingMode::down, "0", "0"},         {RoundingMode::ceiling, "0.01", "0.01"},
      {RoundingMode::floor, "0", "0"},
  };
  for (const auto& row : rows) {
    CAPTURE(to_string(row.mode));
    CHECK((tie + sliver).to_decimal().round(2, row.mode).to_string() == row.above);
    CHECK((tie - sliver).to_decimal().round(2, row.mode).to_string() == row.below);
  }
  CHECK(sliver.to_decimal().round(0, RoundingMode::up) == Decimal(1));
}

TEST_CASE("ratios add, multiply and compare by value") {
  CHECK(ratio("1", "3") + ratio("1", "6") == ratio("1", "2"));
  CHECK(ratio("1", "3") + ratio("2", "3") == Ratio(1));
  CHECK(ratio("1", "3") - ratio("1", "2") == ratio("-1", "6"));
  CHECK(ratio("2", "3") * ratio("9", "4") == ratio("3", "2"));
  CHECK(ratio("2", "3").over(4) == ratio("1", "6"));
  CHECK(ratio("1", "3") < ratio("0.34", "1"));
  CHECK(ratio("1", "3") > ratio("0.333333333333333333", "1"));
  CHECK(-ratio("1", "3") < Ratio(0));
  CHECK(ratio("7", "2").whole(RoundingMode::up) == Decimal(4));
  CHECK(ratio("7", "2").whole(RoundingMode::down) == Decimal(3));
  CHECK(Ratio(Decimal::parse("3.5")).whole(RoundingMode::half_up) == Decimal(4));
}

TEST_CASE("a sum of many fractions is as small as its value") {
  Ratio sum;
  for (int i = 0; i < 1000; ++i) sum = sum + ratio("1", i % 2 == 0 ? "3" : "7");
  CHECK(sum.to_string() == "5000/21");
  const Ratio sliver = ratio("1", "30000000000000000000000");
  CHECK(sliver + Ratio(1) < ratio("1000000000000000000000000000000000000000000000000000000", "1"));
}

TEST_CASE("what does not fit is an overflow, never something else") {
  const Decimal largest = Decimal::parse(std::string(76, '9'));
  CHECK(testing::thrown([&] { return Ratio(largest, 3) + Ratio(1, 7); }).code ==
        ErrorCode::overflow);
  // 2^-225 needs 225 decimals: shown like what never ends.
  const Decimal two_to_75 = Decimal::parse("37778931862957161709568");
  Ratio tiny(1);
  for (int i = 0; i < 3; ++i) tiny = tiny.over(two_to_75);
  CHECK(tiny.to_decimal().to_string() == "0.000000000000000001");
}

}  // namespace
}  // namespace ratio_test

}  // namespace porto
