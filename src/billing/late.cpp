// See late.hpp.
#include "billing/late.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "billing/bill.hpp"
#include "porto/error.hpp"
#include "store/pruned.hpp"

namespace porto::internal {
namespace {

// A month that was closed without the company is marked, and on no invoice yet: it may change.
void check_policy(Store& store, std::span<const CompanyMonth> months) {
  if (store.info().late == LatePolicy::adjust) return;
  const std::vector<CompanyMonth> marked = store.changed();
  std::vector<CompanyMonth> changed(months.begin(), months.end());
  std::erase_if(changed,
                [&](const CompanyMonth& of) { return std::ranges::binary_search(marked, of); });
  if (changed.empty()) return;
  const CompanyMonth& first = *std::ranges::min_element(changed);
  throw Error(ErrorCode::month_closed,
              "this would change " + first.month.to_string() + " of company " +
                  in_quotes(first.company) + ", and months through " +
                  last_closed(store)->to_string() +
                  " are closed; this ledger's policy refuses changes to closed months");
}

// Whether the lines of a month need events one by one, and there were any.
bool needs_events(Biller& biller, const CompanyMonth& of) {
  return biller.reads_events(of.month, of.company) && !biller.totals(of.month, of.company).empty();
}

// What is marked must be settled by the next close, which could not rate a month without events.
void check_events(Store& store, std::span<const CompanyMonth> changed) {
  const std::vector<ClosedMonth> closed_months = store.closed_months();
  const auto pruned = [&](const CompanyMonth& of) { return is_pruned(closed_months, of.month); };
  if (std::ranges::none_of(changed, pruned)) return;
  const Zone zone(store.info().zone);
  Biller biller(store, zone);
  for (const CompanyMonth& of : changed)
    if (pruned(of) && needs_events(biller, of))
      throw Error(ErrorCode::month_closed,
                  "this would change " + of.month.to_string() + " of company " +
                      in_quotes(of.company) +
                      ", which is computed from its single events, and they are pruned (through " +
                      pruned_through(closed_months)->to_string() +
                      "): its invoice can no longer be computed again; begin after that month, "
                      "and settle what was before with the company by hand");
}

}  // namespace

void settle_later(Store& store, std::span<const CompanyMonth> changed) {
  if (changed.empty()) return;
  check_policy(store, changed);
  check_events(store, changed);
  store.mark_changed(changed);
}

std::vector<CompanyMonth> closed_months_of(Store& store, const std::string& company, Month from,
                                           std::optional<Month> through) {
  std::vector<CompanyMonth> months;
  const std::optional<Month> closed = last_closed(store);
  if (!closed) return months;
  const Month last = through ? std::min(*through, *closed) : *closed;
  for (Month month = from; month <= last; month = month.next()) months.push_back({month, company});
  return months;
}

}  // namespace porto::internal
