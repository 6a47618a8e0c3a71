// See to_settle.hpp.
#include "billing/overview/to_settle.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>

namespace porto::internal {
namespace {

// What the lines of the next close add to closed months. A company that cannot be rated has no
// lines then, not even for other months.
class NextClose {
 public:
  NextClose(const Rated& rated, Currency currency) : none_(0, currency) {
    for (const InvoiceLine& line : rated.lines) {
      Money& sum = sums_.try_emplace({line.usage_month, line.company}, none_).first->second;
      sum = sum + line.net_amount;
    }
    for (const Unrated& one : rated.unrated) reasons_.emplace(one.company, one.reason);
  }

  MonthOverview::ToSettle of(const CompanyMonth& changed) const {
    MonthOverview::ToSettle change{.month = changed.month, .company = changed.company};
    if (const auto unrated = reasons_.find(changed.company); unrated != reasons_.end()) {
      change.reason = unrated->second;
      return change;
    }
    const auto sum = sums_.find({changed.month, changed.company});
    change.amount = sum == sums_.end() ? none_ : sum->second;
    return change;
  }

 private:
  Money none_;
  std::map<std::pair<Month, std::string>, Money> sums_;
  std::map<std::string, std::string> reasons_;  // by company
};

}  // namespace

std::vector<MonthOverview::ToSettle> to_settle(Store& store, Biller& biller, Month month,
                                               const Rated& rated) {
  std::vector<CompanyMonth> changed = store.changed();
  const bool settles = biller.settles(month);
  if (!settles) std::erase_if(changed, [&](const CompanyMonth& of) { return of.month != month; });
  if (changed.empty() || !(settles || biller.is_closed(month))) return {};
  const Month next = biller.closed_months().back().month.next();
  const NextClose close(settles ? rated : biller.preview(next, {}),
                        Currency(store.info().currency));
  std::vector<MonthOverview::ToSettle> changes;
  for (const CompanyMonth& of : changed) changes.push_back(close.of(of));
  return changes;
}

std::vector<Task> tasks_of(const std::vector<MonthOverview::ToSettle>& changes) {
  std::vector<Task> tasks;
  for (const MonthOverview::ToSettle& change : changes)
    tasks.push_back({.what = TaskKind::to_settle,
                     .month = change.month,
                     .company = change.company,
                     .reason = change.reason});
  return tasks;
}

}  // namespace porto::internal
