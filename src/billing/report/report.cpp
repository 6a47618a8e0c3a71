// See report.hpp.
#include "billing/report/report.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "billing/report/report_facts.hpp"
#include "billing/report/report_options.hpp"
#include "billing/report/report_table.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

class ReportMaker {
 public:
  ReportMaker(Store& store, const Zone& zone, const ReportOptions& options, const OnUnrated& failed)
      : options_(options),
        facts_(store, zone, options, failed),
        report_{.currency = Currency(store.info().currency),
                .keys = options.by,
                .pivot = options.pivot,
                .measure = options.measure,
                .compares = options.compare != ReportCompare::nothing} {
    std::ranges::sort(report_.keys);
    if (options.pivot) std::erase(report_.keys, *options.pivot);
    if (std::ranges::find(report_.keys, ReportKey::company) != report_.keys.end())
      for (Company& company : store.companies()) names_[company.id] = std::move(company.name);
  }

  Report make() {
    std::vector<ReportLine> lines = read();
    if (options_.pivot) {
      lines = turned(std::move(lines), *options_.pivot);
      find_columns(lines);
    }
    const ReportLine total = sum_of(lines, 0);
    lines_ = lines.size();
    for (ReportLine& line : lines) line.is_comparable = is_comparable(line);
    sort_lines(lines, options_.sort, options_.descending);
    std::optional<ReportLine> other;
    if (options_.limit != 0 && lines.size() > options_.limit) {
      other = sum_of(lines, options_.limit);
      report_.rest = lines.size() - options_.limit;
      lines.resize(options_.limit);
    }
    for (const ReportLine& line : lines) add_row(ReportEntry::row, line);
    if (other) add_row(ReportEntry::other, *other);
    add_row(ReportEntry::total, total);
    add_notices(total);
    return std::move(report_);
  }

 private:
  std::vector<ReportLine> read() {
    ReportGroups now = facts_.of(options_.from, options_.through);
    if (!report_.compares) return lines_of(std::move(now));
    const int back = months_back(options_);
    before_from_ = month_before(options_.from, back);
    ReportGroups before;
    if (before_from_) before = facts_.of(*before_from_, options_.through.plus(-back));
    return compared(std::move(now), before, back);
  }

  // None: it is before the years that there are.
  static std::optional<Month> month_before(Month month, int back) {
    if (month.months_since(Month(1, 1)) < back) return {};
    return month.plus(-back);
  }

  // A pivot by month has all months, those without anything too.
  void find_columns(const std::vector<ReportLine>& lines) {
    std::set<std::string> values;
    if (options_.pivot == ReportKey::month)
      for (int i = 0; i <= options_.through.months_since(options_.from); ++i)
        values.insert(options_.from.plus(i).to_string());
    for (const ReportLine& line : lines)
      for (const auto& [value, sums] : line.cells) values.insert(value);
    if (values.size() > ReportOptions::most_columns)
      throw Error(ErrorCode::invalid_argument,
                  "a pivot by " + std::string(to_string(*options_.pivot)) + " would have " +
                      std::to_string(values.size()) + " columns; there is room for " +
                      std::to_string(ReportOptions::most_columns) +
                      ": pivot another key, or report less",
                  "pivot");
    values_.assign(values.begin(), values.end());
    for (const std::string& value : values_)
      report_.columns.push_back(value.empty() ? std::nullopt : std::optional(value));
  }

  void add_row(ReportEntry entry, const ReportLine& line) {
    ReportRow row{.entry = entry, .figures = line.now.figures()};
    for (const ReportKey key : report_.keys) {
      const std::string& value = key_of(line.place, key);
      row.keys.push_back(value.empty() ? std::nullopt : std::optional(value));
    }
    const auto name = names_.find(key_of(line.place, ReportKey::company));
    if (name != names_.end()) row.name = name->second;
    for (const auto& [value, sums] : line.cells) {
      const auto column = std::ranges::lower_bound(values_, value) - values_.begin();
      row.cells.push_back({static_cast<std::size_t>(column), sums.figures()});
    }
    if (report_.compares) compare(row, line);
    report_.rows.push_back(std::move(row));
  }

  void compare(ReportRow& row, const ReportLine& line) {
    row.before = line.before.figures();
    if (!is_comparable(line)) return;
    row.amount_difference = amount_difference(line.now, line.before);
    row.quantity_difference = quantity_difference(line.now, line.before);
  }

  // Whether all months of a line, and those before them, have invoices.
  bool is_comparable(const ReportLine& line) {
    if (!report_.compares) return false;
    const std::string& month = key_of(line.place, ReportKey::month);
    const Month first = month.empty() ? options_.from : Month::parse(month);
    return is_in_ledger(first) && is_in_ledger(month_before(first, months_back(options_)));
  }

  bool is_in_ledger(const std::optional<Month>& month) {
    const std::optional<Month> first = facts_.first_month();
    return month && first && *month >= *first;
  }

  void note(const std::string& text) { report_.notices.push_back(text); }

  static std::string text_of(const std::set<Month>& months) {
    const std::string first = months.begin()->to_string();
    return months.size() == 1 ? first : first + " to " + months.rbegin()->to_string();
  }

  void add_notices(const ReportLine& total) {
    if (!facts_.open_months().empty())
      note(text_of(facts_.open_months()) + ": not closed, the amounts are a preview");
    if (!facts_.months_before_first().empty())
      note(text_of(facts_.months_before_first()) +
           ": before the first closed month, without an invoice");
    if (facts_.has_unsettled())
      note("what the next close settles of closed months is in the months that it is of");
    if (facts_.is_by(ReportKey::domain))
      note("a sending domain has no price: there are no amounts");
    if (!facts_.unknown_months().empty())
      note(text_of(facts_.unknown_months()) +
           ": events are pruned, and with them which part of some usage a tariff prices; such "
           "quantities are absent");
    if (total.now.has_meters() && !facts_.is_by(ReportKey::meter))
      note("the usage is of several meters, whose quantities are not added up; see them by meter");
    if (total.now.shares() && lines_ > 1)
      note(
          "some usage is in several rows, as several tariffs or charges price it; sums of these "
          "rows have no quantity");
    add_notice_of_comparison();
  }

  void add_notice_of_comparison() {
    if (!report_.compares || is_in_ledger(before_from_)) return;
    const std::optional<Month> first = facts_.first_month();
    note("the months to compare with begin before the first month with an invoice" +
         (first ? ", " + first->to_string() : std::string()));
  }

  const ReportOptions& options_;
  ReportFacts facts_;
  Report report_;
  std::map<std::string, std::string> names_;  // of companies, if rows are by them
  std::size_t lines_ = 0;                     // how many there are, shown or not
  std::vector<std::string> values_;           // of the pivot, in order; empty: none
  std::optional<Month> before_from_;
};

}  // namespace

Report make_report(Store& store, const Zone& zone, const ReportOptions& options,
                   const OnUnrated& failed) {
  check_report(store, options);
  return ReportMaker(store, zone, options, failed).make();
}

}  // namespace porto::internal
