// See day_picture.hpp. Lengths are whole hundredths of a pixel until they are written.
#include "pages/day_picture.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "pages/markup.hpp"

namespace porto::internal {
namespace {

constexpr int picture_width = 68'000;
constexpr int panel_height = 13'000;
constexpr int panel_top = 2'600;
constexpr int picture_height = panel_top + panel_height + 2'200;
constexpr int digit_width = 740;  // of a character of 12 pixels, about
constexpr int most_ticks = 4;

std::string pixels(int hundredths) { return Decimal::from_scaled(hundredths, 2).to_string(); }

int width_of_label(std::string_view label) {
  int characters = 0;
  for (; !label.empty(); label.remove_prefix(first_character(label).size())) ++characters;
  return characters * digit_width;
}

// 1, 2 or 5 times a power of ten, so that few of them make up the span.
Wide tick_step(Wide span) {
  Wide power = 1;
  while (true) {
    for (const int times : {1, 2, 5})
      if (span <= power * times * most_ticks) return power * times;
    power *= 10;
  }
}

class DayPicture {
 public:
  DayPicture(const PageView& view, const DayTotals& usage,
             const std::optional<Allowance>& allowance)
      : view_(view), usage_(usage), allowance_(allowance) {
    for (const Wide day : usage.days) {
      top_ = std::max(top_, day);
      bottom_ = std::min(bottom_, day);
    }
    if (top_ == bottom_) top_ = 1;
    step_ = tick_step(top_ - bottom_);
    int widest = 0;
    for (Wide at = first_tick(); at <= top_; at += step_)
      widest = std::max(widest, width_of_label(quantity(at)));
    left_ = widest + 800;
  }

  std::string draw(std::size_t number, std::string_view description) {
    const std::string id = std::to_string(number);
    out_.tag("<svg role=\"img\" viewBox=\"0 0 " + pixels(picture_width) + " " +
             pixels(picture_height) + "\" aria-labelledby=\"days-" + id + " days-text-" + id +
             "\">\n<title id=\"days-" + id + "\">");
    out_.text(view_.words().days).text(": ").text(view_.language().meter(usage_.meter));
    out_.tag("</title>\n<desc id=\"days-text-" + id + "\">").text(description).tag("</desc>\n");
    draw_axes();
    Wide used = 0;
    for (std::size_t day = 0; day < usage_.days.size(); ++day) draw_day(day, used);
    draw_mark();
    return out_.tag("</svg>\n").take();
  }

 private:
  Wide first_tick() const { return bottom_ < 0 ? -(-bottom_ / step_) * step_ : 0; }

  int y_of(Wide quantity) const {
    return panel_top + static_cast<int>((top_ - quantity) * panel_height / (top_ - bottom_));
  }
  int x_of(std::size_t day) const {
    const auto days = static_cast<int>(usage_.days.size());
    return left_ + (picture_width - left_) * static_cast<int>(day) / days;
  }
  int middle_of(std::size_t day) const { return (x_of(day) + x_of(day + 1)) / 2; }

  std::string quantity(Wide quantity) const {
    const std::optional<std::int64_t> fits = narrow(quantity);
    return fits ? view_.number(Decimal::from_scaled(*fits, usage_.decimals)) : std::string();
  }

  void line(std::string_view kind, int x1, int y1, int x2, int y2) {
    out_.tag("<line class=\"").tag(kind);
    out_.tag("\" x1=\"" + pixels(x1) + "\" y1=\"" + pixels(y1) + "\" x2=\"" + pixels(x2) +
             "\" y2=\"" + pixels(y2) + "\"/>\n");
  }

  void text(int x, int y, std::string_view anchor, std::string_view words) {
    out_.tag("<text x=\"" + pixels(x) + "\" y=\"" + pixels(y) + "\" text-anchor=\"");
    out_.tag(anchor).tag("\">").text(words).tag("</text>\n");
  }

  void draw_axes() {
    for (Wide at = first_tick(); at <= top_; at += step_) {
      line(at == 0 ? "axis" : "grid", left_, y_of(at), picture_width, y_of(at));
      text(left_ - 600, y_of(at) + 400, "end", quantity(at));
    }
    for (std::size_t day = 0; day < usage_.days.size(); ++day)
      if (day == 0 || (day + 1) % 5 == 0)
        text(middle_of(day), picture_height - 400, "middle", std::to_string(day + 1));
  }

  void bar(std::string_view kind, std::size_t day, Wide from, Wide to) {
    if (from == to) return;
    const int top = y_of(std::max(from, to));
    const int height = std::max(y_of(std::min(from, to)) - top, 50);
    const int gap = (x_of(1) - x_of(0)) / 8;
    out_.tag("<rect class=\"").tag(kind);
    out_.tag("\" x=\"" + pixels(x_of(day) + gap) + "\" y=\"" + pixels(top) + "\" width=\"" +
             pixels(x_of(day + 1) - x_of(day) - 2 * gap) + "\" height=\"" + pixels(height) +
             "\"><title>");
    const Day date(view_.statement().month, static_cast<int>(day) + 1);
    out_.text(day_text(view_.language(), date) + ": " + quantity(usage_.days[day]));
    out_.tag("</title></rect>\n");
  }

  // `used` is what the days before have used of the included units.
  void draw_day(std::size_t day, Wide& used) {
    const Wide quantity = usage_.days[day];
    if (!allowance_) return bar("usage", day, 0, quantity);
    if (!allowance_->covered[day]) return bar("aside", day, 0, quantity);
    const Wide room = std::max<Wide>(allowance_->quantity - used, 0);
    used += quantity;
    if (quantity < 0) return bar("usage", day, 0, quantity);
    bar("usage", day, 0, std::min(quantity, room));
    bar("beyond", day, std::min(quantity, room), quantity);
  }

  void draw_mark() {
    if (!allowance_ || !allowance_->used_up) return;
    const std::size_t day = *allowance_->used_up;
    const std::string words =
        filled(view_.words().up_mark, {{"number", view_.number(allowance_->included)}});
    const bool to_the_left = x_of(day) + width_of_label(words) > picture_width;
    line("mark", x_of(day), panel_top - 1'400, x_of(day), panel_top + panel_height);
    text(x_of(day) + (to_the_left ? -500 : 500), panel_top - 1'200, to_the_left ? "end" : "start",
         words);
  }

  const PageView& view_;
  const DayTotals& usage_;
  const std::optional<Allowance>& allowance_;
  Wide top_ = 0;
  Wide bottom_ = 0;
  Wide step_ = 1;
  int left_ = 0;
  Markup out_;
};

}  // namespace

std::string day_picture(const PageView& view, const DayTotals& usage,
                        const std::optional<Allowance>& allowance, std::size_t number,
                        std::string_view description) {
  return DayPicture(view, usage, allowance).draw(number, description);
}

}  // namespace porto::internal
