// See late.hpp.
#include "billing/late.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "billing/bill.hpp"
#include "porto/error.hpp"

namespace porto::internal {

void settle_later(Store& store, std::span<const CompanyMonth> changed) {
  if (changed.empty()) return;
  if (store.info().late == LatePolicy::adjust) return store.mark_changed(changed);
  const CompanyMonth& first = *std::ranges::min_element(changed);
  throw Error(ErrorCode::month_closed,
              "this would change " + first.month.to_string() + " of company " +
                  in_quotes(first.company) + ", and months through " +
                  last_closed(store)->to_string() +
                  " are closed; this ledger's policy refuses changes to closed months");
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
