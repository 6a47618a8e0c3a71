// Tools for those who set prices: a tariff in words, what differs between two tariffs, what both
// cost side by side, and a picture of what usage costs. Pure functions, as rate().
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "porto/tariff.hpp"

namespace porto {

/// A part of a tariff in the words of a contract.
struct TariffTerm {
  std::string charge;  ///< its id; empty for what is true of the whole tariff
  std::string text;    ///< whole sentences
};
/// What a tariff costs, in words, in a language ("en", "sv"): which document it is, each charge in
/// its order, then limits, months that are covered in part, and rounding. Every number that prices
/// is in it, in SEK below a krona as öre. Texts of lines and examples are not. Error
/// invalid_argument for another language.
std::vector<TariffTerm> describe(const Tariff& tariff, std::string_view language = "en");

/// One thing that two documents say differently.
struct TariffChange {
  enum class Kind : std::uint8_t { added, removed, changed };
  Kind kind = Kind::changed;
  std::string charge;                 ///< its id; empty for the tariff itself
  std::string field;                  ///< "effective", "tier 2 price"; "charge" for a whole one
  std::optional<std::string> before;  ///< as the document spells it, without quotes
  std::optional<std::string> after;
};
const char* to_string(TariffChange::Kind kind) noexcept;

/// The differences of two documents, field by field in their order. Charges are matched by id,
/// tiers by number. Two rows sum up what is spread over the charges: "meters", which are priced,
/// and "charge order". Examples are not compared: they are proofs, not prices. Error bad_tariff,
/// whose `where` begins with "before" or "after".
std::vector<TariffChange> compare_documents(std::string_view before, std::string_view after);

/// The cost of one usage under two tariffs. The difference is after - before if the currencies are
/// the same.
struct PriceComparison {
  Usage usage;
  Decimal before;
  Decimal after;
};
/// The totals of each usage. A meter that a tariff does not price costs nothing there. Errors as
/// rate().
std::vector<PriceComparison> compare_prices(const Tariff& before, const Tariff& after,
                                            std::span<const Usage> usages);
/// Usages at which two tariffs may cost differently: for each meter, with the others not used, 0,
/// every quantity at which a price of either changes and the next one above it, and round
/// quantities beyond. For a charge that prices each event: equal events, enough for one of them to
/// be past the free ones.
std::vector<Usage> telling_usages(const Tariff& before, const Tariff& after);

/// "messages=40000,card=100+250": quantities, or the values of the events; "0" for no usage.
std::string to_string(const Usage& usage);
/// The same text read, as usage of the meters that a tariff prices. A lone quantity, "40000", is of
/// its only meter; for a charge that prices each event, the events' values. A tariff that only has
/// fees takes "0". Errors bad_number, and invalid_argument for a meter that the tariff does not
/// price, one that is there twice, or a lone quantity where there are several.
Usage parse_usage(std::string_view text, const Tariff& tariff);

/// The usage that a plot shows.
struct PlotRange {
  std::string meter;  ///< empty: the tariff's only one; the others are not used
  Decimal from = 0;
  Decimal to = 0;
};

/// Where a plot that begins at `range.from` shows all that there is to see: twice the last quantity
/// at which a price of the meter changes; 1000 further on if none does there. Error
/// invalid_argument (meter).
Decimal plot_end(const Tariff& tariff, const PlotRange& range);

/// A picture of what usage costs, as values: two panels that share the x axis. Lengths are in
/// hundredths of a pixel, x from the left of a panel and y from its bottom.
struct Plot {
  static constexpr int width = 64'000;
  struct Point {
    int x = 0;
    int y = 0;
    friend bool operator==(const Point&, const Point&) = default;
  };
  /// A position on an axis and its label.
  struct Mark {
    int at = 0;
    std::string label;
  };
  /// What somebody used and what it cost, in the first panel.
  struct Dot {
    int x = 0;
    int y = 0;
    std::string text;
  };
  struct Panel {
    std::string heading;
    int height = 0;
    int zero = 0;  ///< y of the amount 0; outside of the panel where it is not shown
    std::vector<Mark> ticks;
    std::vector<std::vector<Point>> lines;  ///< points may lie outside of the panel: cut them off
    std::string last;                       ///< the value where the lines end
  };
  std::string language;
  std::string title;
  std::string subtitle;
  std::string description;  ///< the picture in words
  std::string x_label;
  std::vector<Mark> ticks;       ///< of the x axis
  std::vector<Mark> boundaries;  ///< where prices change: included units, tiers, limits
  Panel cost;                    ///< exact amounts, before lines are rounded
  Panel unit_price;              ///< cost / quantity, where there is a quantity
  std::string nothing;    ///< said instead of the panels where nothing costs anything; else empty
  std::vector<Dot> dots;  ///< of usage that was asked for
};

/// Usage of somebody, to be shown beside the curve. What lies outside of the range is left out.
struct PlotUsage {
  Decimal quantity;
  Decimal cost;
  std::string text;  ///< "Bolaget AB: 40,000, 860.00 SEK"
};
/// The curve from `from` to `to`, jumps as vertical lines, true to a tenth of a pixel. For a charge
/// that prices each event the quantity is one event, past the free ones. Errors as rate(), and
/// invalid_argument for a range that is none, or a meter that is unknown or not named.
Plot plot(const Tariff& tariff, const PlotRange& range, std::span<const PlotUsage> usage = {});

}  // namespace porto
