// See canvas.hpp.
#include "pages/canvas.hpp"

#include <algorithm>
#include <utility>

#include "pages/markup.hpp"
#include "porto/decimal.hpp"

namespace porto::internal {
namespace {

// Colours of text have a contrast of 4.5 : 1 or more to white.
constexpr std::string_view file_rules =
    R"(text { font: 12px system-ui, "Segoe UI", Roboto, Helvetica, Arial, "DejaVu Sans", sans-serif;
       fill: #374151 }
.paper { fill: #ffffff }
)";
constexpr std::string_view rules_of_all =
    R"(.title { font-size: 18px; font-weight: 600; fill: #111827 }
.heading { font-size: 13px; font-weight: 600; fill: #111827 }
.heading, .label { stroke: #ffffff; stroke-width: 4; stroke-linejoin: round; paint-order: stroke }
.grid { stroke: #e5e7eb }
.axis { stroke: #6b7280 }
.open { fill-opacity: 0.4 }
)";

std::string title_of(const Canvas::Head& head) {
  const std::string end = head.id.empty() ? std::string() : "-" + std::string(head.id);
  std::string text = " role=\"img\" aria-labelledby=\"title" + end + " description" + end +
                     "\" xml:lang=\"" + escaped_markup(head.language) + "\">\n";
  text += "<title id=\"title" + end + "\">" + escaped_markup(head.title) + "</title>\n";
  return text + "<desc id=\"description" + end + "\">" + escaped_markup(head.description) +
         "</desc>\n";
}

}  // namespace

std::string_view picture_rules() { return rules_of_all; }

int length_of(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string cut(std::string_view text, int most) {
  if (length_of(text) <= most) return std::string(text);
  std::string kept;
  for (const char c : text) {
    const std::string longer = kept + c;
    if (length_of(longer) > most - 1) break;
    kept = longer;
  }
  return kept + "…";
}

std::string px(int hundredths) { return Decimal::from_scaled(hundredths, 2).to_string(); }

Canvas::Canvas(const Head& head, std::string_view rules) {
  const std::string box = "viewBox=\"0 0 " + px(head.width) + " " + px(head.height) + "\"";
  if (!head.id.empty()) {
    tag("<svg " + box + title_of(head));
    return;
  }
  tag("<svg xmlns=\"http://www.w3.org/2000/svg\" " + box + " width=\"" + px(head.width) +
      "\" height=\"" + px(head.height) + "\"" + title_of(head));
  tag("<style>\n").tag(file_rules).tag(rules_of_all).tag(rules).tag("</style>\n");
  tag("<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n");
}

Canvas& Canvas::tag(std::string_view text) {
  out_ += text;
  return *this;
}

void Canvas::line(std::string_view kind, int x1, int y1, int x2, int y2, std::string_view tip) {
  out_.append("<line class=\"").append(kind) +=
      "\" x1=\"" + px(x1) + "\" y1=\"" + px(y1) + "\" x2=\"" + px(x2) + "\" y2=\"" + px(y2);
  out_ += tip.empty() ? "\"/>\n" : "\"><title>" + escaped_markup(tip) + "</title></line>\n";
}

void Canvas::box(std::string_view kind, int x, int y, int width, int height, std::string_view tip) {
  out_.append("<rect class=\"").append(kind) += "\" x=\"" + px(x) + "\" y=\"" + px(y) +
                                                "\" width=\"" + px(width) + "\" height=\"" +
                                                px(height);
  out_ += tip.empty() ? "\"/>\n" : "\"><title>" + escaped_markup(tip) + "</title></rect>\n";
}

void Canvas::dot(std::string_view kind, int x, int y, int radius, std::string_view tip) {
  out_.append("<circle class=\"").append(kind) +=
      "\" cx=\"" + px(x) + "\" cy=\"" + px(y) + "\" r=\"" + px(radius);
  out_ += tip.empty() ? "\"/>\n" : "\"><title>" + escaped_markup(tip) + "</title></circle>\n";
}

void Canvas::text(std::string_view kind, int x, int y, Anchor anchor, std::string_view words) {
  out_ += "<text x=\"" + px(x) + "\" y=\"" + px(y) + "\"";
  if (!kind.empty()) out_.append(" class=\"").append(kind) += "\"";
  if (anchor == Anchor::middle) out_ += " text-anchor=\"middle\"";
  if (anchor == Anchor::end) out_ += " text-anchor=\"end\"";
  out_ += ">" + escaped_markup(words) + "</text>\n";
}

void Canvas::grid(const std::vector<Plot::Mark>& ticks, int left, int width, int floor) {
  for (const Plot::Mark& tick : ticks) {
    const int y = floor - tick.at;
    line("grid", left, y, left + width, y);
    text("", left - 8 * pixel, y + 4 * pixel, Anchor::end, tick.label);
  }
}

std::string Canvas::take() {
  out_ += "</svg>\n";
  return std::move(out_);
}

}  // namespace porto::internal
