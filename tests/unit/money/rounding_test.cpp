// The seven rounding modes: ties, signs, tens and hundreds, division, package counts.
#include "money/rounding.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "money/decimal_parts.hpp"
#include "porto/decimal.hpp"
#include "support/thrown.hpp"

namespace porto {

using namespace internal;
namespace rounding_test {
namespace {

using testing::thrown;

constexpr std::array modes = {
    RoundingMode::half_up, RoundingMode::half_even, RoundingMode::half_down, RoundingMode::up,
    RoundingMode::down,    RoundingMode::ceiling,   RoundingMode::floor};

TEST_CASE("each mode rounds as its name says") {
  const struct {
    const char* text;
    int decimals;
    // half_up, half_even, half_down, up, down, ceiling, floor
    std::array<const char*, 7> expected;
  } rows[] = {
      {"2.5", 0, {"3", "2", "2", "3", "2", "3", "2"}},
      {"3.5", 0, {"4", "4", "3", "4", "3", "4", "3"}},
      {"-2.5", 0, {"-3", "-2", "-2", "-3", "-2", "-2", "-3"}},
      {"-3.5", 0, {"-4", "-4", "-3", "-4", "-3", "-3", "-4"}},
      {"2.4", 0, {"2", "2", "2", "3", "2", "3", "2"}},
      {"2.6", 0, {"3", "3", "3", "3", "2", "3", "2"}},
      {"-2.4", 0, {"-2", "-2", "-2", "-3", "-2", "-2", "-3"}},
      {"-2.6", 0, {"-3", "-3", "-3", "-3", "-2", "-2", "-3"}},
      {"0.5", 0, {"1", "0", "0", "1", "0", "1", "0"}},
      {"-0.5", 0, {"-1", "0", "0", "-1", "0", "0", "-1"}},
      {"0.49", 0, {"0", "0", "0", "1", "0", "1", "0"}},
      {"-0.4", 0, {"0", "0", "0", "-1", "0", "0", "-1"}},
      {"7", 0, {"7", "7", "7", "7", "7", "7", "7"}},
      {"7.00", 1, {"7", "7", "7", "7", "7", "7", "7"}},
      {"7", 5, {"7", "7", "7", "7", "7", "7", "7"}},
      {"0.025", 2, {"0.03", "0.02", "0.02", "0.03", "0.02", "0.03", "0.02"}},
      {"3.685", 2, {"3.69", "3.68", "3.68", "3.69", "3.68", "3.69", "3.68"}},
      {"2.50000000000000000000000000001", 0, {"3", "3", "3", "3", "2", "3", "2"}},
      {"2.49999999999999999999999999999", 0, {"2", "2", "2", "3", "2", "3", "2"}},
      {"15", -1, {"20", "20", "10", "20", "10", "20", "10"}},
      {"-25", -1, {"-30", "-20", "-20", "-30", "-20", "-20", "-30"}},
      {"49", -2, {"0", "0", "0", "100", "0", "100", "0"}},
      {"50", -2, {"100", "0", "0", "100", "0", "100", "0"}},
      {"123456789012345678901234567890.5",
       0,
       {"123456789012345678901234567891", "123456789012345678901234567890",
        "123456789012345678901234567890", "123456789012345678901234567891",
        "123456789012345678901234567890", "123456789012345678901234567891",
        "123456789012345678901234567890"}},
      {"0", 0, {"0", "0", "0", "0", "0", "0", "0"}},
      {"-0.00", 1, {"0", "0", "0", "0", "0", "0", "0"}},
  };
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < modes.size(); ++i) {
      CAPTURE(row.text);
      CAPTURE(to_string(modes[i]));
      CHECK(Decimal::parse(row.text).round(row.decimals, modes[i]).to_string() == row.expected[i]);
    }
  }
}

TEST_CASE("rounding does not depend on how the number was written") {
  // the same tie with 1, 18, 19, 30 and 70 digits to drop
  for (std::size_t zeros : {0U, 17U, 18U, 29U, 69U}) {
    CAPTURE(zeros);
    const Decimal tie = internal::decimal_of(internal::Integer("25" + std::string(zeros, '0')),
                                             static_cast<int>(zeros) + 1);
    CHECK(tie.round(0, RoundingMode::half_up).to_string() == "3");
    CHECK(tie.round(0, RoundingMode::half_even).to_string() == "2");
    CHECK((-tie).round(0, RoundingMode::floor).to_string() == "-3");
    CHECK(tie.round(1, RoundingMode::down) == Decimal::parse("2.5"));
  }
}

TEST_CASE("a quotient is rounded once") {
  const struct {
    const char *dividend, *divisor;
    int decimals;
    RoundingMode mode;
    const char* expected;
  } rows[] = {
      {"1", "3", 4, RoundingMode::half_up, "0.3333"},
      {"2", "3", 4, RoundingMode::half_up, "0.6667"},
      {"-2", "3", 4, RoundingMode::half_up, "-0.6667"},
      {"2", "-3", 4, RoundingMode::ceiling, "-0.6666"},
      {"-2", "-3", 4, RoundingMode::floor, "0.6666"},
      {"1", "8", 2, RoundingMode::half_even, "0.12"},
      {"3", "8", 2, RoundingMode::half_even, "0.38"},
      {"1", "8", 2, RoundingMode::half_up, "0.13"},
      {"7500", "31", 2, RoundingMode::half_up, "241.94"},
      {"10000", "3", -2, RoundingMode::half_up, "3300"},
      {"10000", "0.3", -2, RoundingMode::up, "33400"},
      {"0", "7", 2, RoundingMode::up, "0"},
      {"-1", "1000", 2, RoundingMode::half_up, "0"},
      {"1", "0.001", 0, RoundingMode::half_up, "1000"},
      {"0.012", "1000", 6, RoundingMode::half_up, "0.000012"},
      {"1", "3", 76, RoundingMode::down,
       "0.3333333333333333333333333333333333333333333333333333333333333333333333333333"},
      {"100000000000000000000000000000", "3", 0, RoundingMode::half_up,
       "33333333333333333333333333333"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.dividend);
    CAPTURE(row.divisor);
    const Decimal quotient =
        Decimal::parse(row.dividend).divide(Decimal::parse(row.divisor), row.decimals, row.mode);
    CHECK(quotient.to_string() == row.expected);
  }
  const auto by_zero = thrown([] { (void)Decimal(1).divide(0, 2, RoundingMode::half_up); });
  CHECK(by_zero.code == ErrorCode::invalid_argument);
  CHECK(by_zero.says("zero"));
}

TEST_CASE("count_of counts started or full packages") {
  CHECK(Decimal(4'000).count_of(5'000, RoundingMode::up) == 1);
  CHECK(Decimal(4'000).count_of(5'000, RoundingMode::down) == 0);
  CHECK(Decimal(5'000).count_of(5'000, RoundingMode::up) == 1);
  CHECK(Decimal(5'001).count_of(5'000, RoundingMode::up) == 2);
  CHECK(Decimal(0).count_of(5'000, RoundingMode::up) == 0);
  // one more than the integers a binary fraction of 53 bits can hold
  CHECK(Decimal(9'007'199'254'740'993).count_of(1, RoundingMode::up) == 9'007'199'254'740'993);
}

TEST_CASE("a number of decimals is from -76 to 76") {
  for (int decimals : {-77, 77, 1'000'000}) {
    CAPTURE(decimals);
    CHECK(thrown([decimals] { (void)Decimal(1).round(decimals, RoundingMode::up); }).code ==
          ErrorCode::invalid_argument);
    CHECK(thrown([decimals] { (void)Decimal(1).divide(3, decimals, RoundingMode::up); }).code ==
          ErrorCode::invalid_argument);
  }
  CHECK(Decimal(1).round(-75, RoundingMode::up).to_string() == "1" + std::string(75, '0'));
  CHECK(thrown([] { (void)Decimal(1).round(-76, RoundingMode::up); }).code == ErrorCode::overflow);
  CHECK(Decimal(1).round(-76, RoundingMode::down).is_zero());
}

TEST_CASE("the names of the modes are read and written") {
  const char* names[] = {"half_up", "half_even", "half_down", "up", "down", "ceiling", "floor"};
  for (std::size_t i = 0; i < modes.size(); ++i) {
    CHECK(std::string(to_string(modes[i])) == names[i]);
    CHECK(parse_rounding_mode(names[i]) == modes[i]);
  }
  for (const char* bad : {"", "HALF_UP", "half-up", "half_upp", "nearest", "up "}) {
    CAPTURE(bad);
    const auto failure = thrown([bad] { (void)parse_rounding_mode(bad); });
    CHECK(failure.code == ErrorCode::invalid_argument);
    CHECK(failure.says("half_even"));
  }
  CHECK(thrown([] { (void)parse_rounding_mode("half_upp"); }).says("did you mean \"half_up\"?"));
}

TEST_CASE("a mode that does not exist is refused, not taken for another") {
  constexpr auto no_mode = static_cast<RoundingMode>(99);
  CHECK(thrown([] { (void)Decimal::parse("0.5").round(0, no_mode); }).code ==
        ErrorCode::invalid_argument);
  CHECK(std::string(to_string(no_mode)) == "unknown");
}

}  // namespace
}  // namespace rounding_test

}  // namespace porto
