// The languages of line texts and explanations: month names, number style, words. A language is one
// table in language.cpp.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/decimal.hpp"

namespace porto {

/// The steps of a derivation, in the order of the pipeline.
enum class Step {
  usage,
  absolute,
  converted,
  billable,
  event,
  free_event,
  fee,
  part,
  counted,
  amount,
  limited,
  then_amount,
  sum,
  rounding,
  minimum,
  maximum,
  total,
};

struct Language {
  std::string_view code;
  std::array<std::string_view, 12> months;
  std::string_view decimal_mark;
  std::string_view group_mark;
  /// Line texts of a charge that has none of its own; {label} is the tariff's or charge's name.
  std::string_view fee_text;
  std::string_view usage_text;
  std::string_view tier_text;
  std::string_view minimum_text;
  std::string_view maximum_text;
  std::string_view tier;  ///< "tier" as in "part, tier 2"
  std::array<std::string_view, static_cast<std::size_t>(Step::total) + 1> steps;

  std::string month(Month month) const;
  /// "30 000,5"
  std::string number(const Decimal& value) const;
};

/// Error invalid_argument for an unknown code.
const Language& language_of(std::string_view code);
std::vector<std::string_view> language_codes();

}  // namespace porto
