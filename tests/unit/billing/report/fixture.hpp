// Reports of a ledger in memory, as text.
#pragma once

#include <string>
#include <vector>

#include "billing/report/report.hpp"
#include "unit/billing/by_days.hpp"

namespace porto::testing {

inline std::string text_of_figures(const ReportFigures& figures) {
  std::string text = figures.amount ? figures.amount->to_string() : "-";
  text += " " + (figures.quantity ? figures.quantity->to_string() : "-");
  if (!figures.meter.empty() && figures.meter != "messages") text += " " + figures.meter;
  return text;
}

/// "2026-01/bolag-1: 524.00 12000" for a row, "total: ..." for the others; of a comparison also
/// " < 500.00 - +24.00 +12000", of a pivot " [2026-01: 500.00 -]".
inline std::string text_of(const Report& report, const ReportRow& row) {
  std::string text;
  if (row.entry == ReportEntry::row)
    for (const auto& key : row.keys) text += (text.empty() ? "" : "/") + key.value_or("none");
  else
    text = to_string(row.entry);
  text += ": " + text_of_figures(row.figures);
  for (const ReportCell& cell : row.cells)
    text += " [" + report.columns[cell.column].value_or("none") + ": " +
            text_of_figures(cell.figures) + "]";
  if (!row.before) return text;
  return text + " < " + text_of_figures(*row.before) + " " +
         (row.amount_difference ? row.amount_difference->to_string() : "?") + " " +
         (row.quantity_difference ? row.quantity_difference->to_string() : "?");
}

inline std::vector<std::string> texts_of(const Report& report) {
  std::vector<std::string> texts;
  for (const ReportRow& row : report.rows) texts.push_back(text_of(report, row));
  return texts;
}

using Texts = std::vector<std::string>;

/// Reports of `books`; companies that cannot be rated are left in `unrated`.
template <class Books>
struct Reporting : Books {
  std::vector<Unrated> unrated;

  Report report(const ReportOptions& options) {
    unrated.clear();
    auto transaction = this->store->begin(Store::Access::read);
    return make_report(*this->store, this->zone, options,
                       [&](Unrated one) { unrated.push_back(std::move(one)); });
  }
  Texts texts(const ReportOptions& options) { return texts_of(report(options)); }
  std::string error(const ReportOptions& options, const std::string& says) {
    return error_of([&] { report(options); }, says);
  }
};

inline ReportOptions months(const char* from, const char* through,
                            std::vector<ReportKey> by = {ReportKey::month}) {
  return {.from = Month::parse(from), .through = Month::parse(through), .by = std::move(by)};
}

}  // namespace porto::testing
