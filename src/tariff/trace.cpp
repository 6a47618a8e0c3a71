// See trace.hpp.
#include "tariff/trace.hpp"

namespace porto::internal {

void Trace::add(Step step, std::string formula, std::string value, std::size_t line) {
  std::string words(language_.steps[static_cast<std::size_t>(step)]);
  if (tier_) words += ", " + std::string(language_.tier) + " " + std::to_string(*tier_ + 1);
  steps_.push_back({charge_, std::move(words), std::move(formula), std::move(value), line});
}

std::string in_term(std::string number) {
  const bool simple = number.find_first_of("-/") == number.npos;
  return simple ? number : "(" + number + ")";
}

std::string term(const Ratio& value) { return in_term(value.to_string()); }

std::string divided(const std::string& text, const Decimal& divisor) {
  return divisor == Decimal(1) ? text : text + " / " + divisor.to_string();
}

std::string call(std::string_view function, const std::string& first, const std::string& second) {
  return std::string(function) + "(" + first + ", " + second + ")";
}

}  // namespace porto::internal
