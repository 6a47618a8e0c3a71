// Decimal arithmetic: exact or an error, whatever the representation.
#include "porto/decimal.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <random>
#include <string>
#include <vector>

#include "money/decimal_parts.hpp"
#include "support/thrown.hpp"

namespace porto {

using namespace internal;
namespace decimal_test {
namespace {

using internal::coefficient_of;
using internal::decimal_of;
using internal::Integer;
using testing::thrown;

constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
constexpr auto highest = std::numeric_limits<std::int64_t>::max();

const Decimal largest = Decimal::parse(std::string(76, '9'));
const Decimal smallest = Decimal::parse("0." + std::string(75, '0') + "1");

Decimal operator""_d(const char* text, std::size_t size) { return Decimal::parse({text, size}); }

TEST_CASE("sums, differences and products are exact") {
  CHECK(("0.1"_d + "0.2"_d).to_string() == "0.3");
  CHECK((-"40.25"_d + "100"_d - "34.59"_d).to_string() == "25.16");
  CHECK(("0.5"_d * "32.25"_d).to_string() == "16.125");
  CHECK(("950"_d * "2.11"_d).to_string() == "2004.5");
  CHECK(("2"_d * "8.165"_d).to_string() == "16.33");
  CHECK((Decimal(8'000'000'000'000'000'000) + Decimal(2'000'000'000'000'000'000)).to_string() ==
        "10000000000000000000");
  CHECK(("1"_d - "1.000"_d).to_string() == "0");
  // the widest product the engine promises: 2^63 units at 18 decimals and 20 digits before them
  CHECK(("9223372036854775808"_d * "99999999999999999999.999999999999999999"_d).to_string() ==
        "922337203685477580799999999999999999990.776627963145224192");
  Decimal sum;
  for (int i = 0; i < 1'000; ++i) sum += "0.001"_d;
  CHECK(sum == 1);
  sum -= 1;
  CHECK(sum.is_zero());
}

TEST_CASE("whole numbers of any integer type convert exactly") {
  CHECK(Decimal(lowest).to_string() == "-9223372036854775808");
  CHECK(Decimal(highest).to_string() == "9223372036854775807");
  CHECK(Decimal(std::numeric_limits<std::uint64_t>::max()).to_string() == "18446744073709551615");
  CHECK(Decimal(-7).to_string() == "-7");
  CHECK((Decimal(lowest) - 1).to_string() == "-9223372036854775809");
  CHECK((-Decimal(lowest)).to_string() == "9223372036854775808");
  CHECK((Decimal(lowest) * Decimal(lowest)).to_string() ==
        "85070591730234615865843651857942052864");
}

TEST_CASE("there is no minus zero") {
  for (const Decimal& zero :
       {-Decimal(), -"0.00"_d, Decimal::parse("-0"), "0"_d * -"5"_d, -"5"_d + "5"_d,
        Decimal::parse("-0.4").round(0, RoundingMode::half_up)}) {
    CHECK(zero.is_zero());
    CHECK_FALSE(zero.is_negative());
    CHECK(zero.to_string() == "0");
    CHECK(zero == Decimal());
  }
}

TEST_CASE("comparison is by value") {
  const Decimal ascending[] = {-largest,  -"1.5"_d, -"1.49"_d,     -smallest, "0"_d, smallest,
                               "0.012"_d, "1"_d,    "1.0000001"_d, "1.5"_d,   "2"_d, largest};
  for (std::size_t i = 0; i < std::size(ascending); ++i) {
    for (std::size_t j = 0; j < std::size(ascending); ++j) {
      CHECK((ascending[i] < ascending[j]) == (i < j));
      CHECK((ascending[i] == ascending[j]) == (i == j));
      CHECK((ascending[i] >= ascending[j]) == (i >= j));
    }
  }
  CHECK("1.50"_d == "1.5"_d);
  CHECK(decimal_of(Integer("1500000000000000000000000000000"), 30) == "1.5"_d);
  CHECK("1.5"_d < decimal_of(Integer("1500000000000000000000000000001"), 30));
}

TEST_CASE("a coefficient with any scale is taken if the value fits") {
  CHECK(decimal_of(Integer(12), -3).to_string() == "12000");
  CHECK(decimal_of(Integer(0), -1'000'000).is_zero());
  CHECK(decimal_of(Integer(0), 1'000'000).is_zero());
  CHECK(decimal_of(Integer(5), -75).to_string() == "5" + std::string(75, '0'));
  CHECK(decimal_of(Integer("1" + std::string(70, '0')), 146).to_string() == smallest.to_string());
  // 77 digits fit in 256 bits; they fit in a Decimal if the last is a zero after the point
  CHECK(decimal_of(Integer("1" + std::string(76, '0')), 1).to_string() ==
        "1" + std::string(75, '0'));
  const struct {
    std::string digits;
    int scale;
  } too_large[] = {{"5", -76},
                   {"5", std::numeric_limits<int>::min()},
                   {"5", 77},
                   {"5", std::numeric_limits<int>::max()},
                   {"1" + std::string(76, '0'), 0},
                   {"1" + std::string(75, '0') + "1", 1}};
  for (const auto& row : too_large) {
    CAPTURE(row.digits);
    CAPTURE(row.scale);
    CHECK(thrown([&row] { (void)decimal_of(Integer(row.digits), row.scale); }).code ==
          ErrorCode::overflow);
  }
}

TEST_CASE("what does not fit is an overflow in either direction") {
  CHECK(thrown([] { (void)(largest + 1); }).code == ErrorCode::overflow);
  CHECK(thrown([] { (void)(-largest - 1); }).code == ErrorCode::overflow);
  CHECK(thrown([] { (void)(largest * 10); }).code == ErrorCode::overflow);
  CHECK(thrown([] { (void)(largest * largest); }).code == ErrorCode::overflow);
  CHECK(thrown([] { (void)(-largest * largest); }).code == ErrorCode::overflow);
  CHECK(thrown([] { (void)(smallest * "0.1"_d); }).code == ErrorCode::overflow);
  CHECK(thrown([] { (void)(smallest * smallest); }).code == ErrorCode::overflow);
  CHECK(thrown([] { (void)(1 + smallest); }).code == ErrorCode::overflow);
  CHECK(thrown([] { (void)largest.divide(smallest, 0, RoundingMode::down); }).code ==
        ErrorCode::overflow);
  CHECK(thrown([] { (void)(largest + 1); }).says("76 digits"));
  CHECK(largest - 1 + 1 == largest);
  CHECK(largest - largest == 0);
  CHECK((smallest * 10).decimals() == 75);
}

TEST_CASE("overflow depends on the value, not on its representation") {
  const auto ten_power_60 = "1" + std::string(60, '0');
  const Decimal one = decimal_of(Integer(ten_power_60), 60);  // 1, with 60 zeros after the point
  CHECK((one * one).to_string() == "1");
  CHECK((one * one * one * one) == 1);
  CHECK(one * largest == largest);
  CHECK(one + Decimal::parse(ten_power_60) == Decimal::parse("1" + std::string(59, '0') + "1"));
  CHECK((largest + one * 0) == largest);
  // 2^200 x (5^80 / 10^80) is 2^120, though the product of the coefficients has 386 bits
  const Decimal power_of_two = decimal_of(Integer(1) << 200, 0);
  const Decimal half_power = [] {
    Decimal product = 1;
    for (int i = 0; i < 76; ++i) product = product * "0.5"_d;
    return product;
  }();
  CHECK(power_of_two * half_power == decimal_of(Integer(1) << 124, 0));
}

TEST_CASE("scaled integers go both ways and are checked") {
  CHECK(("860.00"_d).to_scaled_int64(2) == 86'000);
  CHECK((-"0.5"_d).to_scaled_int64(2) == -50);
  CHECK(("1.50"_d).to_scaled_int64(1) == 15);
  CHECK(("0"_d).to_scaled_int64(18) == 0);
  CHECK(("0"_d).to_scaled_int64(76) == 0);  // a power of ten that has no 64 bits
  CHECK(decimal_of(Integer("500000000000000000000000000000"), 29).to_scaled_int64(0) == 5);
  for (std::int64_t scaled : {lowest, lowest + 1, std::int64_t{-1}, std::int64_t{0}, highest}) {
    for (int decimals : {0, 2, 18, 76}) {
      CAPTURE(scaled);
      CAPTURE(decimals);
      CHECK(Decimal::from_scaled(scaled, decimals).to_scaled_int64(decimals) == scaled);
    }
  }
  CHECK(thrown([] { (void)(Decimal(highest) + 1).to_scaled_int64(0); }).code ==
        ErrorCode::overflow);
  CHECK(thrown([] { (void)(Decimal(lowest) - 1).to_scaled_int64(0); }).code == ErrorCode::overflow);
  CHECK(thrown([] { (void)Decimal(highest).to_scaled_int64(1); }).code == ErrorCode::overflow);
  CHECK(thrown([] { (void)largest.to_scaled_int64(76); }).code == ErrorCode::overflow);
  CHECK(thrown([] { (void)("1"_d).to_scaled_int64(19); }).code == ErrorCode::overflow);
  CHECK(
      thrown([] { (void)("0.012"_d).to_scaled_int64(2); }).says("0.012 has more than 2 decimals"));
  CHECK(thrown([] { (void)("1"_d).to_scaled_int64(-1); }).code == ErrorCode::invalid_argument);
}

// The reference: a fraction of unbounded integers.
struct Exact {
  boost::multiprecision::cpp_int coefficient;
  int scale = 0;

  static Exact of(const Decimal& number) {
    return {boost::multiprecision::cpp_int(coefficient_of(number)), number.scale()};
  }

  Exact at(int finer) const {
    return {
        coefficient * pow(boost::multiprecision::cpp_int(10), static_cast<unsigned>(finer - scale)),
        finer};
  }

  // The canonical text, or "overflow" for what a Decimal must refuse.
  std::string text() const {
    if (coefficient == 0) return "0";
    std::string digits = boost::multiprecision::cpp_int(abs(coefficient)).str();
    auto decimals = static_cast<std::size_t>(scale);
    while (decimals > 0 && digits.ends_with('0')) {
      digits.pop_back();
      --decimals;
    }
    if (digits.size() > 76 || decimals > 76) return "overflow";
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    if (decimals > 0) digits.insert(digits.size() - decimals, 1, '.');
    return (coefficient < 0 ? "-" : "") + digits;
  }
};

template <class Operation>
std::string text_or_overflow(Operation operation) {
  std::string text;
  const auto failure = thrown([&] { text = operation().to_string(); });
  if (!failure.code) return text;
  return failure.code == ErrorCode::overflow ? "overflow" : failure.message;
}

// Compares every operation on two numbers with that of unbounded integers.
void check_operations(const Decimal& a, const Decimal& b) {
  const Exact x = Exact::of(a);
  const Exact y = Exact::of(b);
  const int scale = std::max(x.scale, y.scale);
  const auto left = x.at(scale).coefficient;
  const auto right = y.at(scale).coefficient;
  const Exact sum{left + right, scale};
  CAPTURE(a.to_string());
  CAPTURE(b.to_string());
  REQUIRE(a.to_string() == x.text());
  REQUIRE((-a).to_string() == Exact{-x.coefficient, x.scale}.text());
  REQUIRE(text_or_overflow([&] { return a + b; }) == sum.text());
  REQUIRE(text_or_overflow([sum = a, &b]() mutable { return sum += b; }) == sum.text());
  REQUIRE(text_or_overflow([&] { return a - b; }) == Exact{left - right, scale}.text());
  REQUIRE(text_or_overflow([&] { return a * b; }) ==
          Exact{x.coefficient * y.coefficient, x.scale + y.scale}.text());
  REQUIRE((a < b) == (left < right));
  REQUIRE((a == b) == (left == right));
}

TEST_CASE("arithmetic is exact at the edge of 64 bits") {
  std::vector<Decimal> numbers;
  for (const char* digits : {"0", "1", "5", "4611686018427387904", "9223372036854775807",
                             "9223372036854775808", "9223372036854775809", "18446744073709551615",
                             "18446744073709551616", "1000000000000000000", "10000000000000000000"})
    for (const int scale : {0, 1, 2, 18, 19, 20})
      for (const int sign : {1, -1}) numbers.push_back(decimal_of(Integer(digits) * sign, scale));
  for (const Decimal& a : numbers)
    for (const Decimal& b : numbers) check_operations(a, b);
}

TEST_CASE("arithmetic equals that of unbounded integers, for 20,000 pairs of all sizes") {
  std::mt19937_64 random(20240229);
  const auto below = [&random](std::uint64_t limit) { return random() % limit; };
  const auto number = [&below] {
    std::string digits;
    for (auto length = below(76) + 1; length > 0; --length)
      digits += static_cast<char>('0' + below(10) * (below(4) > 0));  // many zeros
    const Integer magnitude(
        digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1)));
    return decimal_of(below(2) == 0 ? magnitude : Integer(-magnitude), static_cast<int>(below(77)));
  };
  for (int i = 0; i < 20'000; ++i) {
    const Decimal a = number();
    check_operations(a, number());
  }
}

}  // namespace
}  // namespace decimal_test

}  // namespace porto
