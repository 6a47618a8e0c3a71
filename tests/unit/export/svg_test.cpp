// A plot as SVG: the parts of the picture, and what text does to it. How it looks is what
// tests/plot checks.
#include <doctest/doctest.h>

#include "porto/output.hpp"

using namespace porto;
using namespace porto::internal;

namespace svg_test {
namespace {

Plot example() {
  Plot plot;
  plot.language = "sv";
  plot.title = "A & B <\"c\">\x01\uFFFE";
  plot.subtitle = "ab, version 1";
  plot.description = "Det kostar.";
  plot.x_label = "messages";
  plot.ticks = {{0, "0"}, {64'000, "100"}};
  plot.boundaries = {{32'000, "50 ingår"}};
  plot.cost = {"Kostnad", 20'000, 0, {{0, "0 kr"}, {20'000, "10 kr"}}, {{{0, 0}, {64'000, 12'345}}},
               "6,17 kr"};
  plot.unit_price = {"Snittpris", 10'000, 0, {{0, "0 kr"}}, {{{1, 50}, {64'000, 5}}}, ""};
  return plot;
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++found;
  return found;
}

void check_has(const std::string& svg, const std::string& part) {
  CAPTURE(svg);
  CAPTURE(part);
  CHECK(count(svg, part) == 1);
}

}  // namespace

TEST_CASE("the parts of a picture") {
  const std::string svg = to_svg(example());
  CHECK(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "));
  CHECK(svg.ends_with("</svg>\n"));
  check_has(svg, "role=\"img\" aria-labelledby=\"title description\" xml:lang=\"sv\"");
  check_has(svg, "<desc id=\"description\">Det kostar.</desc>");
  check_has(svg, ">ab, version 1</text>");
  check_has(svg, ">messages</text>");
  CHECK(count(svg, "<title>50 ingår</title></line>") == 2);  // one in each panel
  check_has(svg, ">50 ingår</text>");
  check_has(svg, ">6,17 kr</text>");
  // The axis begins where the longest of its labels ends: 24 + 5 x 7.4 + 8.
  check_has(svg, "<path class=\"line\" d=\"M69 320L709 196.55\"/>");
  CHECK(count(svg, "<circle") == 1);  // no value, no point
  CHECK(count(svg, "href") == 0);     // self-contained
}

TEST_CASE("no boundary goes through the heading of the lower panel") {
  const std::string svg = to_svg(example());
  // The cost panel is from 120 to 320, the heading below it at 354, the lower panel from 368.
  check_has(svg, "y2=\"320\"><title>50 ingår</title></line>");
  check_has(svg, "y1=\"368\" x2=\"389\" y2=\"468\"><title>50 ingår</title></line>");
}

TEST_CASE("a plot of nothing has no frames, and dots are told") {
  Plot plot = example();
  plot.dots = {{32'000, 10'000, "Bolaget: 50"}};
  check_has(to_svg(plot),
            "<circle class=\"dot\" cx=\"389\" cy=\"220\" r=\"3\"><title>"
            "Bolaget: 50</title></circle>");
  plot.nothing = "Ingenting.";
  const std::string nothing = to_svg(plot);
  check_has(nothing, ">Ingenting.</text>");
  CHECK(count(nothing, "<line") == 0);
  CHECK(count(nothing, "<circle") == 0);
}

TEST_CASE("text cannot break the picture") {
  const std::string svg = to_svg(example());
  CHECK(count(svg, "A &amp; B &lt;&quot;c&quot;&gt;\uFFFD\uFFFD<") == 2);  // <title> and heading
  Plot plot = example();
  for (int i = 0; i < 100; ++i) plot.title += "å";
  const std::string long_title = to_svg(plot);
  check_has(long_title, "å…</text>");
}

TEST_CASE("labels of boundaries stand in rows, and are left out where there is no room") {
  Plot plot = example();
  for (int i = 1; i <= 5; ++i) plot.boundaries.push_back({32'000 + i, std::to_string(i) + " nivå"});
  const std::string svg = to_svg(plot);
  CHECK(count(svg, "class=\"label\"") == 3);
  CHECK(count(svg, "class=\"boundary\"") == 12);
  CHECK(count(svg, "<title>5 nivå</title></line>") == 2);  // still told
  plot.boundaries = {{5, std::string(60, 'x')}};
  check_has(to_svg(plot), ">" + std::string(39, 'x') + "…</text>");
}

TEST_CASE("the parts of a picture of a simulation") {
  SimulationPlot plot;
  plot.language = "en";
  plot.title = "A & B";
  plot.period = "January 2026";
  plot.sentence = "It would cost 2 <SEK>.";
  plot.current = "Current: old";
  plot.simulated = "Simulated: new";
  plot.months = {{32'000, "Jan"}};
  plot.years = {{32'000, "2026"}};
  using enum SimulationPlot::Series;
  plot.cost = {"Cost", 10'000, 5'000, {{0, "-1 SEK"}, {5'000, "0 SEK"}}, {}};
  plot.cost.bars = {{current, 1'000, 500, 8'000, "up"}, {simulated, 1'500, 500, 1'000, "down"}};
  plot.difference = {"Difference", 5'000, 0, {}, {{difference, 1'000, 500, 0, "none"}}};
  const std::string svg = to_svg(plot);
  check_has(svg, "<title id=\"title\">A &amp; B</title>");
  check_has(svg, "<desc id=\"description\">It would cost 2 &lt;SEK&gt;.</desc>");
  check_has(svg, "class=\"sentence\">It would cost 2 &lt;SEK&gt;.</text>");
  check_has(svg, ">Current: old</text>");
  check_has(svg, ">Simulated: new</text>");
  check_has(svg, "class=\"heading\">Difference</text>");
  check_has(svg, "text-anchor=\"middle\">Jan</text>");
  check_has(svg, "class=\"year\" text-anchor=\"middle\">2026</text>");
  // The panel begins at 24 + 6 x 7.4 + 8 and 158; its zero is at 208.
  check_has(svg,
            "<rect class=\"current\" x=\"86.4\" y=\"178\" width=\"5\" height=\"30\">"
            "<title>up</title></rect>");
  check_has(svg,
            "<rect class=\"simulated\" x=\"91.4\" y=\"208\" width=\"5\" height=\"40\">"
            "<title>down</title></rect>");
  check_has(svg, "<line class=\"axis\" x1=\"76.4\" y1=\"208\" x2=\"716.4\" y2=\"208\"/>");
  plot.open = "Paler: open";
  plot.cost.bars[0].open = true;
  const std::string open = to_svg(plot);
  check_has(open, "<rect class=\"current open\" x=\"86.4\" y=\"198\"");  // below the legend
  check_has(open, ">Paler: open</text>");
  CHECK(count(svg, "href") == 0);  // self-contained
}

TEST_CASE("the parts of a picture of a report") {
  ReportPlot plot{.language = "en", .title = "A & B", .sentence = "10 <SEK>.", .open = "Paler"};
  plot.height = 20'000;
  plot.series = {{"mail"}, {"3 others", true}};
  plot.bars = {{0, 1'000, 0, 500, 8'000, "up", true}, {1, 1'000, 8'000, 500, 1'000, "rest"}};
  plot.ticks = {{0, "0 SEK"}};
  plot.labels = {{1'250, "Jan"}};
  plot.years = {{1'250, "2026"}};
  const std::string svg = to_svg(plot);
  check_has(svg, "<title id=\"title\">A &amp; B</title>");
  check_has(svg, "<desc id=\"description\">10 &lt;SEK&gt;.</desc>");
  check_has(svg, ">3 others</text>");
  check_has(svg, ">Paler</text>");
  check_has(svg, "<title>up</title></rect>");
  CHECK(count(svg, "class=\"bar series-1 open\"") == 2);  // and the legend
  CHECK(count(svg, "class=\"bar rest\"") == 2);
  check_has(svg, "text-anchor=\"middle\">Jan</text>");
  CHECK(count(svg, "href") == 0);  // self-contained
  plot.lying = true;
  plot.values = {{1'500, "8 SEK"}};
  check_has(to_svg(plot), ">8 SEK</text>");
}

}  // namespace svg_test
