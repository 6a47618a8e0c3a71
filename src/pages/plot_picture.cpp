// See plot_picture.hpp.
#include "pages/plot_picture.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "pages/canvas.hpp"
#include "porto/output.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr int label_row = 16 * pixel;
constexpr int nothing_y = 92 * pixel;
constexpr std::size_t label_rows = 3;
constexpr int label_length = 40;

// Colours have a contrast of 4.5 : 1 or more to white, and differ in lightness as well.
constexpr std::string_view plot_rules = R"(.boundary { stroke: #6b7280; stroke-dasharray: 4 3 }
.line { fill: none; stroke-width: 2.5; stroke-linejoin: round; stroke-linecap: round }
.cost { stroke: #1d4ed8; fill: #1d4ed8 }
.price { stroke: #b45309; fill: #b45309 }
.area { stroke: none; fill-opacity: 0.08 }
.last { font-weight: 600; stroke: none }
.dot { fill: #111827; fill-opacity: 0.55 }
)";

// Where everything stands, from the top down.
struct PlotLayout {
  int left;    // of the panels
  int right;   // of the picture
  int labels;  // of the boundaries, the first row
  int cost;    // top of a panel
  int price;
  int ticks;  // of the x axis
  int bottom;
};

class Drawing {
 public:
  Drawing(const Plot& plot, std::string_view id)
      : plot_(plot),
        rows_(rows_of_labels()),
        at_(layout()),
        id_(id),
        canvas_({at_.right, at_.bottom, plot.language, plot.title, plot.description, id},
                plot_rules) {}

  std::string draw() {
    draw_titles();
    if (!plot_.nothing.empty()) {
      canvas_.text("", edge, nothing_y, Anchor::start, plot_.nothing);
      return canvas_.take();
    }
    for (const auto& [panel, top] : panels())
      canvas_.grid(panel->ticks, at_.left, Plot::width, top + panel->height);
    draw_boundaries();
    draw_headings();
    draw_x_axis();
    draw_lines(plot_.cost, at_.cost, "cost");
    draw_lines(plot_.unit_price, at_.price, "price");
    for (const Plot::Dot& dot : plot_.dots)
      canvas_.dot("dot", at_.left + dot.x, at_.cost + plot_.cost.height - dot.y, 3 * pixel,
                  dot.text);
    return canvas_.take();
  }

 private:
  struct Label {
    std::string text;
    int middle;
    std::size_t row;  // label_rows: there is no room for it
  };

  // Each label stands above its boundary, in the first row where it has room.
  std::vector<Label> rows_of_labels() const {
    std::vector<Label> labels;
    std::vector<int> taken(label_rows, -edge);  // up to where, for each row
    for (const Plot::Mark& mark : plot_.boundaries) {
      std::string text = cut(mark.label, label_length);
      const int half = width_of(text) / 2;
      const int middle = std::clamp(mark.at, std::min(half, Plot::width / 2),
                                    std::max(Plot::width - half, Plot::width / 2));
      std::size_t row = 0;
      while (row < label_rows && middle - half < taken[row] + character_width) ++row;
      if (row < label_rows) taken[row] = middle + half;
      labels.push_back({std::move(text), middle, row});
    }
    return labels;
  }

  PlotLayout layout() const {
    int left = 0;
    int right = 0;
    for (const Plot::Panel* panel : {&plot_.cost, &plot_.unit_price}) {
      for (const Plot::Mark& tick : panel->ticks) left = std::max(left, width_of(tick.label));
      right = std::max(right, width_of(panel->last));
    }
    std::size_t rows = 0;
    for (const Label& label : rows_)
      if (label.row < label_rows) rows = std::max(rows, label.row + 1);
    PlotLayout at{};
    at.left = edge + left + 8 * pixel;
    at.right = at.left + Plot::width + 12 * pixel + right + edge;
    at.labels = 108 * pixel;
    at.cost = at.labels + static_cast<int>(rows) * label_row - 4 * pixel;
    at.price = at.cost + plot_.cost.height + 48 * pixel;
    at.ticks = at.price + plot_.unit_price.height + 18 * pixel;
    at.bottom = plot_.nothing.empty() ? at.ticks + 44 * pixel : nothing_y + edge;
    return at;
  }

  std::array<std::pair<const Plot::Panel*, int>, 2> panels() const {
    return {{{&plot_.cost, at_.cost}, {&plot_.unit_price, at_.price}}};
  }

  // The labels cover the lines that cross them. Nothing crosses the heading of the second panel.
  void draw_boundaries() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const Plot::Mark& mark = plot_.boundaries[i];
      const bool labelled = rows_[i].row < label_rows;
      const int top = labelled ? label_y(rows_[i]) + 4 * pixel : at_.cost;
      const int x = at_.left + mark.at;
      canvas_.line("boundary", x, top, x, at_.cost + plot_.cost.height, mark.label);
      canvas_.line("boundary", x, at_.price, x, at_.price + plot_.unit_price.height, mark.label);
    }
    for (const Label& label : rows_)
      if (label.row < label_rows)
        canvas_.text("label", at_.left + label.middle, label_y(label), Anchor::middle, label.text);
  }

  int label_y(const Label& label) const {
    return at_.labels + static_cast<int>(label.row) * label_row;
  }

  void draw_titles() {
    const int room = at_.right - 2 * edge;
    canvas_.text("title", edge, 36 * pixel, Anchor::start,
                 cut(plot_.title, room / title_character));
    canvas_.text("", edge, 56 * pixel, Anchor::start, cut(plot_.subtitle, room / character_width));
  }

  void draw_headings() {
    canvas_.text("heading", edge, at_.labels - 22 * pixel, Anchor::start, plot_.cost.heading);
    canvas_.text("heading", edge, at_.price - 14 * pixel, Anchor::start, plot_.unit_price.heading);
  }

  void draw_x_axis() {
    const int y = at_.price + plot_.unit_price.height;
    for (const Plot::Mark& tick : plot_.ticks) {
      const int x = at_.left + tick.at;
      canvas_.line("axis", x, y, x, y + 5 * pixel);
      canvas_.text("", x, at_.ticks, Anchor::middle, tick.label);
    }
    for (const auto& [panel, top] : panels()) {
      const int zero = top + panel->height - std::clamp(panel->zero, 0, panel->height);
      canvas_.line("axis", at_.left, zero, at_.left + Plot::width, zero);
    }
    canvas_.text("", at_.left + Plot::width / 2, at_.ticks + 24 * pixel, Anchor::middle,
                 cut(plot_.x_label, Plot::width / character_width));
  }

  // The lines of a panel, filled down to 0, and the value at their end. What lies above or below
  // the panel is cut off.
  void draw_lines(const Plot::Panel& panel, int top, std::string_view kind) {
    const std::string name(kind);
    const std::string clip = name + "-panel" + (id_.empty() ? "" : "-") + std::string(id_);
    constexpr int room = 3 * pixel;  // for half the width of the line
    canvas_.tag("<clipPath id=\"" + clip + "\"><rect x=\"" + px(at_.left - room) + "\" y=\"" +
                px(top - room) + "\" width=\"" + px(Plot::width + 2 * room) + "\" height=\"" +
                px(panel.height + 2 * room) + "\"/></clipPath>\n");
    canvas_.tag("<g class=\"" + name + "\" clip-path=\"url(#" + clip + ")\">\n");
    const int floor = top + panel.height;
    for (const std::vector<Plot::Point>& line : panel.lines) {
      std::string path;
      for (const Plot::Point& point : line)
        path += (path.empty() ? "M" : "L") + px(at_.left + point.x) + " " + px(floor - point.y);
      canvas_.tag("<path class=\"area\" d=\"" + path + "V" + px(floor - panel.zero) + "H" +
                  px(at_.left + line.front().x) + "Z\"/>\n");
      canvas_.tag("<path class=\"line\" d=\"" + path + "\"/>\n");
    }
    canvas_.tag("</g>\n");
    if (panel.last.empty()) return;
    const int x = at_.left + Plot::width;
    const int y = floor - panel.lines.back().back().y;
    canvas_.dot(name, x, y, 4 * pixel);
    canvas_.text("last " + name, x + 10 * pixel, y + 4 * pixel, Anchor::start, panel.last);
  }

  const Plot& plot_;
  const std::vector<Label> rows_;
  const PlotLayout at_;
  const std::string_view id_;
  Canvas canvas_;
};

}  // namespace

namespace internal {

std::string_view plot_picture_rules() { return plot_rules; }

std::string plot_picture(const Plot& plot, std::string_view id) { return Drawing(plot, id).draw(); }

}  // namespace internal

std::string to_svg(const Plot& plot) { return plot_picture(plot); }

}  // namespace porto
