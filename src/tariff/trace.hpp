// The steps of a rating as rate() takes them: explain() passes a trace, and the pipeline notes each
// step in it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "porto/tariff.hpp"
#include "tariff/language.hpp"
#include "tariff/ratio.hpp"

namespace porto::internal {

class Trace {
 public:
  Trace(std::vector<ExplainStep>& steps, const Language& language)
      : steps_(steps), language_(language) {}

  void begin_charge(std::string_view id) { charge_ = id; }
  void begin_tier(std::optional<std::size_t> tier) { tier_ = tier; }
  void add(Step step, std::string formula, std::string value, std::size_t line = 0);

 private:
  std::vector<ExplainStep>& steps_;
  const Language& language_;
  std::string charge_;
  std::optional<std::size_t> tier_;
};

/// Notes a step. `formula` is a function, so that no text is made where there is no trace.
template <class Number, class Formula>
void note(Trace* trace, Step step, const Number& value, Formula formula) {
  if (trace) trace->add(step, formula(), value.to_string());
}

/// As a factor or term of a formula: "3.5", "(7500/31)", "(-2)".
std::string term(const Ratio& value);
std::string in_term(std::string number);
/// "40000 / 1000"; without the divisor if it is 1.
std::string divided(const std::string& text, const Decimal& divisor);
/// "max(0, 40000 - 10000)"
std::string call(std::string_view function, const std::string& first, const std::string& second);

}  // namespace porto::internal
