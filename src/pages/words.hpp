// The words of pages in each language of tariffs, beside those that lines and plots have.
#pragma once

#include <string>
#include <string_view>

#include "porto/calendar.hpp"
#include "porto/decimal.hpp"
#include "tariff/language.hpp"

namespace porto::internal {

/// Placeholders are in braces. {month}, {day}, {number}, {meter}, ... are filled in by whoever uses
/// the text.
struct PageWords {
  std::string_view code;  ///< of the language
  std::string_view statement;
  std::string_view customer;
  std::string_view closed;        ///< {day}
  std::string_view open;          ///< the state of a month that is open, in full
  std::string_view before_first;  ///< of one before the first that was closed

  std::string_view lines;
  std::string_view no_lines;
  std::string_view line_number;
  std::string_view text;
  std::string_view quantity;
  std::string_view price;
  std::string_view price_per;  ///< {price}, {number}
  std::string_view amount;
  std::string_view total;
  std::string_view usage_changed;  ///< {month}, {before}, {after}, {meter}
  std::string_view reason;         ///< {reason}
  std::string_view later;          ///< heading: later invoices that adjust the month
  std::string_view invoice;

  std::string_view days;
  std::string_view no_usage;
  std::string_view used;       ///< {month}, {usage}
  std::string_view invoiced;   ///< {number}: what the invoice was computed from, if it differs
  std::string_view used_up;    ///< {number}, {day}: the included units
  std::string_view left;       ///< {number}: the included units were enough
  std::string_view up_mark;    ///< {number}, in the picture
  std::string_view inside;     ///< legend: within the included units
  std::string_view beyond;     ///< legend: past them, {number}
  std::string_view days_gone;  ///< {meter}: the days are not known any more
  std::string_view highest;    ///< {day}, {number}

  std::string_view steps;
  std::string_view step;
  std::string_view calculation;
  std::string_view result;
  std::string_view line;
  std::string_view tariff_version;  ///< {tariff}, {version}
  std::string_view usage_of;        ///< {month}, after a tariff: of another month's usage
  std::string_view on_invoice;      ///< {month}, after a tariff: on another month's invoice
  std::string_view due_now;         ///< after a tariff: on no invoice yet
  std::string_view more_steps;      ///< {number} are not shown

  std::string_view voided;
  std::string_view day;
  std::string_view what;
  std::string_view events;
  std::string_view why;
  std::string_view cancelled;
  std::string_view corrected;
  std::string_view more_voids;  ///< {number} events are not shown

  std::string_view notes;
  std::string_view pruned;
  std::string_view changed;   ///< since the month was closed
  std::string_view left_out;  ///< of the close
  std::string_view hash;      ///< {month}

  std::string_view at_least;  ///< {value}, {bound}
  std::string_view at_most;
  std::string_view rounded;    ///< {value}, {mode}, {number}
  std::string_view rounded_1;  ///< to one decimal
  std::string_view rounded_0;  ///< to a whole number
  /// By RoundingMode: after "rounded".
  std::string_view modes[7];
};

const PageWords& page_words(const Language& language);

/// "12 March", "12 March 2026".
std::string day_text(const Language& language, Day day);
std::string date_text(const Language& language, Day day);
/// "2 002 st", "1 månad": a quantity in a unit of UN/ECE Recommendation 20.
std::string quantity_text(const Language& language, const Decimal& quantity, std::string_view unit);

}  // namespace porto::internal
