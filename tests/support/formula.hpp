// Evaluates the formulas of explain(): numbers, + - * / ( ), min, max and the rounding modes.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "support/exact.hpp"

namespace porto::testing {

using namespace internal;

class Formula {
 public:
  explicit Formula(std::string_view text) : text_(text), rest_(text) {}

  /// Throws std::invalid_argument for a text that is no formula.
  Exact value() {
    const Exact result = sum();
    if (next() != '\0') fail();
    return result;
  }

 private:
  char next() {
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
    return rest_.empty() ? '\0' : rest_[0];
  }

  bool take(char c) {
    if (next() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void demand(char c) {
    if (!take(c)) fail();
  }

  Exact sum() {
    Exact result = product();
    while (true) {
      if (take('+'))
        result += product();
      else if (take('-'))
        result -= product();
      else
        return result;
    }
  }

  Exact product() {
    Exact result = factor();
    while (true) {
      if (take('*'))
        result *= factor();
      else if (take('/'))
        result /= factor();
      else
        return result;
    }
  }

  Exact factor() {
    if (take('-')) return -factor();
    if (take('(')) {
      const Exact result = sum();
      demand(')');
      return result;
    }
    return next() >= '0' && next() <= '9' ? number() : function();
  }

  Exact number() {
    const std::string_view digits = rest_.substr(0, rest_.find_first_not_of("0123456789."));
    rest_.remove_prefix(digits.size());
    return exact(Decimal::parse(digits));
  }

  Exact function() {
    const std::string_view name = rest_.substr(0, rest_.find('('));
    rest_.remove_prefix(name.size());
    demand('(');
    const Exact a = sum();
    demand(',');
    const Exact b = sum();
    demand(')');
    if (name == "min") return a < b ? a : b;
    if (name == "max") return a > b ? a : b;
    return rounded(a, static_cast<int>(numerator(b)), name);
  }

  [[noreturn]] void fail() const {
    throw std::invalid_argument("no formula: " + std::string(text_) + " at " + std::string(rest_));
  }

  std::string_view text_;
  std::string_view rest_;
};

}  // namespace porto::testing
