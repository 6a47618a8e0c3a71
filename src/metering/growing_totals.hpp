// The totals of a ledger as events are added one by one: which of them no longer fit. Exact, and
// slow: for the few batches that may be too much.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "base/refusal.hpp"
#include "metering/domain_owners.hpp"
#include "store/store.hpp"
#include "store/wide.hpp"

namespace porto::internal {

class GrowingTotals {
 public:
  /// The store's totals are read when they are needed, and must not change meanwhile but as is said
  /// here.
  explicit GrowingTotals(Store& store) : store_(store), owners_(store.domains()) {}

  /// Adds an event that is about to be stored, or says why it cannot be: a total would not fit in
  /// 64 bits. Then nothing is added.
  std::optional<Refusal> add(const DatedEvent& dated) { return change(dated, 0); }
  /// The same for an event in the place of one that is about to be voided, which had this quantity
  /// and differs in nothing else.
  std::optional<Refusal> replace(const DatedEvent& dated, std::int64_t before) {
    return change(dated, before);
  }

 private:
  using Total = std::tuple<int, std::string, std::string>;  // month or day, whose, meter

  std::optional<Refusal> change(const DatedEvent& dated, Wide before);
  Wide& month_total(const DatedEvent& dated, std::string_view company);
  Wide& day_total(const DatedEvent& dated);

  Store& store_;
  DomainOwners owners_;
  std::set<std::pair<int, std::string>> months_read_;  // of companies
  bool days_read_ = false;
  std::map<Total, Wide> months_;
  std::map<Total, Wide> days_;
};

}  // namespace porto::internal
