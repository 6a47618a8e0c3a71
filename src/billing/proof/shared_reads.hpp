// What the statements of several companies read of a store, so that what they share is read once
// and the work for one does not grow with how many there are.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "billing/catalogue.hpp"
#include "store/store.hpp"
#include "store/wide.hpp"

namespace porto::internal {

/// Quantity and number of events, by day, sending domain (empty: the company's own) and meter.
using DaySums = std::map<std::tuple<Day, std::string, std::string>, std::pair<Wide, std::int64_t>>;

/// Lives in one transaction. What it gives is of the companies that it was made for, and of them
/// only; everything is read when it is first asked for.
class SharedReads {
 public:
  SharedReads(Store& store, const Zone& zone, std::vector<std::string> companies);

  Store& store() { return store_; }
  const Zone& zone() const { return zone_; }
  Catalogue& catalogue() { return catalogue_; }
  const LedgerInfo& info() const { return info_; }
  const std::vector<ClosedMonth>& closed_months() const { return closed_months_; }
  const std::vector<Meter>& meters() const { return meters_; }
  const std::vector<TariffDocument>& tariffs() const { return tariffs_; }

  const ClosedState& closed_state(Month closed);
  /// The totals of a company's month that a close was computed from, by meter.
  const std::vector<MonthUsage>& totals(Month closed, Month usage_month,
                                        const std::string& company);
  /// Those of the company and those that name none, by number.
  std::vector<Change> changes(const std::string& company);
  /// By domain, from.
  const std::vector<SendingDomain>& claims(const std::string& company);
  /// The sums of a company's days, of the events that count.
  const DaySums& days(Month month, const std::string& company);
  /// The same of the company's domains alone, from the sums that outlive pruned events.
  const DaySums& days_of_domains(Month month, const std::string& company);
  /// The voided events of a company's month, by seq.
  const std::vector<StoredEvent>& voided(Month month, const std::string& company);
  /// Numbers of voids by seq of their events, and of undos by import.
  const std::map<std::int64_t, std::int64_t>& voids();
  const std::map<std::int64_t, std::int64_t>& undos();

 private:
  template <class Value>
  using ByCompany = std::map<std::string, Value>;

  /// The company, if there is only one: then no more than its own is read.
  std::optional<std::string> only() const;
  /// Those of the month, of one company or of all.
  EventFilter filter(Month month) const;
  void read_claims();
  void read_days_of_domains(Month month, ByCompany<DaySums>& by_company);
  void read_voids();

  Store& store_;
  const Zone& zone_;
  Catalogue catalogue_;
  std::set<std::string> companies_;
  LedgerInfo info_;
  std::vector<ClosedMonth> closed_months_;
  std::vector<Meter> meters_;
  std::vector<TariffDocument> tariffs_;
  std::map<Month, ClosedState> states_;
  std::map<Month, std::map<std::pair<Month, std::string>, std::vector<MonthUsage>>> totals_;
  std::optional<ByCompany<std::vector<Change>>> changes_;  // those that name none too
  std::optional<ByCompany<std::vector<SendingDomain>>> claims_;
  std::map<Month, ByCompany<DaySums>> days_;
  std::map<Month, ByCompany<DaySums>> days_of_domains_;
  std::map<Month, ByCompany<std::vector<StoredEvent>>> voided_;
  bool voids_are_read_ = false;
  std::map<std::int64_t, std::int64_t> voids_;
  std::map<std::int64_t, std::int64_t> undos_;
};

}  // namespace porto::internal
