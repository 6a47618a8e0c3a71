// Formulas of derivations in words.
#include "pages/formula.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace porto;
using namespace porto::internal;

namespace formula_test {
namespace {

void check_words(const char* code, const char* formula, const char* expected) {
  CAPTURE(formula);
  std::string words = formula_in_words(language_of(code), formula);
  for (std::size_t at; (at = words.find("\u00A0")) != words.npos;) words.replace(at, 2, " ");
  CHECK(words == expected);
}

}  // namespace

TEST_CASE("formulas are written in words") {
  check_words("sv", "12002", "12 002");
  check_words("sv", "max(0, 12002 - 10000)", "12 002 \u2212 10 000, lägst 0");
  check_words("en", "max(0, 12002 - 10000)", "12,002 \u2212 10,000, at least 0");
  check_words("en", "min(500, 612.5)", "612.5, at most 500");
  check_words("sv", "2002 * 0.012", "2 002 \u00D7 0,012");
  check_words("sv", "half_up(24.024, 2)", "24,024 avrundat till 2 decimaler");
  check_words("sv", "half_up(-24.024, 1)", "-24,024 avrundat till 1 decimal");
  check_words("en", "up(2002 / 1000, 0) * 1000",
              "(2,002 / 1,000 rounded up to a whole number) \u00D7 1,000");
  check_words("en", "half_even(0.5, 0)", "0.5 rounded (ties to even) to a whole number");
  check_words("en", "ceiling(1.25, 2) - (-3)",
              "(1.25 rounded towards plus to 2 decimals) \u2212 (-3)");
  check_words("en", "min(5000, 7000) - 1000", "(7,000, at most 5,000) \u2212 1,000");
  check_words("en", "500 * 15 / 31", "500 \u00D7 15 / 31");
  check_words("en", "(7500/31) + 2", "(7,500 / 31) + 2");
  check_words("sv", "500.00 + 24.02", "500,00 + 24,02");
}

TEST_CASE("what is no formula stays as it is") {
  for (const char* text :
       {"", "-", "max(1)", "sin(1, 2)", "1 +", "1 + x", "(1", "1)", "1  2", "half_up(1, 2", "<b>"})
    check_words("en", text, text);
  const std::string deep = std::string(1000, '(') + "1" + std::string(1000, ')');
  check_words("en", deep.c_str(), deep.c_str());
}

}  // namespace formula_test
