// A simulation as a picture: two bars a month, and their difference below. See porto/output.hpp.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "pages/canvas.hpp"
#include "porto/output.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr int legend_y = 112 * pixel;
constexpr int swatch = 10 * pixel;

// Colours have a contrast of 4.5 : 1 or more to white, and differ in lightness as well.
constexpr std::string_view simulation_rules = R"(.sentence { font-weight: 600 }
.year { font-weight: 600 }
.current { fill: #1d4ed8 }
.simulated { fill: #b45309 }
.difference { fill: #4b5563 }
.open { stroke-width: 1.5; stroke-dasharray: 3 2 }
.current.open { stroke: #1d4ed8 }
.simulated.open { stroke: #b45309 }
.difference.open { stroke: #4b5563 }
)";

std::string class_of(const SimulationPlot::Bar& bar) {
  using enum SimulationPlot::Series;
  const std::string name = bar.series == current     ? "current"
                           : bar.series == simulated ? "simulated"
                                                     : "difference";
  return bar.open ? name + " open" : name;
}

// Where everything stands, from the top down.
struct SimulationLayout {
  int left;   // of the panels
  int right;  // of the picture
  int cost;   // top of a panel
  int difference;
  int months;  // labels of the x axis
  int bottom;
};

class SimulationDrawing {
 public:
  explicit SimulationDrawing(const SimulationPlot& plot)
      : plot_(plot),
        at_(layout()),
        canvas_({at_.right, at_.bottom, plot.language, plot.title, plot.sentence},
                simulation_rules) {}

  std::string draw() {
    draw_words();
    draw_legend();
    for (const auto& [panel, top] : panels()) draw_panel(*panel, top);
    draw_months();
    return canvas_.take();
  }

 private:
  SimulationLayout layout() const {
    int labels = 0;
    for (const auto* panel : {&plot_.cost, &plot_.difference})
      for (const Plot::Mark& tick : panel->ticks) labels = std::max(labels, width_of(tick.label));
    SimulationLayout at{};
    at.left = edge + labels + 8 * pixel;
    at.right = at.left + SimulationPlot::width + edge;
    at.cost = legend_y + (plot_.open.empty() ? 46 : 66) * pixel;
    at.difference = at.cost + plot_.cost.height + 48 * pixel;
    at.months = at.difference + plot_.difference.height + 18 * pixel;
    at.bottom = at.months + 16 * pixel + edge;
    return at;
  }

  std::array<std::pair<const SimulationPlot::Panel*, int>, 2> panels() const {
    return {{{&plot_.cost, at_.cost}, {&plot_.difference, at_.difference}}};
  }

  void draw_words() {
    const int room = at_.right - 2 * edge;
    canvas_.text("title", edge, 36 * pixel, Anchor::start,
                 cut(plot_.title, room / title_character));
    canvas_.text("", edge, 56 * pixel, Anchor::start, cut(plot_.period, room / character_width));
    canvas_.text("sentence", edge, 82 * pixel, Anchor::start,
                 cut(plot_.sentence, room / character_width));
  }

  // Each series takes as much room as its name, and half of the picture at most.
  void draw_legend() {
    const int room = (at_.right - 2 * edge) / 2 - swatch - 6 * pixel;
    int x = edge;
    for (const auto& [kind, name] :
         {std::pair<std::string_view, std::string_view>{"current", plot_.current},
          {"simulated", plot_.simulated}}) {
      const std::string label = cut(name, room / character_width);
      canvas_.box(kind, x, legend_y - swatch, swatch, swatch);
      canvas_.text("", x + swatch + 6 * pixel, legend_y, Anchor::start, label);
      x += swatch + 24 * pixel + width_of(label);
    }
    if (plot_.open.empty()) return;
    const int y = legend_y + 20 * pixel;
    canvas_.box("current open", edge, y - swatch, swatch, swatch);
    canvas_.text("", edge + swatch + 6 * pixel, y, Anchor::start, plot_.open);
  }

  // Bars go up or down from zero.
  void draw_panel(const SimulationPlot::Panel& panel, int top) {
    canvas_.text("heading", edge, top - 14 * pixel, Anchor::start, panel.heading);
    const int floor = top + panel.height;
    canvas_.grid(panel.ticks, at_.left, SimulationPlot::width, floor);
    for (const SimulationPlot::Bar& bar : panel.bars)
      canvas_.box(class_of(bar), at_.left + bar.x, floor - std::max(bar.y, panel.zero), bar.width,
                  std::abs(bar.y - panel.zero), bar.text);
    canvas_.line("axis", at_.left, floor - panel.zero, at_.left + SimulationPlot::width,
                 floor - panel.zero);
  }

  void draw_months() {
    for (const Plot::Mark& month : plot_.months)
      canvas_.text("", at_.left + month.at, at_.months, Anchor::middle, month.label);
    for (const Plot::Mark& year : plot_.years)
      canvas_.text("year", at_.left + year.at, at_.months + 16 * pixel, Anchor::middle, year.label);
  }

  const SimulationPlot& plot_;
  const SimulationLayout at_;
  Canvas canvas_;
};

}  // namespace

std::string to_svg(const SimulationPlot& plot) { return SimulationDrawing(plot).draw(); }

}  // namespace porto
