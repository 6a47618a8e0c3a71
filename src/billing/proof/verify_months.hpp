// Verifying closed months: the chain over what they were closed with, totals that have changed
// since, and whether their lines are still what usage and tariffs give.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "billing/bill.hpp"
#include "billing/proof/findings.hpp"
#include "store/store.hpp"

namespace porto::internal {

class VerifyMonths {
 public:
  VerifyMonths(Store& store, const Zone& zone, Findings& findings);

  /// In this order: the later ones rest on what the earlier ones have read.
  void chain();
  void changes();
  void lines();

 private:
  // Of a company's month, by meter.
  using Totals = std::map<std::string, MonthUsage>;
  using TotalsInWords = std::map<std::string, std::string>;

  std::string events_digest(Month closed) const;
  void check_hash(const ClosedMonth& closed, const std::string& previous,
                  const std::vector<InvoiceLine>& lines, const std::vector<MonthUsage>& usage);
  void read_digests();
  void check_chains(const ClosedMonth& closed);
  void remember(Month closed, const std::vector<InvoiceLine>& lines,
                const std::vector<MonthUsage>& usage);
  void check_pruned(const CompanyMonth& of, const Totals& closed, const Totals& now);
  void check_totals(const CompanyMonth& of, const TotalsInWords& closed, const Totals& now);
  void check_subscriptions();
  void check_lines(const ClosedMonth& closed);
  std::vector<InvoiceLine> due(const ClosedMonth& closed);
  void note_unknown(const CompanyMonth& of, const std::string& failure);
  void check_earlier(const CompanyMonth& of);
  void check_company(const CompanyMonth& of, std::span<const InvoiceLine> frozen,
                     std::span<const InvoiceLine> due);
  void check_balances(const CompanyMonth& of);

  bool before_first(Month month) const {
    return !closed_months_.empty() && month < closed_months_.front().month;
  }

  Store& store_;
  Findings& findings_;
  std::vector<ClosedMonth> closed_months_;
  std::vector<TariffDocument> tariffs_;
  std::map<Month, ClosedState> states_;
  std::map<std::int64_t, std::string> digests_;  // of the batches that months were closed with
  // Of the last records of the other chains; empty where there is no such record.
  std::map<std::pair<std::string, std::int64_t>, std::string> heads_;
  std::set<CompanyMonth> marked_;               // as changed since they were closed
  std::set<CompanyMonth> adjusted_;             // that a later close has settled
  std::set<CompanyMonth> unknown_;              // whose lines cannot be computed
  std::map<CompanyMonth, Totals> closed_with_;  // the latest totals that a month was closed with
  std::map<CompanyMonth, Month> recorded_by_;   // the close that recorded them
  std::uint64_t lines_ = 0;
  Biller biller_;
};

}  // namespace porto::internal
