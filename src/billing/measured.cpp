// See measured.hpp.
#include "billing/measured.hpp"

#include <algorithm>
#include <compare>

namespace porto {

struct Measured::Event {
  Instant occurred_at;
  std::string source;
  std::string event_id;
  std::int64_t quantity;
  friend auto operator<=>(const Event&, const Event&) = default;
};

Measured::Measured(Store& store, const Zone& zone, Month month,
                   const std::optional<std::string>& company,
                   const std::set<std::string>& event_meters) {
  for (const MonthUsage& total : store.usage({.month = month, .company = company}))
    totals_[total.company][total.meter].quantity = total.amount();
  if (event_meters.empty()) return;
  for (const Meter& meter : store.meters())
    if (event_meters.contains(meter.id))
      read_events(store, zone, month, company, meter.id, meter.decimals);
}

void Measured::read_events(Store& store, const Zone& zone, Month month,
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
    std::vector<Decimal>& values = totals_[owner][meter].events;
    for (const Event& event : list)
      values.push_back(Decimal::from_scaled(event.quantity, decimals));
  }
}

Usage Measured::of(const std::string& company) const {
  Usage usage;
  if (const auto found = totals_.find(company); found != totals_.end())
    for (const auto& [meter, total] : found->second)
      usage.meters.push_back({meter, total.quantity, total.events});
  return usage;
}

}  // namespace porto
