// A picture of a simulation: the cost of each month, its cost with the other tariff, and the
// difference.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "porto/simulation.hpp"
#include "porto/tariff.hpp"
#include "porto/tariff_tools.hpp"

namespace porto {

/// The picture as values: two panels with the months on a common x axis. Lengths
/// are in hundredths of a pixel, x from the left of a panel and y from its bottom.
struct SimulationPlot {
  static constexpr int width = Plot::width;
  static constexpr int most_months = 120;
  enum class Series : std::uint8_t { current, simulated, difference };
  /// From the panel's zero up or down to an amount.
  struct Bar {
    Series series = Series::current;
    int x = 0;  ///< its left side
    int width = 0;
    int y = 0;          ///< of the amount
    std::string text;   ///< "January 2024: 860.00 SEK"
    bool open = false;  ///< the month is not closed: what it costs now is a preview
  };
  struct Panel {
    std::string heading;
    int height = 0;
    int zero = 0;  ///< y of the amount 0
    std::vector<Plot::Mark> ticks;
    std::vector<Bar> bars;  ///< by month, then series
  };
  std::string language;
  std::string title;
  std::string period;    ///< the months, and whether their current costs are invoiced or a preview
  std::string sentence;  ///< the period's totals and their difference
  std::string current;   ///< the name of a series
  std::string simulated;
  std::string open;                ///< what bars of open months are; empty: there are none
  std::vector<Plot::Mark> months;  ///< labels of the x axis; not all if there is no room
  std::vector<Plot::Mark> years;   ///< below the first month of each
  Panel cost;
  Panel difference;
};
/// `costs` are those of Ledger::simulate() with the options, by month or by month and company, and
/// `tariff` is the document that was tried: the picture is in its language. A month without costs
/// is one that costs nothing. Errors: invalid_argument (months the wrong way round or too many, a
/// cost of no month or one outside of them), overflow.
SimulationPlot plot(const Tariff& tariff, const SimulationOptions& options,
                    std::span<const SimulatedCost> costs);

}  // namespace porto
