// The tables of the page of a month: sums by tariff, and by company, beside the month before.
#include "pages/markup.hpp"
#include "pages/month_view.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t most_rows_of_month = 1000;

void add_month_head(const MonthView& view, std::string_view first, bool counts, Markup& out) {
  out.tag("<div class=\"wide\"><table>\n<thead><tr>").head_cell(first);
  if (counts) out.head_cell(view.words().count, "number");
  out.head_cell(view.usage_heading(), "number").head_cell(view.page_words().amount, "number");
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
    out.tag("<tfoot><tr><th scope=\"row\" class=\"text\">")
        .text(view.page_words().total)
        .tag("</th>");
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

// The sums of the rows of companies that have no room. What none of them has is not 0; quantities
// of several meters, and one that is not known, have no sum.
class RestOfRows {
 public:
  void add(const ReportRow& row) {
    ReportFigures& figures = rest_.figures;
    ++figures.companies;
    add_money(figures.amount, row.figures.amount);
    if (row.before) add_money(before_.amount, row.before->amount);
    rest_.before = before_;
    add_money(rest_.amount_difference, row.amount_difference);
    if (row.figures.quantity) {
      has_sum_ = has_sum_ && (!figures.quantity || figures.meter == row.figures.meter);
      figures.meter = row.figures.meter;
      figures.quantity = figures.quantity.value_or(0) + *row.figures.quantity;
    } else if (row.figures.events || !row.figures.meter.empty()) {
      has_sum_ = false;
    }
  }

  ReportRow row() const {
    ReportRow row = rest_;
    if (!has_sum_) row.figures.quantity.reset();
    return row;
  }

 private:
  static void add_money(std::optional<Money>& sum, const std::optional<Money>& one) {
    if (one) sum = sum ? *sum + *one : *one;
  }

  ReportRow rest_;
  ReportFigures before_;
  bool has_sum_ = true;  // of quantities
};

void add_companies(const MonthView& view, Markup& out) {
  const Report& report = view.overview().companies;
  out.element("h2", view.words().by_company);
  add_month_head(view, view.words().company, false, out);
  std::size_t shown = 0;
  RestOfRows rest;
  for (const ReportRow& row : report.rows) {
    if (row.entry != ReportEntry::row) continue;
    if (shown++ >= most_rows_of_month) {
      rest.add(row);
      continue;
    }
    add_company_cell(view, row, out);
    add_month_cells(view, row, false, out);
    out.tag("</tr>\n");
  }
  if (const std::int64_t count = rest.row().figures.companies; count != 0) {
    out.tag("<tr>").cell(count == 1 ? std::string(view.words().rest_1)
                                    : filled(view.words().rest, {{"number", view.count(count)}}));
    add_month_cells(view, rest.row(), false, out);
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
