// Reads a formula by its grammar, a function for each of its rules, and writes it in words. See
// formula.hpp.
#include "pages/formula.hpp"

#include <optional>

#include "base/text.hpp"
#include "porto/error.hpp"
#include "tariff/text_template.hpp"

namespace porto::internal {
namespace {

// Formulas have a few parentheses; a hostile file may have any number.
constexpr int deepest = 20;

class FormulaWords {
 public:
  FormulaWords(const Language& language, std::string_view formula)
      : language_(language), words_(page_words(language)), left_(formula) {}

  /// Not set: it is no formula.
  std::optional<std::string> read() {
    const Part all = sum();
    if (failed_ || !left_.empty()) return {};
    return all.text;
  }

 private:
  // A part of the formula. What is told in words needs parentheses inside of a calculation.
  struct Part {
    std::string text;
    bool is_words = false;
    std::string in_calculation() const { return is_words ? "(" + text + ")" : text; }
  };

  bool take(std::string_view token) {
    if (!left_.starts_with(token)) return false;
    left_.remove_prefix(token.size());
    return true;
  }

  Part fail() {
    failed_ = true;
    left_ = {};
    return {};
  }

  Part sum() {
    Part all = product();
    while (!failed_) {
      const bool is_plus = take(" + ");
      if (!is_plus && !take(" - ")) break;
      all = {all.in_calculation() + (is_plus ? " + " : " \u2212 ") + product().in_calculation()};
    }
    return all;
  }

  Part product() {
    Part all = factor();
    while (!failed_) {
      const bool is_times = take(" * ");
      if (!is_times && !take(" / ") && !take("/")) break;
      all = {all.in_calculation() + (is_times ? " \u00D7 " : " / ") + factor().in_calculation()};
    }
    return all;
  }

  Part factor() {
    if (++depth_ > deepest) return fail();
    Part part = take("(") ? parentheses() : is_name() ? function() : number();
    --depth_;
    return part;
  }

  Part parentheses() {
    const Part inside = sum();
    return take(")") ? Part{"(" + inside.text + ")"} : fail();
  }

  bool is_name() const { return !left_.empty() && left_[0] >= 'a' && left_[0] <= 'z'; }

  Part number() {
    std::size_t size = left_.starts_with('-') ? 1 : 0;
    while (size < left_.size() && (is_digit(left_[size]) || left_[size] == '.')) ++size;
    const std::string_view digits = left_.substr(0, size);
    if (digits.empty() || digits == "-") return fail();
    left_.remove_prefix(size);
    return {language_.styled(digits)};
  }

  // max(bound, value), min(bound, value), half_up(value, decimals)
  Part function() {
    const std::string name(left_.substr(0, left_.find('(')));
    left_.remove_prefix(name.size());
    if (!take("(")) return fail();
    const Part first = sum();
    if (!take(", ")) return fail();
    const Part second = sum();
    if (failed_ || !take(")")) return fail();
    if (name == "max") return bounded(words_.at_least, second, first);
    if (name == "min") return bounded(words_.at_most, second, first);
    return rounded(name, first, second.text);
  }

  static Part bounded(std::string_view text, const Part& value, const Part& bound) {
    return {fill_in(text,
                    [&](std::string_view name) {
                      return name == "bound" ? bound.in_calculation() : value.in_calculation();
                    }),
            true};
  }

  Part rounded(const std::string& name, const Part& value, const std::string& decimals) {
    std::size_t mode = 0;
    try {
      mode = static_cast<std::size_t>(parse_rounding_mode(name));
    } catch (const Error&) {
      return fail();
    }
    const std::string_view text = decimals == "0"   ? words_.rounded_0
                                  : decimals == "1" ? words_.rounded_1
                                                    : words_.rounded;
    return {fill_in(text,
                    [&](std::string_view part) {
                      if (part == "mode") return std::string(words_.modes[mode]);
                      return part == "number" ? decimals : value.in_calculation();
                    }),
            true};
  }

  const Language& language_;
  const PageWords& words_;
  std::string_view left_;
  int depth_ = 0;
  bool failed_ = false;
};

}  // namespace

std::string formula_in_words(const Language& language, std::string_view formula) {
  return FormulaWords(language, formula).read().value_or(std::string(formula));
}

}  // namespace porto::internal
