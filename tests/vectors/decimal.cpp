// Decimal against the published vectors of arithmetic and rounding.
#include "porto/decimal.hpp"

#include <doctest/doctest.h>

#include "support/vectors.hpp"

namespace porto::testing {

using namespace internal;
namespace {

Decimal number(const Vector& vector, std::string_view member) {
  return Decimal::parse(text_of(vector, member));
}

int scale_of(const Vector& vector) {
  return static_cast<int>(number(vector, "scale").to_scaled_int64(0));
}

Decimal rounded(const Vector& vector, const Decimal& exact) {
  if (!has(vector, "scale")) return exact;
  return exact.round(scale_of(vector), parse_rounding_mode(text_of(vector, "rounding")));
}

// The quotient of a vector without a scale is exact with this many decimals.
Decimal quotient(const Vector& vector) {
  constexpr int enough = 50;
  const Decimal a = number(vector, "a");
  const Decimal b = number(vector, "b");
  if (has(vector, "scale"))
    return a.divide(b, scale_of(vector), parse_rounding_mode(text_of(vector, "rounding")));
  const Decimal result = a.divide(b, enough, RoundingMode::down);
  CHECK(result * b == a);
  return result;
}

Decimal sum_of_rounded(const Vector& vector) {
  Decimal sum;
  const simdjson::dom::array items = vector["items"].get_array().value();
  for (const Vector& item : items)
    sum += rounded(vector, Decimal::parse(item.get_string().value()));
  return sum;
}

Decimal result_of(const Vector& vector) {
  const std::string_view op = text_of(vector, "op");
  if (op == "round") return rounded(vector, number(vector, "a"));
  if (op == "divide") return quotient(vector);
  if (op == "sum_of_rounded") return sum_of_rounded(vector);
  const Decimal a = number(vector, "a");
  const Decimal b = number(vector, "b");
  if (op == "add") return rounded(vector, a + b);
  if (op == "subtract") return rounded(vector, a - b);
  REQUIRE(op == "multiply");
  return rounded(vector, a * b);
}

TEST_CASE("every decimal vector gives the published result") {
  int checked = 0;
  for_each_vector([&checked](const Vector& vector) {
    if (text_of(vector, "model") != "decimal") return;
    CAPTURE(text_of(vector, "id"));
    CHECK(result_of(vector).to_string() == number(vector, "expect").to_string());
    ++checked;
  });
  CHECK(checked == 328);
}

}  // namespace
}  // namespace porto::testing
