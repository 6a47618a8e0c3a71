// The rows of a report while it is made: places with their sums, of now and before, and by the
// values of a pivot.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "billing/report/report_facts.hpp"

namespace porto::internal {

struct ReportLine {
  ReportPlace place{};
  ReportSums now{};
  ReportSums before{};
  std::map<std::string, ReportSums> cells{};  ///< by the value of the pivot's key
  bool is_comparable = false;                 ///< what `before` is of has invoices
  void add(const ReportLine& other);
};

/// A line for each place, in their order.
std::vector<ReportLine> lines_of(ReportGroups groups);
/// Adds sums of months that lie `back` months earlier, beside those that they are compared with.
std::vector<ReportLine> compared(ReportGroups now, const ReportGroups& before, int back);
/// One line for all that differ in `key` alone, whose values have a cell each.
std::vector<ReportLine> turned(std::vector<ReportLine> lines, ReportKey key);

/// Sorts them. What is absent is last.
void sort_lines(std::vector<ReportLine>& lines, ReportSort sort, bool descending);
/// The sum of the lines from this one on.
ReportLine sum_of(const std::vector<ReportLine>& lines, std::size_t from);

}  // namespace porto::internal
