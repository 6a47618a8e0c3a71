// The words of a contract: a language is one table in words.cpp. Placeholders are in braces, a
// sentence begins with a capital letter, and what is a part of one does not.
#pragma once

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace porto::internal {

/// What a curve prices: an amount of money that a charge gave, or units.
struct Subject {
  std::string_view named;  ///< at the beginning of a sentence
  std::string_view value;  ///< as what a percentage is of
};

struct ContractWords {
  std::string_view code;
  std::string_view title;  ///< {name}, {id}, {version}, {month}, {currency}
  std::string_view krona;  ///< the currency of amounts as a unit, in SEK
  std::string_view kronor;
  // Prices: {amount}, {count} (with its noun), {noun}, {percent}, {of}
  std::string_view a_month;
  std::string_view per_unit;
  std::string_view per_many;
  std::string_view per_started;
  std::string_view per_full;
  std::string_view per_nearest;
  std::string_view percent;
  std::string_view plus;
  std::string_view no_price;
  std::string_view included;
  std::string_view beyond;  ///< between what is included and the price
  // Tiers: {what}, {tiers}; {above}, {up_to}; {amount}
  std::string_view graduated;
  std::string_view volume;
  std::string_view stairs;
  std::string_view beyond_included;  ///< after the name of what is priced
  std::string_view through;
  std::string_view above_through;
  std::string_view above;
  std::string_view under;
  std::string_view from_under;
  std::string_view from;
  std::string_view fee_once;   ///< of a graduated tier
  std::string_view fee_fixed;  ///< of a tier of a volume
  std::string_view due_at_zero;
  std::string_view nothing_at_zero;
  std::string_view besides;  ///< a fee beside tiers: {amount}
  // Limits
  std::string_view at_least;
  std::string_view at_most;
  std::string_view both_limits;  ///< {least}, {most}
  std::string_view each_month;   ///< after a limit
  std::string_view each_event;
  std::string_view altogether;  ///< limits of the tariff: {limits}
  // What is priced
  Subject units;
  Subject money;
  Subject units_of_event;
  Subject money_of_event;
  Subject sum;
  // A further price of the amount: {clause}, {percent}, {rest}
  std::string_view of_sum;
  std::string_view share_of_sum;
  std::string_view discount;
  std::string_view surcharge;
  // Events: {clause}, {events}, {sum}
  std::string_view for_each_event;
  std::string_view first_events;
  std::string_view first_events_within;
  std::string_view first_sum;
  // Units: {metered}, {units}, {meter}, {code}
  std::string_view converted;
  std::string_view converted_up;
  std::string_view converted_down;
  std::string_view converted_nearest;
  std::string_view counted;
  std::string_view unit_code;
  std::string_view mirror;
  std::string_view clamp;
  // The whole tariff: {decimals}, {mode}
  std::string_view by_days;
  std::string_view whole_months;
  std::string_view round_lines;
  std::string_view round_total;
  std::string_view whole_units;  ///< {noun}
  std::string_view whole_ore;
  std::string_view one_decimal;
  std::string_view many_decimals;         ///< {count}
  std::array<std::string_view, 7> modes;  ///< of rounding, in the order of RoundingMode
};

/// Error invalid_argument for an unknown code.
const ContractWords& contract_words(std::string_view code);

/// A template with its placeholders filled in.
using Values = std::initializer_list<std::pair<std::string_view, std::string_view>>;
std::string say(std::string_view text, Values values);

}  // namespace porto::internal
