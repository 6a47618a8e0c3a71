// What a picture of a simulation shows: two bars a month, their difference, the period in a
// sentence, in the tariff's language. That it looks like it is what tests/plot checks.
#include "porto/simulation_plot.hpp"

#include <doctest/doctest.h>

#include "unit/billing/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace simulation_plot_test {
namespace {

const Currency sek("SEK");

SimulatedCost cost(Month month, std::int64_t current, std::int64_t simulated) {
  return {month, {}, Money(current, sek), Money(simulated, sek)};
}

SimulationPlot plot_of(Month from, Month through, const std::vector<SimulatedCost>& costs,
                       const std::string& language = "en") {
  const Tariff tariff = parse_tariff(replaced(vitec, "\"sv\"", "\"" + language + "\""));
  return plot(tariff, {"old", from, through, SimulateBy::month}, costs);
}

std::string labels_of(const std::vector<Plot::Mark>& marks) {
  std::string text;
  for (const Plot::Mark& mark : marks)
    text += (text.empty() ? "" : " | ") + std::to_string(mark.at) + " " + mark.label;
  return text;
}

// "current 22400+9600 to 11000" each.
std::string bars_of(const SimulationPlot::Panel& panel) {
  std::string text;
  for (const SimulationPlot::Bar& bar : panel.bars)
    text += (text.empty() ? "" : "; ") + std::to_string(static_cast<int>(bar.series)) + " " +
            std::to_string(bar.x) + "+" + std::to_string(bar.width) + " to " +
            std::to_string(bar.y);
  return text;
}

}  // namespace

TEST_CASE("the words of a picture, in the tariff's language") {
  struct {
    const char* language;
    std::int64_t simulated;
    const char* sentence;
  } rows[] = {
      {"en", 123'450,
       "The period would cost 1,234.50_SEK instead of 1,200.00_SEK: 34.50_SEK more."},
      {"en", 0, "The period would cost 0.00_SEK instead of 1,200.00_SEK: 1,200.00_SEK less."},
      {"en", 120'000, "The period would cost 1,200.00_SEK, as it does now."},
      {"sv", 123'450, "Perioden skulle kosta 1_234,50_kr i stället för 1_200,00_kr: 34,50_kr mer."},
      {"sv", 0, "Perioden skulle kosta 0,00_kr i stället för 1_200,00_kr: 1_200,00_kr mindre."},
      {"sv", 120'000, "Perioden skulle kosta 1_200,00_kr, precis som nu."},
  };
  for (const auto& row : rows) {
    std::string sentence = row.sentence;
    for (std::size_t at = sentence.find('_'); at != sentence.npos; at = sentence.find('_'))
      sentence.replace(at, 1, "\u00A0");
    const SimulationPlot plot =
        plot_of({2026, 1}, {2026, 1}, {cost({2026, 1}, 120'000, row.simulated)}, row.language);
    CHECK(plot.sentence == sentence);
  }
  const SimulationPlot english = plot_of({2025, 12}, {2026, 1}, {});
  CHECK(english.language == "en");
  CHECK(english.title == "E-post via Mailgun");
  CHECK(english.period == "December 2025 to January 2026");
  CHECK(english.current == "Current: old");
  const auto period = [](CostBasis january, CostBasis february, const char* language) {
    std::vector<SimulatedCost> costs = {cost({2026, 1}, 1, 1), cost({2026, 2}, 1, 1)};
    costs[0].basis = january;
    costs[1].basis = february;
    return plot_of({2026, 1}, {2026, 2}, costs, language).period;
  };
  using enum CostBasis;
  CHECK(period(invoiced, invoiced, "en") == "January 2026 to February 2026, as invoiced");
  CHECK(period(preview, preview, "en") == "January 2026 to February 2026, preview");
  CHECK(period(invoiced, preview, "en") ==
        "January 2026 to February 2026, as invoiced through January 2026, then preview");
  CHECK(period(invoiced, preview, "sv") ==
        "januari 2026 till februari 2026, som fakturerat till och med januari 2026, därefter "
        "förhandsvisning");
  // Of several companies, in any order.
  std::vector<SimulatedCost> costs = {cost({2026, 2}, 1, 1), cost({2026, 1}, 1, 1),
                                      cost({2026, 2}, 1, 1), cost({2026, 3}, 1, 1)};
  for (std::size_t i = 0; i < 3; ++i) costs[i].basis = invoiced;
  CHECK(plot_of({2026, 1}, {2026, 3}, costs).period ==
        "January 2026 to March 2026, as invoiced through February 2026, then preview");
  CHECK(english.simulated == "Simulated: vitec-epost, version 1");
  CHECK(english.cost.heading == "Cost of a month");
  CHECK(english.difference.heading == "Difference");
  const SimulationPlot swedish = plot_of({2026, 1}, {2026, 1}, {}, "sv");
  CHECK(swedish.period == "januari 2026");
  CHECK(swedish.current == "Nuvarande: old");
}

TEST_CASE("bars go from zero to the amounts, side by side in the place of their month") {
  const SimulationPlot plot =
      plot_of({2026, 1}, {2026, 2},
              {cost({2026, 1}, 30'000, 40'000), cost({2026, 2}, 10'000, 5'000),
               cost({2026, 2}, 10'000, 5'000)});  // of another company
  CHECK(labels_of(plot.cost.ticks) ==
        "0 0\u00A0SEK | 5500 100\u00A0SEK | 11000 200\u00A0SEK | 16500 300\u00A0SEK | "
        "22000 400\u00A0SEK");
  CHECK(plot.cost.zero == 0);
  CHECK(bars_of(plot.cost) ==
        "0 11200+4800 to 16500; 1 16000+4800 to 22000; "
        "0 43200+4800 to 11000; 1 48000+4800 to 5500");
  CHECK(plot.cost.bars[0].text == "January 2026: 300.00\u00A0SEK");
  CHECK(plot.difference.zero == 6'000);
  CHECK(bars_of(plot.difference) == "2 13600+4800 to 12000; 2 45600+4800 to 0");
  CHECK(plot.difference.bars[1].text == "February 2026: -100.00\u00A0SEK");
}

TEST_CASE("totals below zero, and nothing but zeros") {
  const SimulationPlot below = plot_of({2026, 1}, {2026, 1}, {cost({2026, 1}, -500, -1'000)});
  CHECK(below.cost.zero == below.cost.height);
  CHECK(bars_of(below.cost) == "0 27200+4800 to 11000; 1 32000+4800 to 0");
  const SimulationPlot zeros = plot_of({2026, 1}, {2026, 1}, {});
  CHECK(labels_of(zeros.cost.ticks) == "0 0\u00A0SEK | 22000 1\u00A0SEK");
  CHECK(bars_of(zeros.cost) == "0 27200+4800 to 0; 1 32000+4800 to 0");
}

TEST_CASE("months are named where there is room, and each year stands below its first month") {
  struct {
    Month from;
    Month through;
    const char* months;
    const char* years;
  } rows[] = {
      {{2026, 2}, {2026, 2}, "32000 Feb", "32000 2026"},
      {{2025, 11},
       {2026, 2},
       "8000 Nov | 24000 Dec | 40000 Jan | 56000 Feb",
       "8000 2025 | 40000 2026"},
      // 25 months: each third has a name, and the end of 2023 gives way to 2024.
      {{2023, 12},
       {2025, 12},
       "3840 Jan | 11520 Apr | 19200 Jul | 26880 Oct | 34560 Jan | 42240 Apr | 49920 Jul | "
       "57600 Oct",
       "3840 2024 | 34560 2025"},
      // Seven years.
      {{2024, 1},
       {2030, 12},
       "380 Jan | 4952 Jul | 9523 Jan | 14095 Jul | 18666 Jan | 23238 Jul | "
       "27809 Jan | 32380 Jul | 36952 Jan | 41523 Jul | 46095 Jan | 50666 Jul | "
       "55238 Jan | 59809 Jul",
       "380 2024 | 9523 2025 | 18666 2026 | 27809 2027 | 36952 2028 | "
       "46095 2029 | 55238 2030"},
  };
  for (const auto& row : rows) {
    const SimulationPlot plot = plot_of(row.from, row.through, {});
    CHECK(labels_of(plot.months) == row.months);
    CHECK(labels_of(plot.years) == row.years);
  }
}

TEST_CASE("what has no place in a picture is refused") {
  const auto refused = [](Month from, Month through, const std::vector<SimulatedCost>& costs,
                          const std::string& says) {
    return error_of([&] { plot_of(from, through, costs); }, says);
  };
  const Month january(2026, 1);
  CHECK(refused({2026, 2}, january, {}, "2026-01 is before 2026-02") == "invalid_argument");
  CHECK(refused(january, {2036, 1}, {}, "not for 121") == "invalid_argument");
  CHECK(plot_of(january, {2035, 12}, {}).cost.bars.size() == 240);
  CHECK(refused(january, january, {cost({2026, 2}, 1, 1)}, "2026-02") == "invalid_argument");
  const SimulatedCost total{{}, {}, Money(1, sek), Money(1, sek)};
  CHECK(refused(january, january, {total}, "sum by month") == "invalid_argument");
}

}  // namespace simulation_plot_test
