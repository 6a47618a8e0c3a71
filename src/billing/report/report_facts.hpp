// What a report is made of: the lines and the usage of months, each at its place among the keys.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "billing/bill.hpp"
#include "billing/report/report_sums.hpp"
#include "billing/report/usage_of_charges.hpp"
#include "billing/unrated.hpp"
#include "porto/report.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// The keys of a row by ReportKey, months as "2024-02"; empty: the report is not by it, or there is
/// none.
using ReportPlace = std::array<std::string, 6>;
inline std::string& key_of(ReportPlace& place, ReportKey key) {
  return place[static_cast<std::size_t>(key)];
}
inline const std::string& key_of(const ReportPlace& place, ReportKey key) {
  return place[static_cast<std::size_t>(key)];
}

/// Sums by place.
using ReportGroups = std::map<ReportPlace, ReportSums>;

/// Reads the facts of one store, in one transaction. What cannot be rated goes to `failed`, once
/// for each month of a company.
class ReportFacts {
 public:
  ReportFacts(Store& store, const Zone& zone, const ReportOptions& options,
              const OnUnrated& failed);

  /// The sums of the months, both included. Errors overflow; those of the store.
  ReportGroups of(Month from, Month through);

  /// The first month that the ledger has; none if it has nothing.
  std::optional<Month> first_month();
  bool is_by(ReportKey key) const;
  /// What was met on the way.
  const std::set<Month>& open_months() const noexcept { return open_months_; }
  const std::set<Month>& months_before_first() const noexcept { return months_before_first_; }
  const std::set<Month>& unknown_months() const noexcept { return unknown_months_; }
  bool has_unsettled() const noexcept { return has_unsettled_; }

 private:
  void add_lines(ReportGroups& groups, Month month);
  void add_lines_of_usage(ReportGroups& groups, Month month);
  void add_unsettled(ReportGroups& groups, Month from, Month through);
  void add_line(ReportGroups& groups, const InvoiceLine& line, Month month, bool closed);
  void add_usage(ReportGroups& groups, Month month);
  void add_usage_of_charges(ReportGroups& groups, Month month);
  void add_usage_of_domains(ReportGroups& groups, Month month);
  Rated preview(Month month);
  bool is_frozen(Month month);
  ReportPlace place_of(Month month, const std::string& company) const;
  std::string meter_of_line(const InvoiceLine& line);
  std::uint32_t number_of(const std::string& company);

  Store& store_;
  const ReportOptions& options_;
  const OnUnrated& failed_;
  Biller biller_;
  UsageOfCharges usage_of_charges_;
  std::map<std::string, std::uint32_t> companies_;
  std::set<CompanyMonth> told_;  // that could not be rated
  std::set<Month> open_months_;
  std::set<Month> months_before_first_;
  std::set<Month> unknown_months_;
  bool has_unsettled_ = false;
};

}  // namespace porto::internal
