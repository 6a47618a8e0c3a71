// See company_usage.hpp.
#include "billing/company_usage.hpp"

#include <algorithm>
#include <compare>
#include <map>
#include <tuple>

namespace porto::internal {

std::set<std::string> event_meters_of(const Tariff& tariff) {
  std::set<std::string> meters;
  for (const Charge& charge : tariff.charges)
    if (charge.each_event) meters.insert(charge.meter);
  return meters;
}

struct CompanyUsage::Event {
  Instant occurred_at;
  std::string source;
  std::string event_id;
  std::int64_t quantity;
  friend auto operator<=>(const Event&, const Event&) = default;
};

CompanyUsage::CompanyUsage(Store& store, const Zone& zone, Month month,
                           const std::optional<std::string>& company,
                           const std::set<std::string>& event_meters)
    : CompanyUsage(store.usage({.month = month, .company = company}), store, zone, month, company,
                   event_meters) {}

CompanyUsage::CompanyUsage(std::span<const MonthUsage> totals, Store& store, const Zone& zone,
                           Month month, const std::optional<std::string>& company,
                           const std::set<std::string>& event_meters) {
  used_.reserve(totals.size());
  for (const MonthUsage& total : totals)
    used_.push_back({total.company, {total.meter, total.amount(), {}}});
  if (event_meters.empty()) return;
  for (const Meter& meter : store.meters())
    if (event_meters.contains(meter.id))
      read_events(store, zone, month, company, meter.id, meter.decimals);
}

void CompanyUsage::read_events(Store& store, const Zone& zone, Month month,
                               const std::optional<std::string>& company, const std::string& meter,
                               int decimals) {
  std::map<std::string, std::vector<Event>> events;
  store.each_event({.from = zone.start(month),
                    .before = zone.end(month),
                    .company = company,
                    .meter = meter,
                    .voided = false},
                   [&](const StoredEvent& event) {
                     if (event.owner.empty()) return;  // unassigned
                     events[event.owner].push_back(
                         {event.occurred_at, event.source, event.event_id, event.quantity});
                   });
  for (auto& [owner, list] : events) {
    std::sort(list.begin(), list.end());
    std::vector<Decimal>& values = used(owner, meter).events;
    for (const Event& event : list)
      values.push_back(Decimal::from_scaled(event.quantity, decimals));
  }
}

// Events without a total are damage. They get a total of 0 here, so that rating finds it.
Usage::Meter& CompanyUsage::used(const std::string& company, const std::string& meter) {
  const auto before = [&](const MeterUsage& known) {
    return std::tie(known.company, known.usage.meter) < std::tie(company, meter);
  };
  auto found = std::ranges::partition_point(used_, before);
  if (found == used_.end() || found->company != company || found->usage.meter != meter)
    found = used_.insert(found, {company, {meter, 0, {}}});
  return found->usage;
}

Usage CompanyUsage::of(const std::string& company) const {
  Usage usage;
  auto used = std::ranges::lower_bound(used_, company, {}, &MeterUsage::company);
  for (; used != used_.end() && used->company == company; ++used)
    usage.meters.push_back(used->usage);
  return usage;
}

}  // namespace porto::internal
