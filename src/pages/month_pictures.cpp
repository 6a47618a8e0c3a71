// The pictures of the page of a month: month by month by tariff, the largest companies, companies
// on the price curves.
#include "pages/markup.hpp"
#include "pages/month_view.hpp"
#include "pages/plot_picture.hpp"
#include "pages/report_picture.hpp"

namespace porto::internal {
namespace {

void add_figure_of(std::string_view svg, std::string_view caption, Markup& out) {
  out.tag("<figure>\n<div class=\"wide\">").tag(svg).tag("</div>\n");
  if (!caption.empty()) out.tag("<figcaption>").text(caption).tag("</figcaption>\n");
  out.tag("</figure>\n");
}

void add_year(const MonthView& view, Markup& out) {
  const MonthOverview& overview = view.overview();
  add_figure_of(
      report_picture(plot(overview.year, overview.year_options, overview.language), "year"), {},
      out);
}

void add_top(const MonthView& view, Markup& out) {
  Report companies = view.overview().companies;
  companies.compares = false;
  const Month month = view.overview().month;
  const ReportOptions options{.from = month, .through = month, .by = {ReportKey::company}};
  add_figure_of(report_picture(plot(companies, options, view.overview().language), "top"), {}, out);
}

void add_curves(const MonthView& view, Markup& out) {
  const std::vector<MonthOverview::Curve>& curves = view.overview().curves;
  if (curves.empty()) return;
  out.element("h3", view.words().curve);
  for (std::size_t i = 0; i < curves.size(); ++i) {
    std::string caption = filled(view.words().dots, {{"number", view.count(curves[i].companies)}});
    if (curves[i].left_out != 0)
      caption += " " + filled(view.words().left_out, {{"number", view.count(curves[i].left_out)}});
    add_figure_of(plot_picture(curves[i].plot, "curve-" + std::to_string(i + 1)), caption, out);
  }
}

bool has_amounts(const Report& report) {
  for (const ReportRow& row : report.rows)
    if (row.figures.amount) return true;
  return false;
}

}  // namespace

std::string month_pictures_section(const MonthView& view) {
  if (!has_amounts(view.overview().year)) return {};
  Markup out;
  out.element("h2", view.words().pictures);
  add_year(view, out);
  if (has_amounts(view.overview().companies)) add_top(view, out);
  add_curves(view, out);
  return out.take();
}

}  // namespace porto::internal
