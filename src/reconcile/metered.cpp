// See metered.hpp.
#include "reconcile/metered.hpp"

#include <cstdint>

#include "base/text.hpp"
#include "porto/error.hpp"
#include "store/wide.hpp"

namespace porto::internal {
namespace {

// Sums of quantities; what no event is in is not there.
class UsageSums {
 public:
  explicit UsageSums(const Meter& meter) : meter_(meter) {}

  void add(const ReconcileKey& key, std::int64_t quantity, std::int64_t events) {
    Sum& sum = sums_[key];
    sum.quantity += quantity;
    sum.events += events;
  }
  void take_off(const ReconcileKey& key, std::int64_t quantity, std::int64_t events) {
    Sum& sum = sums_[key];
    sum.quantity -= quantity;
    sum.events -= events;
  }

  ReconcileSums sums() const {
    ReconcileSums sums;
    for (const auto& [key, sum] : sums_) {
      if (sum.events == 0) continue;
      const std::optional<std::int64_t> quantity = narrow(sum.quantity);
      if (!quantity)
        throw Error(ErrorCode::overflow, "the usage of " + key.month.to_string() + " of meter " +
                                             in_quotes(meter_.id) + " does not fit in 64 bits");
      sums.emplace(key, Decimal::from_scaled(*quantity, meter_.decimals));
    }
    return sums;
  }

 private:
  struct Sum {
    Wide quantity = 0;
    std::int64_t events = 0;
  };

  const Meter& meter_;
  std::map<ReconcileKey, Sum> sums_;
};

std::optional<std::string> name_or_none(const std::string& name) {
  return name.empty() ? std::nullopt : std::optional(name);
}

// Whose event it is, in what is compared.
ReconcileKey key_of(const StoredEvent& event, Month month, ReconcileBy by) {
  if (by == ReconcileBy::company) return {month, name_or_none(event.owner), {}};
  if (by == ReconcileBy::domain) return {month, {}, name_or_none(event.domain)};
  return {month};
}

void require_events(Store& store, const Zone& ledger_zone, const Zone& zone, Month month) {
  for (const ClosedMonth& closed : store.closed_months())
    if (closed.pruned_at && zone.start(month) < ledger_zone.end(closed.month))
      throw Error(ErrorCode::not_found,
                  month.to_string() + " cannot be summed up in " + in_quotes(zone.name()) +
                      ": the events of " + closed.month.to_string() + " were pruned at " +
                      to_rfc3339(*closed.pruned_at) + "; compare later months, or the months of " +
                      in_quotes(ledger_zone.name()),
                  "zone");
}

}  // namespace

// Totals of companies, with what no company has, are all usage. Less that of domains, they are the
// usage whose events name no domain.
ReconcileSums metered_by_totals(Store& store, ReconcileBy by, const Meter& meter,
                                const std::set<Month>& months) {
  UsageSums sums(meter);
  const auto wanted = [&](Month month, const std::string& of) {
    return of == meter.id && months.contains(month);
  };
  for (const Month month : months)
    for (const MonthUsage& total : store.usage({.month = month, .company = {}})) {
      if (!wanted(total.month, total.meter)) continue;
      ReconcileKey key{month};
      if (by == ReconcileBy::company) key.company = total.company;
      sums.add(key, total.quantity, total.events);
    }
  for (const UnassignedUsage& total : store.unassigned())
    if (wanted(total.month, total.meter)) sums.add({total.month}, total.quantity, total.events);
  if (by != ReconcileBy::domain) return sums.sums();
  store.each_domain_day({}, [&](const DomainDay& day) {
    if (!wanted(day.day.month(), day.meter)) return;
    sums.take_off({day.day.month()}, day.quantity, day.events);
    sums.add({day.day.month(), {}, day.domain}, day.quantity, day.events);
  });
  return sums.sums();
}

ReconcileSums metered_by_events(Store& store, const Zone& ledger_zone, const Zone& zone,
                                ReconcileBy by, const Meter& meter, const std::set<Month>& months) {
  UsageSums sums(meter);
  if (months.empty()) return sums.sums();
  require_events(store, ledger_zone, zone, *months.begin());
  const EventFilter filter{.from = zone.start(*months.begin()),
                           .before = zone.end(*months.rbegin()),
                           .meter = meter.id,
                           .voided = false};
  store.each_event(filter, [&](const StoredEvent& event) {
    const Month month = zone.month_of(event.occurred_at);
    if (months.contains(month)) sums.add(key_of(event, month, by), event.quantity, 1);
  });
  return sums.sums();
}

}  // namespace porto::internal
