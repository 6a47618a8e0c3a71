// See reconcile.hpp.
#include "reconcile/reconcile.hpp"

#include <utility>

#include "base/text.hpp"
#include "metering/meters.hpp"
#include "porto/error.hpp"
#include "reconcile/metered.hpp"
#include "reconcile/their_counts.hpp"

namespace porto {

using namespace internal;

Decimal Reconciled::difference() const {
  return metered.value_or(Decimal()) - theirs.value_or(Decimal());
}

const char* Reconciled::result() const {
  if (incomplete) return "incomplete";
  if (difference().is_zero()) return "same";
  if (!theirs) return "only_metered";
  return metered ? "differs" : "only_theirs";
}

namespace {

// What is compared: as asked for, if the file has it, else what it tells in most detail.
ReconcileBy chosen_by(const TheirCounts& theirs, const ReconcileOptions& options) {
  if (!options.by && theirs.of_companies) return ReconcileBy::company;
  if (!options.by) return theirs.of_domains ? ReconcileBy::domain : ReconcileBy::total;
  const auto refuse = [&](const std::string& why, const char* where) {
    throw Error(
        ErrorCode::invalid_argument,
        "the counts cannot be compared by " + std::string(to_string(*options.by)) + ": " + why,
        where);
  };
  if (*options.by == ReconcileBy::company) {
    if (!theirs.of_companies)
      refuse("the file names no companies; give the company that all of it is of", "by");
  } else if (!options.file.company.empty()) {
    refuse("that is the usage of all companies; leave the company of the file out", "company");
  } else if (*options.by == ReconcileBy::domain && !theirs.of_domains) {
    refuse("the file names no domains", "by");
  }
  return *options.by;
}

ReconcileSums sums_of(const TheirCounts& theirs, ReconcileBy by) {
  ReconcileSums sums;
  for (const TheirCount& count : theirs.counts) {
    ReconcileKey key{count.month};
    if (by == ReconcileBy::company) key.company = count.company;
    if (by == ReconcileBy::domain) key.domain = count.domain;
    sums[key] += count.quantity;
  }
  return sums;
}

ReconcileSums metered(Store& store, const Zone& zone, const TheirCounts& theirs, ReconcileBy by,
                      const Meter& meter) {
  if (theirs.zone.empty() || theirs.zone == zone.name())
    return metered_by_totals(store, by, meter, theirs.months);
  return metered_by_events(store, zone, Zone(theirs.zone), by, meter, theirs.months);
}

void add_to_report(ReconcileReport& report, const Reconciled& row) {
  if (row.incomplete) {
    ++report.incomplete;
    return;
  }
  ++report.compared;
  if (!row.difference().is_zero()) ++report.differ;
  report.metered += row.metered.value_or(Decimal());
  report.theirs += row.theirs.value_or(Decimal());
}

}  // namespace

Reconciliation internal::reconcile(Store& store, const Zone& zone, const ImportInput& input,
                                   const ReconcileOptions& options) {
  const std::string& company = options.file.company;
  if (const char* why = company.empty() ? nullptr : why_not_id(company))
    throw Error(ErrorCode::invalid_argument,
                "the company " + in_quotes(company) + " cannot be used, " + why, "company");
  const Meters meters(store.meters());
  const Meter* meter = meters.find(options.meter);
  if (meter == nullptr)
    throw Error(ErrorCode::not_found, meters.why_unknown(options.meter).text(), "meter");
  TheirCounts theirs =
      read_their_counts(input, options, meters, store.counting("mailgun").value_or("processed"),
                        {{}, &store.interrupted()});
  const ReconcileBy by = chosen_by(theirs, options);

  std::map<ReconcileKey, Reconciled> rows;
  const auto row = [&](const ReconcileKey& key) -> Reconciled& {
    Reconciled made{key.month, key.company, {}, {}, key.domain};
    made.incomplete = theirs.incomplete.contains(key.month);
    return rows.try_emplace(key, std::move(made)).first->second;
  };
  for (const auto& [key, sum] : metered(store, zone, theirs, by, *meter)) row(key).metered = sum;
  for (const auto& [key, sum] : sums_of(theirs, by)) row(key).theirs = sum;

  Reconciliation compared;
  compared.report.notices = std::move(theirs.notices);
  compared.report.decimals = meter->decimals;
  for (auto& [key, value] : rows) {
    add_to_report(compared.report, value);
    const bool is_same = !value.incomplete && value.difference().is_zero();
    if (!is_same || !options.only_differs) compared.rows.push_back(std::move(value));
  }
  return compared;
}

}  // namespace porto
