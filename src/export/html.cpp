// HTML: lists as a page with a table, for people; a statement as the page that a customer gets.
#include <string>

#include "export/table_layout.hpp"
#include "pages/markup.hpp"
#include "pages/month_page.hpp"
#include "pages/statement_page.hpp"
#include "porto/output.hpp"

namespace porto::internal {

namespace {

std::string html_head(const std::vector<Column>& columns) {
  Markup out;
  out.tag(page_head("en", "porto")).tag("<div class=\"wide\"><table>\n<thead><tr>");
  for (const Column& column : columns)
    out.head_cell(column.name, is_number(column.type) ? "number" : "");
  return out.tag("</tr></thead>\n<tbody>\n").take();
}

// Times are those of the ledger's zone, as in tables.
std::string html_row(const std::vector<Column>& columns, const std::vector<Cell>& cells,
                     const Zone* zone) {
  Markup out;
  out.tag("<tr>");
  for (std::size_t i = 0; i < columns.size(); ++i) {
    out.tag(is_number(columns[i].type) ? "<td class=\"number\">" : "<td>");
    if (cells[i])
      out.name(columns[i].type == ColumnType::time ? shown_cell(cells[i], columns[i], zone)
                                                   : *cells[i]);
    out.tag("</td>");
  }
  return out.tag("</tr>\n").take();
}

std::string html_end() { return "</tbody>\n</table></div>\n" + std::string(page_end()); }

}  // namespace

void write_html(std::span<Rows* const> lists, const OutputOptions&, const Sink& sink) {
  bool first = true;
  for (Rows* rows : lists) {
    if (first) sink(html_head(rows->columns()));
    first = false;
    while (rows->next()) sink(html_row(rows->columns(), rows->cells(), rows->zone()));
  }
  sink(first ? html_head({}) + html_end() : html_end());
}

void write_html_stream(const RowStream& stream, const OutputOptions&, const Sink& sink) {
  sink(html_head(stream.columns));
  stream.each([&](const std::vector<Cell>& cells) {
    sink(html_row(stream.columns, cells, stream.zone.get()));
  });
  sink(html_end());
}

// The same bytes by every version that words them the same: pages that are there can be kept.
void write_html_statement(const Statement& statement, const std::string&, const OutputOptions&,
                          const Sink& sink) {
  sink(statement_page(statement));
}

}  // namespace porto::internal

namespace porto {

std::string to_html(const MonthOverview& overview) { return internal::month_page(overview); }

}  // namespace porto
