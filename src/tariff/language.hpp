// The languages of line texts and explanations: month names, number style, words. A language is one
// table in language.cpp.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/decimal.hpp"
#include "porto/money.hpp"

namespace porto::internal {

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
  taken_back,
  then_amount,
  sum,
  rounding,
  minimum,
  maximum,
  total,
};

/// The words of a plot. Placeholders: {version}, {month}, {meter}, {from}, {to}, {first}, {last},
/// {number}, {marks}.
struct PlotWords {
  std::string_view krona;      ///< the unit of amounts in SEK
  std::string_view effective;  ///< after the tariff's id
  std::string_view usage;      ///< the x axis, {meter} used in a month
  std::string_view event;      ///< the x axis, one event of {meter}
  std::string_view no_meter;   ///< the x axis of a tariff that only has fees
  std::string_view cost;       ///< headings of the panels
  std::string_view event_cost;
  std::string_view unit_price;
  std::string_view included;  ///< the label of an allowance
  std::string_view above;
  std::string_view from;
  std::string_view maximum;     ///< the label of where a maximum begins to hold: above {number}
  std::string_view minimum;     ///< of where a minimum ceases to: below {number}
  std::string_view nothing;     ///< of a range in which nothing is charged
  std::string_view summary;     ///< the picture in words
  std::string_view boundaries;  ///< the marks in it, in words
};

/// The words of a picture of a simulation. Placeholders: {from}, {through}, {closed} (the last
/// closed month), {id}, {version}, and the amounts {current}, {simulated}, {difference}.
struct SimulationWords {
  std::string_view period;    ///< of several months
  std::string_view invoiced;  ///< what the current costs are: of closed months, open ones, both
  std::string_view preview;
  std::string_view mixed;
  std::string_view current;     ///< {id} is the tariff that is replaced
  std::string_view simulated;   ///< with the document {id}
  std::string_view open;        ///< what the paler bars are
  std::string_view difference;  ///< heading of the panel
  std::string_view more;        ///< the sum of all months: more, less or the same
  std::string_view less;
  std::string_view same;
};

/// The words of a picture of a report. Placeholders: {keys} it is by, {meter}, {from}, {through},
/// {period} (from, through, or the only month), {total}, {number}.
struct ReportWords {
  std::string_view keys[6];   ///< by ReportKey
  std::string_view and_then;  ///< between two keys
  std::string_view invoiced;  ///< titles
  std::string_view used;
  std::string_view total;      ///< of several months
  std::string_view month;      ///< of one
  std::string_view nothing;    ///< there is no total
  std::string_view shared;     ///< several bars have the same usage: it has no total
  std::string_view others;     ///< how many have no bar of their own
  std::string_view other;      ///< the same of one
  std::string_view none;       ///< what has no value of a key
  std::string_view some_open;  ///< what the paler bars are
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
  std::string_view rounding_text;
  std::string_view adjustment_text;  ///< {month} is the one that is adjusted
  std::string_view tier;             ///< "tier" as in "part, tier 2"
  std::array<std::string_view, static_cast<std::size_t>(Step::total) + 1> steps;

  PlotWords plot;
  SimulationWords simulation;
  ReportWords report;

  std::string month(Month month) const;
  /// "meddelanden" of "messages"; meters without a noun are called what they are.
  std::string_view meter(std::string_view id) const;
  /// "meddelande" of 1, "meddelanden" of 7.
  std::string_view meter(std::string_view id, const Decimal& quantity) const;
  /// "1 meddelande", "7 meddelanden": a quantity of a meter.
  std::string usage(const Decimal& quantity, std::string_view meter) const;
  /// "30 000,5"
  std::string number(const Decimal& value) const;
  /// The same of a number as Decimal writes it, with all of its decimals: "500.00".
  std::string styled(std::string_view plain) const;
  /// "860,00 kr", with this many decimals; `value` has no more.
  std::string money(const Decimal& value, int decimals, Currency currency) const;
};

/// Error invalid_argument for an unknown code.
const Language& language_of(std::string_view code);
std::vector<std::string_view> language_codes();

}  // namespace porto::internal
