// What the sections of the page of a month share: the overview, and how it is told in a language.
#pragma once

#include <string>
#include <string_view>

#include "pages/month_words.hpp"
#include "pages/view.hpp"
#include "pages/words.hpp"
#include "porto/month_overview.hpp"

namespace porto::internal {

class MonthView {
 public:
  explicit MonthView(const MonthOverview& overview);

  const MonthOverview& overview() const { return overview_; }
  const Language& language() const { return language_; }
  const MonthWords& words() const { return words_; }
  /// Those that all pages have.
  const PageWords& page_words() const { return page_words_; }
  std::string month() const { return language_.month(overview_.month); }
  std::string month_before() const { return language_.month(overview_.month.plus(-1)); }

  std::string count(std::int64_t number) const { return language_.number(Decimal(number)); }
  std::string money(const Money& amount) const;
  /// The same, empty if there is none.
  std::string money(const std::optional<Money>& amount) const;
  /// With a sign: "+25.00 SEK".
  std::string difference(const std::optional<Money>& amount) const;
  /// "40,000", with its meter if that is not the one of all usage; empty if it is not known.
  std::string usage(const ReportFigures& figures) const;
  /// The heading of such a column: "Usage, messages".
  std::string usage_heading() const;
  /// The name of a company, or its id.
  std::string_view name_of(const ReportRow& row) const;
  std::string_view name_of(const std::string& company) const;

  /// The sums of all companies.
  const ReportFigures& total() const;
  /// Whether there is a month before to compare with.
  bool compares() const;

 private:
  const MonthOverview& overview_;
  const Language& language_;
  const MonthWords& words_;
  const PageWords& page_words_;
};

// The sections, in the order of the page.
std::string month_figures_section(const MonthView& view);
std::string month_changes_section(const MonthView& view);
std::string month_tasks_section(const MonthView& view);
std::string month_pictures_section(const MonthView& view);
std::string month_tables_section(const MonthView& view);

}  // namespace porto::internal
