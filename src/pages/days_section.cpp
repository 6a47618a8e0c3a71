// Usage by day: for each meter a picture and what it shows in words.
#include <algorithm>

#include "pages/allowance.hpp"
#include "pages/day_picture.hpp"
#include "pages/markup.hpp"
#include "pages/view.hpp"

namespace porto::internal {
namespace {

std::string day_quantity(const PageView& view, const DayTotals& usage, Wide quantity) {
  const std::optional<std::int64_t> fits = narrow(quantity);
  return fits ? view.number(Decimal::from_scaled(*fits, usage.decimals)) : std::string("\u2026");
}

// With its noun: "1 meddelande".
std::string day_usage(const PageView& view, const DayTotals& usage, Wide quantity) {
  const std::optional<std::int64_t> fits = narrow(quantity);
  return fits ? view.language().usage(Decimal::from_scaled(*fits, usage.decimals), usage.meter)
              : std::string("\u2026");
}

std::string date_of(const PageView& view, std::size_t day) {
  return day_text(view.language(), Day(view.statement().month, static_cast<int>(day) + 1));
}

// What the month's own invoice was computed from, if that is not what is known now.
std::string invoiced_text(const PageView& view, const DayTotals& usage) {
  for (const Statement::InvoicedUsage& invoiced : view.statement().invoiced_usage)
    if (invoiced.invoice == view.statement().month && invoiced.total.month == invoiced.invoice &&
        invoiced.total.meter == usage.meter && invoiced.total.quantity != usage.sum())
      return " " +
             filled(view.words().invoiced, {{"number", view.number(invoiced.total.amount())}});
  return {};
}

std::string in_words(const PageView& view, const DayTotals& usage,
                     const std::optional<Allowance>& allowance) {
  const PageWords& words = view.words();
  const auto highest = std::ranges::max_element(usage.days);
  std::string text = filled(words.used, {{"month", view.language().month(view.statement().month)},
                                         {"usage", day_usage(view, usage, usage.sum())}});
  if (*highest > 0)
    text += " " +
            filled(words.highest,
                   {{"day", date_of(view, static_cast<std::size_t>(highest - usage.days.begin()))},
                    {"number", day_quantity(view, usage, *highest)}});
  if (allowance) {
    const std::string included = view.number(allowance->included);
    text += " " + (allowance->used_up
                       ? filled(words.used_up,
                                {{"number", included}, {"day", date_of(view, *allowance->used_up)}})
                       : filled(words.left, {{"number", included}}));
  }
  return text + invoiced_text(view, usage);
}

// Colours alone tell nothing: the mark and the words say it too.
void add_legend(const PageView& view, const Allowance& allowance, Markup& out) {
  if (!allowance.used_up) return;
  const PageWords& words = view.words();
  const auto swatch = [&](std::string_view kind) {
    out.tag("<svg class=\"swatch\" aria-hidden=\"true\" viewBox=\"0 0 10 10\"><rect class=\"")
        .tag(kind)
        .tag("\" width=\"10\" height=\"10\"/></svg> ");
  };
  out.tag("<p class=\"small\">");
  swatch("usage");
  out.text(words.inside).tag("\u2003");
  swatch("beyond");
  out.text(filled(words.beyond, {{"number", view.number(allowance.included)}})).tag("</p>\n");
}

// After pruning the days may be known in part, or not at all: no picture is better than a wrong
// one.
bool has_all_days(const PageView& view, const DayTotals& usage) {
  for (const MonthUsage& total : view.statement().usage)
    if (total.meter == usage.meter) return total.quantity == usage.sum();
  return true;
}

}  // namespace

std::string days_section(const PageView& view) {
  Markup out;
  out.element("h2", view.words().days);
  const std::vector<DayTotals> meters = day_totals(view.statement());
  if (meters.empty()) out.element("p", view.words().no_usage);
  for (std::size_t i = 0; i < meters.size(); ++i) {
    const DayTotals& usage = meters[i];
    if (!has_all_days(view, usage)) {
      out.tag("<p>")
          .name(filled(view.words().days_gone,
                       {{"meter", std::string(view.language().meter(usage.meter))}}))
          .tag("</p>\n");
      continue;
    }
    const std::optional<Allowance> allowance = allowance_of(view, usage);
    const std::string words = in_words(view, usage, allowance);
    out.tag("<figure>\n<div class=\"wide\">");
    out.tag(day_picture(view, usage, allowance, i + 1, words)).tag("</div>\n");
    if (allowance) add_legend(view, *allowance, out);
    out.tag("<figcaption>").name(words).tag("</figcaption>\n</figure>\n");
  }
  return out.take();
}

}  // namespace porto::internal
