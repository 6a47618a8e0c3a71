// See month_view.hpp.
#include "pages/month_view.hpp"

#include <algorithm>

namespace porto::internal {
namespace {

const ReportRow* total_row(const Report& report) {
  const auto total = std::ranges::find(report.rows, ReportEntry::total, &ReportRow::entry);
  return total == report.rows.end() ? nullptr : &*total;
}

}  // namespace

MonthView::MonthView(const MonthOverview& overview)
    : overview_(overview),
      language_(language_of(overview.language)),
      words_(month_words(language_)),
      page_words_(internal::page_words(language_)) {}

std::string MonthView::money(const Money& amount) const {
  const Currency currency = amount.currency();
  return language_.money(amount.amount(), currency.decimals(), currency);
}

std::string MonthView::money(const std::optional<Money>& amount) const {
  return amount ? money(*amount) : std::string();
}

std::string MonthView::difference(const std::optional<Money>& amount) const {
  if (!amount) return {};
  return (amount->minor() > 0 ? "+" : "") + money(*amount);
}

std::string MonthView::usage(const ReportFigures& figures) const {
  if (!figures.quantity) return {};
  return figures.meter == total().meter ? language_.number(*figures.quantity)
                                        : language_.usage(*figures.quantity, figures.meter);
}

std::string MonthView::usage_heading() const {
  std::string text(words_.quantity);
  if (!total().meter.empty()) text.append(", ").append(language_.meter(total().meter));
  return text;
}

std::string_view MonthView::name_of(const ReportRow& row) const {
  if (!row.name.empty()) return row.name;
  return row.keys.empty() || !row.keys.front() ? std::string_view() : *row.keys.front();
}

std::string_view MonthView::name_of(const std::string& company) const {
  for (const ReportRow& row : overview_.companies.rows)
    if (!row.keys.empty() && row.keys.front() == company) return name_of(row);
  return company;
}

const ReportFigures& MonthView::total() const {
  static const ReportFigures none;
  const ReportRow* row = total_row(overview_.companies);
  return row ? row->figures : none;
}

bool MonthView::compares() const {
  const ReportRow* row = total_row(overview_.companies);
  return row && row->amount_difference.has_value();
}

}  // namespace porto::internal
