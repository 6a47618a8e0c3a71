// A picture of a report: bars of months, stacked by a second key, or lying bars of one key.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "porto/report.hpp"
#include "porto/tariff_tools.hpp"

namespace porto {

/// The picture as values. Lengths are in hundredths of a pixel, x from the left of the panel and y
/// from its bottom.
struct ReportPlot {
  static constexpr int width = Plot::width;
  static constexpr int most_months = 120;
  static constexpr std::size_t most_series = 6;  ///< the others are one more
  static constexpr std::size_t most_bars = 20;   ///< lying ones; the others are told
  struct Series {
    std::string name;
    bool is_rest = false;  ///< the sum of what has no room
  };
  struct Bar {
    std::size_t series = 0;
    int x = 0;  ///< its left side
    int y = 0;  ///< its lower side
    int width = 0;
    int height = 0;
    std::string text;   ///< "January 2026, E-post: 860.00 SEK"
    bool open = false;  ///< the amount is a preview
  };
  std::string language;
  std::string title;
  std::string sentence;  ///< the months and their total
  std::string open;      ///< what the bars of open months are; empty: there are none
  /// The bars go to the right, with their names to the left; that of a rest has no length.
  bool lying = false;
  int height = 0;
  int zero = 0;  ///< x of lying bars, or y
  std::vector<Series> series{};
  std::vector<Bar> bars{};
  std::vector<Plot::Mark> ticks{};   ///< along the bars
  std::vector<Plot::Mark> labels{};  ///< of months, not all if there is no room; of lying bars all
  std::vector<Plot::Mark> years{};   ///< below the first month of each
  std::vector<Plot::Mark> values{};  ///< of lying bars, at the x where each ends
};

/// `report` is that of the options but for their measure, which says what the bars show: it is by
/// month, by month and one other key, or by one other key. Errors invalid_argument: it is by
/// others, a pivot or a comparison; too many months; quantities of several meters.
ReportPlot plot(const Report& report, const ReportOptions& options, std::string_view language);

}  // namespace porto
