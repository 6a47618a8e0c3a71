// What a company's month was billed by when an invoice was made, or is billed by now: its
// subscriptions, tariffs and usage. Changes, events, voids and undos are kept with their numbers,
// and a closed month with the numbers that were the last of them then: what came later is left out.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "billing/catalogue.hpp"
#include "billing/company_usage.hpp"
#include "billing/coverage.hpp"
#include "billing/proof/shared_reads.hpp"
#include "billing/proof/terms.hpp"
#include "porto/calendar.hpp"
#include "porto/tariff.hpp"
#include "store/store.hpp"

namespace porto::internal {

class Past {
 public:
  /// When `invoice`, a closed month, was closed; not set: now. `reads` are of the company too.
  Past(SharedReads& reads, const std::string& company, std::optional<ClosedMonth> invoice);

  /// The days of a month on which the company was on a tariff, by tariff.
  std::vector<Coverage> coverages(Month month) const;
  /// The version of a coverage's tariff. Error not_found.
  const Tariff& tariff(const Coverage& coverage);
  /// The company's totals of a month, by meter: those that a close was computed from.
  std::vector<MonthUsage> totals(Month month);
  /// What the company used on the days of a coverage. Not set: that needs events, and they are
  /// pruned. Errors overflow, corrupt.
  std::optional<Usage> usage(const Coverage& coverage, const Tariff& tariff);

 private:
  struct Event;
  using EventsByMeter = std::map<std::string, std::vector<Event>>;

  bool is_pruned(Month month) const { return pruned_through_ && month <= *pruned_through_; }
  std::optional<Usage> usage_now(const Coverage& coverage, const EventNeeds& needs);
  bool is_unchanged(const Coverage& coverage);
  Usage of_events(const Coverage& coverage, const EventNeeds& needs);
  EventsByMeter events(Month month);
  void add_events(const EventFilter& filter, EventsByMeter& events);
  bool counted(const StoredEvent& event);

  SharedReads& reads_;
  Store& store_;
  const Zone& zone_;
  Catalogue& catalogue_;
  std::optional<Month> pruned_through_;
  std::string company_;
  std::optional<ClosedMonth> invoice_;
  ClosedState state_;  // of the invoice
  Terms terms_;
  std::vector<Subscription> subscriptions_;  // of the company
  std::vector<SendingDomain> claims_;        // of the company
};

}  // namespace porto::internal
