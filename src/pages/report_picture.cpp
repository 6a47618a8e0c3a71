// See report_picture.hpp.
#include "pages/report_picture.hpp"

#include <algorithm>
#include <vector>

#include "pages/canvas.hpp"
#include "porto/output.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr int legend_row = 20 * pixel;
constexpr int legend_top = 92 * pixel;
constexpr int legend_box = 10 * pixel;
constexpr int longest_name = 28;  // of a lying bar, in characters

// Colours have a contrast of 4.5 : 1 or more to white; parts of a stack are set apart by a line.
constexpr std::string_view report_rules = R"(.sum { font-weight: 600 }
.year { font-weight: 600 }
.bar { stroke: #ffffff; stroke-width: 1 }
.series-1 { fill: #1d4ed8 }
.series-2 { fill: #b45309 }
.series-3 { fill: #047857 }
.series-4 { fill: #7e22ce }
.series-5 { fill: #be123c }
.series-6 { fill: #0e7490 }
.series-7 { fill: #854d0e }
.rest { fill: #4b5563 }
)";

class ReportDrawing {
 public:
  ReportDrawing(const ReportPlot& plot, std::string_view id)
      : plot_(plot),
        left_(left()),
        right_(left_ + ReportPlot::width + right_of_bars() + edge),
        legend_(legend()),
        top_(legend_top + rows_of_legend() * legend_row - (legend_.empty() ? 8 : -12) * pixel),
        floor_(top_ + plot.height),
        canvas_({right_, floor_ + (plot.lying ? 24 : 40) * pixel + edge, plot.language, plot.title,
                 plot.sentence, id},
                report_rules) {}

  std::string draw() {
    const int room = right_ - 2 * edge;
    canvas_.text("title", edge, 36 * pixel, Anchor::start,
                 cut(plot_.title, room / title_character));
    canvas_.text("sum", edge, 60 * pixel, Anchor::start,
                 cut(plot_.sentence, room / character_width));
    draw_legend();
    plot_.lying ? draw_upright_grid() : canvas_.grid(plot_.ticks, left_, ReportPlot::width, floor_);
    for (const ReportPlot::Bar& bar : plot_.bars)
      canvas_.box(class_of(bar.series) + (bar.open ? " open" : ""), left_ + bar.x,
                  floor_ - bar.y - bar.height, bar.width, bar.height, bar.text);
    plot_.lying ? draw_names() : draw_months();
    return canvas_.take();
  }

 private:
  struct LegendEntry {
    std::string kind;
    std::string name;
    int x;
    int row;
  };

  int left() const {
    int widest = 0;
    if (plot_.lying)
      for (const Plot::Mark& label : plot_.labels)
        widest = std::max(widest, width_of(cut(label.label, longest_name)));
    else
      for (const Plot::Mark& tick : plot_.ticks) widest = std::max(widest, width_of(tick.label));
    return edge + widest + 8 * pixel;
  }

  // A value stands to the right of its bar, and half a label of the axis may stand out.
  int right_of_bars() const {
    int room = 0;
    for (const Plot::Mark& value : plot_.values)
      room = std::max(room, value.at + 8 * pixel + width_of(value.label) - ReportPlot::width);
    if (plot_.lying)
      for (const Plot::Mark& tick : plot_.ticks)
        room = std::max(room, tick.at + width_of(tick.label) / 2 - ReportPlot::width);
    return room;
  }

  std::string class_of(std::size_t series) const {
    return plot_.series[series].is_rest ? "bar rest" : "bar series-" + std::to_string(series + 1);
  }

  std::vector<LegendEntry> legend() const {
    std::vector<LegendEntry> entries;
    int x = edge;
    int row = 0;
    const auto add = [&](const std::string& kind, const std::string& name) {
      const std::string label = cut(name, 60);
      const int wide = legend_box + 6 * pixel + width_of(label);
      if (x > edge && x + wide > right_ - edge) {
        x = edge;
        ++row;
      }
      entries.push_back({kind, label, x, row});
      x += wide + 18 * pixel;
    };
    if (!plot_.lying && plot_.series.size() > 1)
      for (std::size_t i = 0; i < plot_.series.size(); ++i) add(class_of(i), plot_.series[i].name);
    if (!plot_.open.empty()) add("bar series-1 open", plot_.open);
    return entries;
  }

  int rows_of_legend() const { return legend_.empty() ? 0 : legend_.back().row + 1; }

  void draw_legend() {
    for (const LegendEntry& entry : legend_) {
      const int y = legend_top + entry.row * legend_row;
      canvas_.box(entry.kind, entry.x, y - legend_box, legend_box, legend_box);
      canvas_.text("", entry.x + legend_box + 6 * pixel, y, Anchor::start, entry.name);
    }
  }

  void draw_upright_grid() {
    for (const Plot::Mark& tick : plot_.ticks) {
      const int x = left_ + tick.at;
      canvas_.line("grid", x, top_, x, floor_);
      canvas_.text("", x, floor_ + 18 * pixel, Anchor::middle, tick.label);
    }
  }

  void draw_names() {
    for (std::size_t i = 0; i < plot_.labels.size(); ++i) {
      const int y = floor_ - plot_.labels[i].at + 4 * pixel;
      canvas_.text("", left_ - 8 * pixel, y, Anchor::end, cut(plot_.labels[i].label, longest_name));
      canvas_.text("label", left_ + plot_.values[i].at + 6 * pixel, y, Anchor::start,
                   plot_.values[i].label);
    }
    canvas_.line("axis", left_ + plot_.zero, top_, left_ + plot_.zero, floor_);
  }

  void draw_months() {
    canvas_.line("axis", left_, floor_ - plot_.zero, left_ + ReportPlot::width,
                 floor_ - plot_.zero);
    for (const Plot::Mark& month : plot_.labels)
      canvas_.text("", left_ + month.at, floor_ + 18 * pixel, Anchor::middle, month.label);
    for (const Plot::Mark& year : plot_.years)
      canvas_.text("year", left_ + year.at, floor_ + 34 * pixel, Anchor::middle, year.label);
  }

  const ReportPlot& plot_;
  const int left_;   // of the panel
  const int right_;  // of the picture
  const std::vector<LegendEntry> legend_;
  const int top_;    // of the panel
  const int floor_;  // its bottom
  Canvas canvas_;
};

}  // namespace

namespace internal {

std::string_view report_picture_rules() { return report_rules; }

std::string report_picture(const ReportPlot& plot, std::string_view id) {
  return ReportDrawing(plot, id).draw();
}

}  // namespace internal

std::string to_svg(const ReportPlot& plot) { return report_picture(plot); }

}  // namespace porto
