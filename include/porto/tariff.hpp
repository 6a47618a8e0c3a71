// A tariff: how usage becomes money. A tariff is data (one TOML document); rating it is a pure
// function. The language is described in docs/reference/tariff.md. Nothing here reads a clock, a
// file or a locale.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/decimal.hpp"
#include "porto/money.hpp"

namespace porto {

/// The rule for a part of a unit or package.
enum class Partial : std::uint8_t { exact, up, down, half_up };

/// What the total is: the sum of the rounded lines, or the rounded sum of the exact amounts, for
/// which one more line (LineKind::rounding) makes up the difference.
enum class RoundPer : std::uint8_t { line, total };

/// Every line is rounded once, to this.
struct Rounding {
  int decimals = 2;
  RoundingMode mode = RoundingMode::half_up;
  RoundPer per = RoundPer::line;
};

/// The only price formula: fee + price x (quantity / per) + percent / 100 x quantity, at most
/// `maximum`.
struct Price {
  std::optional<Decimal> fee;        ///< fixed amount, due once when the price is met
  std::optional<Decimal> price;      ///< per `per` units
  Decimal per = 1;                   ///< the base quantity of the price (EN 16931: BT-149)
  Partial partial = Partial::exact;  ///< up: started packages of `per` units; down: full ones
  std::optional<Decimal> percent;    ///< of a money-valued quantity
  std::optional<Decimal> maximum;    ///< limits this price's amount
};

/// A price up to and including a bound; the last tier is open.
struct Tier {
  std::optional<Decimal> up_to;
  Price price;
};

enum class TierMode : std::uint8_t {
  graduated,  ///< each part of the quantity meets the price of its own tier
  volume,     ///< the tier that holds the quantity prices all of it
};
enum class Bound : std::uint8_t { inclusive, exclusive };
/// Without a quantity, the first tier's fee is due (charged) or not (free).
enum class Idle : std::uint8_t { charged, free };

/// A cost curve: quantity in, amount out. A plain price is one open tier. The amount is held within
/// the limits, and may become the quantity of a further curve (`then`).
struct Curve {
  std::optional<Decimal> fee;  ///< fixed amount, due whatever the quantity
  TierMode mode = TierMode::graduated;
  Bound bound = Bound::inclusive;
  Idle idle = Idle::charged;
  std::vector<Tier> tiers;
  std::optional<Decimal> minimum;
  std::optional<Decimal> maximum;
  std::shared_ptr<const Curve> then;
};

/// Metered units into billing units: x times / per, then rounded by `partial`.
struct Convert {
  Decimal times = 1;
  Decimal per = 1;
  Partial partial = Partial::exact;
};

enum class Negative : std::uint8_t {
  refuse,  ///< Error negative_usage
  /// Takes back what the same usage above 0 would cost beyond what is due without usage: fees and
  /// minimums stay due, and a maximum limits what is taken back as it limits what is charged.
  mirror,
  clamp,  ///< counts as zero
};

/// One pipeline of a tariff: convert, included, curve, round.
struct Charge {
  std::string id;
  std::string meter;         ///< empty for a charge that is only a fee
  std::string unit = "H87";  ///< UN/ECE Recommendation 20 code of the usage line
  std::string fee_text;  ///< template of the fee line; empty: a default in the tariff's language
  std::string text;      ///< template of a usage line
  std::optional<Convert> convert;
  std::optional<Decimal> included;
  std::optional<Decimal> included_events;  ///< with each_event: the first events are free
  bool each_event = false;                 ///< the curve is applied to each event, and summed
  Curve curve;
  Negative negative = Negative::refuse;
  std::string article{};  ///< of the vendor's accounting system; empty: that of the books file
  std::string account{};  ///< of the vendor's chart of accounts, digits; empty: likewise
};

/// Which part of the month is covered, in days; used by tariffs that prorate.
struct Share {
  int days = 1;
  int of = 1;
};

/// Usage and what it must cost, inside the tariff itself.
struct TariffExample {
  struct Usage {
    std::string meter;
    std::optional<Decimal> quantity;  ///< or
    std::vector<Decimal> events;      ///< one value per event
  };
  std::vector<Usage> usage;
  Share share;
  std::optional<std::vector<std::string>> lines;  ///< net amounts in line order, as text
  std::optional<std::string> total;
  int line_number = 0;  ///< where it stands in the document
};

/// A versioned, immutable price document.
struct Tariff {
  std::string id;
  int version = 1;
  Month effective;  ///< the first month this version prices
  std::string name;
  Currency currency;
  std::string language = "en";  ///< of line texts: "en" or "sv"
  Rounding round;
  std::vector<Charge> charges;
  std::optional<Decimal> minimum;  ///< of the sum of all charges
  std::optional<Decimal> maximum;
  bool prorate_days = false;  ///< a part of a month is due by its share of days
  std::vector<TariffExample> examples;
};

/// One thing wrong, or suspicious, in a tariff document. Lines and columns count from 1.
struct Mistake {
  enum class Severity : std::uint8_t { error, warning };
  Severity severity = Severity::error;
  int line = 0;
  int column = 0;
  std::string what;  ///< what is wrong
  std::string hint;  ///< what to write instead
  /// "file:line:column: what; hint", warnings with "warning: " before what.
  std::string to_string(std::string_view file) const;
};
/// "error", "warning".
const char* to_string(Mistake::Severity severity) noexcept;

/// A document that was read: the tariff, unless there are errors, and everything there is to say
/// about it.
struct TariffReading {
  std::optional<Tariff> tariff;
  std::vector<Mistake> mistakes;
};

/// Reads a tariff document (TOML 1.0, UTF-8). Reports all mistakes at once; throws only
/// out_of_memory.
TariffReading read_tariff(std::string_view toml);
/// The same, throwing: Error bad_tariff with every mistake, one a line.
Tariff parse_tariff(std::string_view toml, std::string_view file_name = "tariff");

/// The usage of one company in one month, meter by meter. A meter that is not named was not used.
struct Usage {
  struct Meter {
    std::string meter;
    Decimal quantity;
    std::vector<Decimal> events;  ///< their values, in order, for charges that price each event
  };
  std::vector<Meter> meters;
  Share share;

  static Usage of(std::string meter, Decimal quantity) {
    return {{{std::move(meter), std::move(quantity), {}}}, {}};
  }
  /// The same with the value of each event; the quantity is their sum.
  static Usage of_events(std::string meter, std::vector<Decimal> values);
};

enum class LineKind : std::uint8_t { fee, usage, minimum, maximum, adjustment, rounding, item };
const char* to_string(LineKind kind) noexcept;
/// Error invalid_argument for any other text.
LineKind parse_line_kind(std::string_view name);

/// One line of a rating. If it has a unit price, quantity x unit_price / base_quantity =
/// exact_amount; net_amount is the exact amount rounded by the tariff.
///
/// An exact amount whose decimals never end (500 x 15 / 31) is written with 18 of them, the last
/// one chosen (rule "05up" of General Decimal Arithmetic: cut, then one more if it is 0 or 5) so
/// that rounding it gives in every mode what rounding the true value gives.
///
/// A minimum or maximum line holds what the limit added, or took off: net_amount between the
/// rounded lines and the rounded limit, exact_amount between the exact ones. There is none where
/// the rounded lines are within the limit. A rounding line has the net amount that makes the
/// total the rounded sum of the exact amounts; its exact amount is what limits without a line add
/// to that sum, 0 mostly.
struct RatedLine {
  static constexpr std::size_t whole_tariff = static_cast<std::size_t>(-1);
  std::size_t charge =
      0;  ///< index into Tariff::charges, or whole_tariff for its limits and rounding
  std::optional<std::size_t> tier{};  ///< index into the curve's tiers, where there are several
  LineKind kind = LineKind::usage;
  Decimal quantity{};
  std::optional<Decimal> unit_price{};
  Decimal base_quantity = 1;
  Decimal exact_amount{};
  Decimal net_amount{};  ///< exact_amount rounded once, by the tariff's rule
};

/// The lines, in the order of the document, and their sum.
struct Rating {
  std::vector<RatedLine> lines;
  Decimal total;
};

/// Usage to lines. Pure: the same arguments give the same result everywhere.
/// Errors, whose `where` names the charge: negative_usage; overflow; invalid_argument for a charge
/// that prices each event and a usage whose events are not given, or do not sum to its quantity.
Rating rate(const Tariff& tariff, const Usage& usage);
/// The same into a Rating whose memory is used again, for many ratings in a loop. The earlier
/// rating is lost, also when this one fails.
void rate(const Tariff& tariff, const Usage& usage, Rating& into);

/// The text of a line: the charge's template with {month}, {company}, {quantity}, {included},
/// {price} and {tier} filled in, in the tariff's language.
std::string line_text(const Tariff& tariff, const RatedLine& line, Month month,
                      std::string_view company);
/// The text of a line that adjusts a charge of an earlier month; an empty charge id is the limits
/// of the whole tariff.
std::string adjustment_text(const Tariff& tariff, std::string_view charge, Month usage_month);
/// The UN/ECE Rec 20 unit code of a line: MON for a fee (DAY where it is due by days), the charge's
/// for usage, empty for limits.
std::string_view line_unit(const Tariff& tariff, const RatedLine& line);

/// One step of a derivation. The formula has numbers, + - * / ( ) and the functions min, max and
/// those named as rounding modes (half_up(x, 2): x rounded to 2 decimals), so that a program can
/// evaluate it; the value is exact: a decimal, or a fraction ("7500/31") where decimals never end.
struct ExplainStep {
  std::string charge;   ///< charge id; empty for the whole tariff
  std::string step;     ///< what was done, in words: "usage", "billable", "amount", "rounding", ...
  std::string formula;  ///< "max(0, 40000 - 10000)"
  std::string value;    ///< "30000"
  std::size_t line = 0;  ///< the line of the rating this is the net amount of, from 1; 0: of none
};
/// The derivation of rate()'s result, step by step, in a language ("en", "sv"). Errors as rate(),
/// and invalid_argument for another language.
std::vector<ExplainStep> explain(const Tariff& tariff, const Usage& usage,
                                 std::string_view language = "en");

/// The outcome of one example of a document.
struct ExampleResult {
  int line_number = 0;  ///< of the example
  std::string usage;    ///< "messages = 40000"
  std::string subject;  ///< "line 1", "total"
  std::string expected;
  std::string actual;
  bool ok = false;
};
/// Rates every example of a tariff and compares its lines and totals.
std::vector<ExampleResult> check_examples(const Tariff& tariff);

/// The version of the tariff language, stored beside each document: what it meant when it was
/// added.
inline constexpr int tariff_language_version = 1;

}  // namespace porto
