// See reconcile.hpp.
#include "reconcile/reconcile.hpp"

#include <array>
#include <map>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "formats/monthly_counts.hpp"
#include "formats/reader.hpp"
#include "metering/meters.hpp"
#include "metering/total_rows.hpp"
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

namespace {

// A meter that the ledger lacks is perhaps the one that is meant, misspelt.
void refuse_misspelt(const std::string& path, const MonthlyCount& count, const Meters& meters,
                     std::string_view meter) {
  const std::array wanted = {meter};
  if (meters.find(count.meter) == nullptr && !nearest(count.meter, wanted).empty())
    throw Error(ErrorCode::bad_input, meters.why_unknown(count.meter).text(),
                path + ":" + std::to_string(count.line));
}

[[noreturn]] void refuse_nothing(const std::string& path, std::string_view meter,
                                 const std::set<std::string>& others) {
  std::string what = "the file has no count of the meter " + in_quotes(meter);
  for (const std::string& other : others)
    what += (other == *others.begin() ? "; it has " : ", ") + in_quotes(other);
  throw Error(ErrorCode::bad_input, what + "; there is nothing to compare", path);
}

// The counts of a meter.
std::vector<MonthlyCount> counts_of(const std::string& path, const ImportOptions& options,
                                    const Meters& meters, std::string_view meter) {
  std::vector<MonthlyCount> counts;
  std::set<std::string> others;
  MonthlyCounts file =
      read_monthly_counts(open_text(path, {options}), options, meter, CountsOf::companies);
  for (MonthlyCount& count : file.counts) {
    if (says_total(count.company) && count.company != options.company)
      throw Error(ErrorCode::bad_input, row_is_total(count.company).text(),
                  path + ":" + std::to_string(count.line));
    if (count.meter == meter) {
      counts.push_back(std::move(count));
      continue;
    }
    refuse_misspelt(path, count, meters, meter);
    others.insert(count.meter);
  }
  if (counts.empty()) refuse_nothing(path, meter, others);
  return counts;
}

}  // namespace

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
  for (const MonthlyCount& count : counts_of(path, options, meters, meter)) {
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
