// Sections of the page of a month that say in words what is in it: the figures, what changed
// against the month before, what waits.
#include <algorithm>
#include <vector>

#include "pages/markup.hpp"
#include "pages/month_view.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t most_names = 12;
constexpr std::size_t most_differences = 8;

void add_figure(std::string_view what, std::string_view value, std::string_view more, Markup& out) {
  out.tag("<div><dt>").text(what).tag("</dt><dd class=\"value\">").text(value).tag("</dd>");
  if (!more.empty()) out.tag("<dd class=\"small\">").text(more).tag("</dd>");
  out.tag("</div>\n");
}

using RowsOfReport = std::vector<const ReportRow*>;

template <class IsWanted>
RowsOfReport rows_of(const MonthView& view, IsWanted&& wanted) {
  RowsOfReport rows;
  for (const ReportRow& row : view.overview().companies.rows)
    if (row.entry == ReportEntry::row && wanted(row)) rows.push_back(&row);
  return rows;
}

void add_company(const MonthView& view, const ReportRow& row, Markup& out) {
  out.name(view.name_of(row));
}

void add_names(const MonthView& view, std::string_view heading, const RowsOfReport& rows,
               Markup& out) {
  if (rows.empty()) return;
  const auto count = static_cast<std::int64_t>(rows.size());
  out.element("h3", filled(heading, {{"number", view.count(count)}})).tag("<p>");
  for (std::size_t i = 0; i < rows.size() && i < most_names; ++i) {
    if (i > 0) out.text(", ");
    add_company(view, *rows[i], out);
  }
  if (rows.size() > most_names)
    out.text(" " + filled(view.words().more,
                          {{"number", view.count(count - static_cast<std::int64_t>(most_names))}}));
  out.tag("</p>\n");
}

Decimal size_of(const ReportRow* row) {
  const Decimal amount = row->amount_difference->amount();
  return amount.is_negative() ? -amount : amount;
}

void add_differences(const MonthView& view, RowsOfReport rows, Markup& out) {
  if (rows.empty()) return;
  std::ranges::stable_sort(rows, [](auto* a, auto* b) { return size_of(a) > size_of(b); });
  if (rows.size() > most_differences) rows.resize(most_differences);
  out.element("h3", view.words().largest);
  out.tag("<div class=\"wide\"><table>\n<thead><tr>")
      .head_cell(view.words().company)
      .head_cell(view.month_before(), "number")
      .head_cell(view.month(), "number")
      .head_cell(view.words().difference, "number")
      .tag("</tr></thead>\n<tbody>\n");
  for (const ReportRow* row : rows) {
    out.tag("<tr><td class=\"text\">");
    add_company(view, *row, out);
    out.tag("</td>")
        .cell(view.money(row->before->amount), "number")
        .cell(view.money(row->figures.amount), "number")
        .cell(view.difference(row->amount_difference), "number")
        .tag("</tr>\n");
  }
  out.tag("</tbody>\n</table></div>\n");
}

// What the next close settles of a company's month; not set: it cannot be rated.
std::optional<Money> left_to_settle(const MonthView& view, const Task& task) {
  for (const MonthOverview::ToSettle& change : view.overview().to_settle)
    if (change.month == task.month && change.company == task.company) return change.amount;
  return {};
}

std::string task_text(const MonthView& view, const Task& task) {
  std::string_view words = view.words().task[static_cast<std::size_t>(task.what)];
  std::optional<Money> amount;
  if (task.what == TaskKind::to_settle) {
    amount = left_to_settle(view, task);
    if (!amount) words = view.words().not_settled;
  }
  return filled(words, {{"company", std::string(view.name_of(task.company))},
                        {"domain", task.domain},
                        {"meter", std::string(view.language().meter(task.meter))},
                        {"usage", task.quantity ? view.language().usage(*task.quantity, task.meter)
                                                : std::string(view.language().meter(task.meter))},
                        {"month", view.language().month(task.month)},
                        {"tariff", task.tariff},
                        {"amount", view.difference(amount)}});
}

// On the page of an open month this is among the adjustments.
bool has_changed(const MonthView& view) {
  return view.overview().state != MonthState::open && !view.overview().to_settle.empty();
}

void add_left_to_settle(const MonthView& view, Markup& out) {
  if (!has_changed(view)) return;
  Money sum(0, Currency(view.overview().ledger.currency));
  std::int64_t unrated = 0;
  for (const MonthOverview::ToSettle& change : view.overview().to_settle)
    if (change.amount)
      sum = sum + *change.amount;
    else
      ++unrated;
  const auto companies = static_cast<std::int64_t>(view.overview().to_settle.size());
  const MonthWords& words = view.words();
  add_figure(words.to_settle, view.difference(sum),
             filled(unrated == 0 ? words.of_changes : words.of_some_changes,
                    {{"companies", view.count(companies)}, {"number", view.count(unrated)}}),
             out);
}

void add_usage(const MonthView& view, const ReportFigures& total, Markup& out) {
  const std::string usage = view.usage(total);
  if (usage.empty()) return;
  std::string meter(view.language().meter(total.meter));
  if (has_changed(view)) meter = filled(view.words().now, {{"meter", meter}});
  add_figure(view.words().usage, usage, meter, out);
}

}  // namespace

std::string month_figures_section(const MonthView& view) {
  const MonthWords& words = view.words();
  Markup out;
  out.tag("<section aria-label=\"").text(words.figures).tag("\">\n<dl class=\"figures\">\n");
  const ReportFigures& total = view.total();
  std::string against;
  for (const ReportRow& row : view.overview().companies.rows)
    if (row.entry == ReportEntry::total && row.amount_difference)
      against = filled(
          words.against_before,
          {{"difference", view.difference(row.amount_difference)}, {"month", view.month_before()}});
  const Currency currency(view.overview().ledger.currency);
  add_figure(view.page_words().total, view.money(total.amount.value_or(Money(0, currency))),
             against, out);
  const auto invoiced =
      rows_of(view, [](const ReportRow& row) { return row.figures.amount.has_value(); }).size();
  add_figure(words.companies, view.count(static_cast<std::int64_t>(invoiced)), {}, out);
  add_usage(view, total, out);
  for (const MonthOverview::Extra& extra : view.overview().extras)
    add_figure(
        extra.kind == LineKind::item ? words.items : words.adjustments, view.money(extra.amount),
        filled(words.of_lines,
               {{"number", view.count(extra.lines)}, {"companies", view.count(extra.companies)}}),
        out);
  add_left_to_settle(view, out);
  return out.tag("</dl>\n</section>\n").take();
}

std::string month_changes_section(const MonthView& view) {
  const MonthWords& words = view.words();
  Markup out;
  out.element("h2", words.changes);
  if (!view.compares()) return out.element("p", words.no_month_before).take();
  const auto is_now = [](const ReportRow& row) { return row.figures.amount.has_value(); };
  const auto was_before = [](const ReportRow& row) { return row.before && row.before->amount; };
  const RowsOfReport joined =
      rows_of(view, [&](const ReportRow& row) { return is_now(row) && !was_before(row); });
  const RowsOfReport gone =
      rows_of(view, [&](const ReportRow& row) { return !is_now(row) && was_before(row); });
  const RowsOfReport changed = rows_of(view, [&](const ReportRow& row) {
    return is_now(row) && was_before(row) && row.amount_difference &&
           row.amount_difference->minor() != 0;
  });
  if (joined.empty() && gone.empty() && changed.empty())
    return out.element("p", words.no_changes).take();
  add_names(view, words.joined, joined, out);
  add_names(view, words.gone, gone, out);
  add_differences(view, changed, out);
  return out.take();
}

std::string month_tasks_section(const MonthView& view) {
  const MonthWords& words = view.words();
  Markup out;
  out.element("h2", words.tasks);
  const std::vector<Task>& tasks = view.overview().tasks;
  if (tasks.empty()) return out.element("p", words.no_tasks).take();
  out.tag("<ul>\n");
  for (std::size_t i = 0; i < tasks.size();) {
    std::size_t end = i;
    while (end < tasks.size() && tasks[end].what == tasks[i].what) ++end;
    for (std::size_t at = i; at < end && at < i + most_names; ++at) {
      out.tag("<li>").name(task_text(view, tasks[at]));
      if (!tasks[at].reason.empty())
        out.tag("<br/><small lang=\"en\">").name(tasks[at].reason).tag("</small>");
      out.tag("</li>\n");
    }
    if (end - i > most_names)
      out.element(
          "li", filled(words.more,
                       {{"number", view.count(static_cast<std::int64_t>(end - i - most_names))}}));
    i = end;
  }
  return out.tag("</ul>\n").take();
}

}  // namespace porto::internal
