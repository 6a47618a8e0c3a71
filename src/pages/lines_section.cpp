// The lines of the month's invoice with their total, and those of later invoices that adjust the
// month. An adjustment says which usage it is about, before and after, and why.
#include <algorithm>
#include <vector>

#include "pages/markup.hpp"
#include "pages/view.hpp"

namespace porto::internal {
namespace {

// Limits, adjustments, roundings and items count nothing: their quantity is 1, or -1 for what is
// taken off.
bool is_an_amount(const InvoiceLine& line) {
  switch (line.kind) {
    case LineKind::minimum:
    case LineKind::maximum:
    case LineKind::adjustment:
    case LineKind::rounding:
    case LineKind::item:
      return true;
    default:
      return false;
  }
}

std::string quantity_of(const PageView& view, const InvoiceLine& line) {
  if (is_an_amount(line)) return {};
  return quantity_text(view.language(), line.quantity, line.unit);
}

std::string price_of(const PageView& view, const InvoiceLine& line) {
  if (is_an_amount(line) || !line.unit_price) return {};
  const std::string price = view.money(*line.unit_price);
  if (line.base_quantity == Decimal(1)) return price;
  return filled(view.words().price_per,
                {{"price", price}, {"number", view.number(line.base_quantity)}});
}

void add_usage_changes(const PageView& view, const InvoiceLine& line, Markup& out) {
  for (const Statement::AdjustedUsage& adjusted : view.statement().adjusted_usage) {
    if (adjusted.invoice != line.month || adjusted.usage_month != line.usage_month) continue;
    for (const Statement::AdjustedUsage::Meter& meter : adjusted.meters)
      out.tag("<br/><small>")
          .text(filled(view.words().usage_changed,
                       {{"month", view.language().month(line.usage_month)},
                        {"before", view.number(Decimal::from_scaled(meter.before, meter.decimals))},
                        {"after", view.number(Decimal::from_scaled(meter.after, meter.decimals))},
                        {"meter", std::string(view.language().meter(meter.meter))}}))
          .tag("</small>");
    for (const std::string& reason : adjusted.reasons)
      out.tag("<br/><small>")
          .name(filled(view.words().reason, {{"reason", reason}}))
          .tag("</small>");
  }
}

// What changed is told once, at the first of the lines that adjust a month.
void add_row(const PageView& view, const InvoiceLine& line, bool with_changes,
             std::string_view first, Markup& out) {
  out.tag("<tr>").cell(first, "number").tag("<td class=\"text\">").name(line.text);
  if (with_changes) add_usage_changes(view, line, out);
  out.tag("</td>")
      .cell(quantity_of(view, line), "quantity number")
      .cell(price_of(view, line), "number")
      .cell(view.money(line.net_amount), "number")
      .tag("</tr>\n");
}

void add_head(const PageWords& words, std::string_view first, Markup& out) {
  out.tag("<div class=\"wide\"><table class=\"lines\">\n<thead><tr>")
      .head_cell(first, "number")
      .head_cell(words.text, "text")
      .head_cell(words.quantity, "quantity number")
      .head_cell(words.price, "number")
      .head_cell(words.amount, "number")
      .tag("</tr></thead>\n<tbody>\n");
}

bool begins_adjustment(const InvoiceLine& line, const InvoiceLine* before) {
  if (line.usage_month == line.month) return false;
  return !before || before->usage_month != line.usage_month || before->month != line.month;
}

}  // namespace

std::string lines_section(const PageView& view) {
  const PageWords& words = view.words();
  Markup out;
  out.element("h2", words.lines);
  const InvoiceLine* before = nullptr;
  for (const InvoiceLine& line : view.statement().lines) {
    if (line.month != view.statement().month) continue;
    if (!before) add_head(words, words.line_number, out);
    add_row(view, line, begins_adjustment(line, before), std::to_string(line.line), out);
    before = &line;
  }
  if (!before) return out.element("p", words.no_lines).take();
  out.tag("</tbody>\n<tfoot><tr><th scope=\"row\" colspan=\"4\">").text(words.total);
  out.tag("</th>").cell(view.money(view.statement().total), "number");
  return out.tag("</tr></tfoot>\n</table></div>\n").take();
}

std::string later_section(const PageView& view) {
  const PageWords& words = view.words();
  Markup out;
  const InvoiceLine* before = nullptr;
  for (const InvoiceLine& line : view.statement().lines) {
    if (line.month == view.statement().month) continue;
    if (!before) {
      out.element("h2", words.later);
      add_head(words, words.invoice, out);
    }
    add_row(view, line, begins_adjustment(line, before), view.language().month(line.month), out);
    before = &line;
  }
  if (before) out.tag("</tbody>\n</table></div>\n");
  return out.take();
}

}  // namespace porto::internal
