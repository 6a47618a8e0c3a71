// See reconcile.hpp.
#include "metering/reconcile.hpp"

#include <map>
#include <set>
#include <utility>

#include "formats/monthly_counts.hpp"
#include "metering/meters.hpp"
#include "porto/error.hpp"

namespace porto {

using namespace internal;

Decimal Reconciled::difference() const {
  return metered.value_or(Decimal()) - theirs.value_or(Decimal());
}

const char* Reconciled::result() const {
  if (difference().is_zero()) return "same";
  if (!theirs) return "only_metered";
  return metered ? "differs" : "only_theirs";
}

std::vector<Reconciled> internal::reconcile(Store& store, const std::string& path,
                                            std::string_view meter, const ImportOptions& options) {
  const Meters meters(store.meters());
  if (meters.find(meter) == nullptr)
    throw Error(ErrorCode::not_found, meters.why_unknown(meter).text(), "meter");

  std::map<std::pair<Month, std::string>, Reconciled> rows;
  const auto row = [&](Month month, const std::string& company) -> Reconciled& {
    return rows.try_emplace({month, company}, Reconciled{month, company, {}, {}}).first->second;
  };
  std::set<Month> months;
  for (const MonthlyCount& count : read_monthly_counts(path, options)) {
    if ((count.meter.empty() ? messages_meter : std::string_view(count.meter)) != meter) continue;
    months.insert(count.month);
    row(count.month, count.company).theirs = count.quantity;
  }
  for (const Month month : months)
    for (const MonthUsage& total : store.usage({.month = month, .company = {}}))
      if (total.meter == meter) row(month, total.company).metered = total.amount();

  std::vector<Reconciled> list;
  for (auto& [key, value] : rows) list.push_back(std::move(value));
  return list;
}

}  // namespace porto
