// The frame of the page of a month: its head, the state of the month, the sections, and the hash.
// See month_page.hpp.
#include "pages/month_page.hpp"

#include "pages/canvas.hpp"
#include "pages/markup.hpp"
#include "pages/month_view.hpp"
#include "pages/plot_picture.hpp"
#include "pages/report_picture.hpp"

namespace porto::internal {
namespace {

// Beside the style of all pages.
constexpr std::string_view month_style = R"(@media screen { body { max-width: 58rem } }
.text { overflow-wrap: anywhere }
.figures { display: grid; gap: 0.5rem 1.5rem;
  grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); margin: 0.6rem 0 }
.figures div { border-top: 2px solid #1d4ed8; padding-top: 0.3rem }
.figures dt { font-size: 0.85rem; color: #374151 }
.figures dd { margin: 0 }
.figures .value { font-size: 1.25rem; font-weight: 600; font-variant-numeric: tabular-nums }
ul { margin: 0.3rem 0; padding-left: 1.2rem }
)";

std::string state_of(const MonthView& view) {
  const MonthOverview& overview = view.overview();
  Markup out;
  if (overview.closed) {
    const Day day = Zone(overview.ledger.zone).day_of(overview.closed->closed_at);
    out.element("p", filled(view.page_words().closed, {{"day", date_text(view.language(), day)}}));
  } else {
    out.tag("<p class=\"state\"><strong>")
        .text(overview.state == MonthState::open ? view.page_words().open
                                                 : view.page_words().before_first)
        .tag("</strong></p>\n");
  }
  return out.take();
}

std::string footer_of(const MonthView& view) {
  if (!view.overview().closed) return {};
  Markup out;
  out.tag("<footer class=\"small\">")
      .text(filled(view.page_words().hash, {{"month", view.month()}}))
      .tag("<br/><code>");
  return out.text(view.overview().closed->hash).tag("</code></footer>\n").take();
}

std::string rules_of_month() {
  std::string rules = "<style>\n";
  return rules.append(picture_rules())
      .append(plot_picture_rules())
      .append(report_picture_rules())
      .append(month_style)
      .append("</style>\n");
}

}  // namespace

std::string month_page(const MonthOverview& overview) {
  const MonthView view(overview);
  const std::string title = std::string(view.words().kind) + " " + view.month();
  Markup page;
  page.tag(page_head(view.language().code, title, rules_of_month()));
  page.tag("<header>\n").element("h1", title).tag(state_of(view)).tag("</header>\n<main>\n");
  page.tag(month_figures_section(view)).tag(month_changes_section(view));
  page.tag(month_tasks_section(view)).tag(month_pictures_section(view));
  page.tag(month_tables_section(view));
  return page.tag("</main>\n").tag(footer_of(view)).tag(page_end()).take();
}

}  // namespace porto::internal
