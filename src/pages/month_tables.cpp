// The tables of the page of a month: sums by tariff, and by company, beside the month before.
#include "pages/markup.hpp"
#include "pages/month_view.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t most_rows_of_month = 1000;

void add_month_head(const MonthView& view, std::string_view first, bool counts, Markup& out) {
  out.tag("<div class=\"wide\"><table>\n<thead><tr>").head_cell(first);
  if (counts) out.head_cell(view.words().count, "number");
  out.head_cell(view.usage_heading(), "number").head_cell(view.words().amount, "number");
  if (view.compares())
    out.head_cell(view.month_before(), "number").head_cell(view.words().difference, "number");
  out.tag("</tr></thead>\n<tbody>\n");
}

void add_month_cells(const MonthView& view, const ReportRow& row, bool counts, Markup& out) {
  if (counts) out.cell(view.count(row.figures.companies), "number");
  out.cell(view.usage(row.figures), "number").cell(view.money(row.figures.amount), "number");
  if (view.compares())
    out.cell(row.before ? view.money(row.before->amount) : std::string(), "number")
        .cell(view.difference(row.amount_difference), "number");
}

void add_month_foot(const MonthView& view, const Report& report, bool counts, Markup& out) {
  out.tag("</tbody>\n");
  for (const ReportRow& row : report.rows) {
    if (row.entry != ReportEntry::total) continue;
    out.tag("<tfoot><tr><th scope=\"row\" class=\"text\">").text(view.words().total).tag("</th>");
    add_month_cells(view, row, counts, out);
    out.tag("</tr></tfoot>\n");
  }
  out.tag("</table></div>\n");
}

void add_tariffs(const MonthView& view, Markup& out) {
  const Report& report = view.overview().tariffs;
  out.element("h2", view.words().by_tariff);
  add_month_head(view, view.words().tariff, true, out);
  for (const ReportRow& row : report.rows) {
    if (row.entry != ReportEntry::row) continue;
    out.tag("<tr><td class=\"text\">");
    if (row.keys.front())
      out.name(*row.keys.front());
    else
      out.text(view.words().no_tariff);
    out.tag("</td>");
    add_month_cells(view, row, true, out);
    out.tag("</tr>\n");
  }
  add_month_foot(view, report, true, out);
}

// An id that is not the name stands below it.
void add_company_cell(const MonthView& view, const ReportRow& row, Markup& out) {
  out.tag("<tr><td class=\"text\">").name(view.name_of(row));
  if (!row.name.empty() && row.keys.front())
    out.tag("<br/><small>").name(*row.keys.front()).tag("</small>");
  out.tag("</td>");
}

void add_companies(const MonthView& view, Markup& out) {
  const Report& report = view.overview().companies;
  out.element("h2", view.words().by_company);
  add_month_head(view, view.words().company, false, out);
  std::size_t shown = 0;
  std::int64_t left_out = 0;
  Money rest(0, report.currency);
  for (const ReportRow& row : report.rows) {
    if (row.entry != ReportEntry::row) continue;
    if (shown++ < most_rows_of_month) {
      add_company_cell(view, row, out);
      add_month_cells(view, row, false, out);
      out.tag("</tr>\n");
    } else {
      ++left_out;
      if (row.figures.amount) rest = rest + *row.figures.amount;
    }
  }
  if (left_out != 0) {
    out.tag("<tr>").cell(filled(view.words().rest, {{"number", view.count(left_out)}}));
    out.tag("<td></td>").cell(view.money(rest), "number");
    if (view.compares()) out.tag("<td></td><td></td>");
    out.tag("</tr>\n");
  }
  add_month_foot(view, report, false, out);
}

}  // namespace

std::string month_tables_section(const MonthView& view) {
  Markup out;
  if (view.overview().companies.rows.size() <= 1)  // the total alone
    return out.element("h2", view.words().by_company).element("p", view.words().none).take();
  add_tariffs(view, out);
  add_companies(view, out);
  return out.take();
}

}  // namespace porto::internal
