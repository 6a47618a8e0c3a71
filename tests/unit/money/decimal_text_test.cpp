// Decimals as text: the canonical form, the fixed form, and every text that is no number.
#include <doctest/doctest.h>

#include <string>

#include "money/decimal_parts.hpp"
#include "porto/decimal.hpp"
#include "support/thrown.hpp"

namespace porto {

using namespace internal;
namespace decimal_text_test {
namespace {

using testing::thrown;

const std::string nines(76, '9');

TEST_CASE("a number is printed in its canonical form") {
  const struct {
    std::string text, canonical;
  } rows[] = {
      {"0", "0"},
      {"-0", "0"},
      {"0.00", "0"},
      {"-0.000", "0"},
      {"00012", "12"},
      {"1000", "1000"},
      {"-12.50", "-12.5"},
      {"1.0", "1"},
      {"100.100", "100.1"},
      {"0.012", "0.012"},
      {"-0.05", "-0.05"},
      {"1234567890.123456789", "1234567890.123456789"},
      {"9223372036854775807", "9223372036854775807"},
      {"9223372036854775808", "9223372036854775808"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"18446744073709551616", "18446744073709551616"},
      {"1234567890123456789012345678901234567890.5", "1234567890123456789012345678901234567890.5"},
      {nines, nines},
      {"-" + nines, "-" + nines},
      {"0." + nines, "0." + nines},
      {"0." + std::string(75, '0') + "1", "0." + std::string(75, '0') + "1"},
      // zeros that say nothing do not count as digits
      {"1." + std::string(500, '0'), "1"},
      {std::string(500, '0') + "7", "7"},
      {std::string(500, '0') + "." + std::string(500, '0'), "0"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(Decimal::parse(row.text).to_string() == row.canonical);
    CHECK(Decimal::parse(row.canonical) == Decimal::parse(row.text));
  }
}

TEST_CASE("any other text is refused with what is wrong") {
  using namespace std::string_literals;
  const struct {
    std::string text, says;
  } rows[] = {
      {"", "empty"},
      {"-", "no digit"},
      {"+1", "\"+\""},
      {"--1", "\"-\""},
      {" 1", "\" \""},
      {"1 ", "space"},
      {"1 000", "space"},
      {".5", "\".\""},
      {"5.", "after the point"},
      {"-.5", "\".\""},
      {".", "\".\""},
      {"1.2.3", "second point"},
      {"-0.0.66962", "second point"},
      {"1..2", "\".\""},
      {"1.-2", "\"-\""},
      {"1,5", "comma"},
      {"1,000", "comma"},
      {"1.355,90", "comma"},
      {"1e400", "exponent"},
      {"1E5", "exponent"},
      {"1.5e3", "exponent"},
      {"NaN", "\"N\""},
      {"Infinity", "\"I\""},
      {"abc", "\"a\""},
      {"0x10", "\"x\""},
      {"1_000", "\"_\""},
      {"1'000", "\"'\""},
      {"12kr", "\"k\""},
      {"1\n", "\\x0A"},
      {"1\0"s, "\\x00"},
      {"\0"s, "\\x00"},
      {"\u2212"s + "5", "U+2212, a minus sign, where - is meant"},
      {"\u20135", "U+2013, a dash"},
      {"\u00A0"s + "5", "U+00A0, a no-break space"},
      {"10\u00A0000", "U+00A0, a no-break space"},
      {"10\u202F000", "U+202F, a no-break space"},
      {"\xD9\xA1", "\"\u0661\" where a digit is expected"},
      {"\xE5", "\\xE5"},  // not UTF-8
      {"1-", "\"-\""},
      {"(5)", "\"(\""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto failure = thrown([&row] { (void)Decimal::parse(row.text); });
    CHECK(failure.code == ErrorCode::bad_number);
    CAPTURE(failure.message);
    CHECK(failure.says(row.says));
    CHECK(failure.says("-12.50"));
  }
}

TEST_CASE("a text of more than 76 digits is an overflow") {
  for (const std::string& text :
       {nines + "9", "1" + std::string(76, '0'), "-1" + std::string(76, '0'), nines + ".5",
        "0." + std::string(76, '0') + "1", "1." + nines, std::string(100'000, '9')}) {
    CAPTURE(text.size());
    CHECK(thrown([&text] { (void)Decimal::parse(text); }).code == ErrorCode::overflow);
  }
}

TEST_CASE("the fixed form has as many decimals as were asked for") {
  const struct {
    std::string text;
    int decimals;
    std::string fixed;
  } rows[] = {
      {"860", 2, "860.00"},
      {"0", 2, "0.00"},
      {"-0.5", 2, "-0.50"},
      {"1.50", 1, "1.5"},
      {"1935.00", 0, "1935"},
      {"0.012", 3, "0.012"},
      {"7", 0, "7"},
      {"1.235", 4, "1.2350"},
      {"-12", 3, "-12.000"},
      {"36000380", 2, "36000380.00"},
      {"1", 76, "1." + std::string(76, '0')},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(Decimal::parse(row.text).to_string_fixed(row.decimals) == row.fixed);
  }
  const auto lossy = thrown([] { (void)Decimal::parse("0.012").to_string_fixed(2); });
  CHECK(lossy.code == ErrorCode::overflow);
  CHECK(lossy.says("0.012"));
  CHECK(lossy.says("round it first"));
  for (int decimals : {-1, 77})
    CHECK(thrown([decimals] { (void)Decimal(1).to_string_fixed(decimals); }).code ==
          ErrorCode::invalid_argument);
}

TEST_CASE("decimals counts what the canonical text shows") {
  const struct {
    std::string text;
    int decimals;
  } rows[] = {{"0", 0},     {"0.00", 0},        {"10", 0},       {"1.50", 1},
              {"0.012", 3}, {"-1.10", 1},       {nines, 0},      {"0." + nines, 76},
              {"1", 0},     {nines + ".00", 0}, {"123.4500", 2}, {"99999999999999999999.50", 1}};
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(Decimal::parse(row.text).decimals() == row.decimals);
    CHECK(Decimal::parse(row.text).is_whole() == (row.decimals == 0));
  }
  // 10^20 with 20 decimals, which no text can make
  CHECK(internal::decimal_of(internal::Integer("100000000000000000000"), 20).decimals() == 0);
}

}  // namespace
}  // namespace decimal_text_test

}  // namespace porto
