// See unrated.hpp.
#include "billing/unrated.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.hpp"
#include "porto/decimal.hpp"

namespace porto::internal {
namespace {

// How likely an event is at fault: the lowest is the most likely. A large quantity counts as one
// that is as far below 0, but where usage is below 0; the lowest number has no opposite.
std::int64_t rank(ErrorCode error, const StoredEvent& event) {
  const bool below = error == ErrorCode::negative_usage || event.quantity < 0;
  return below ? event.quantity : -event.quantity;
}

bool is_worse(ErrorCode error, const StoredEvent& event, const StoredEvent& known) {
  return std::tuple(rank(error, event), event.source, event.event_id) <
         std::tuple(rank(error, known), known.source, known.event_id);
}

void look_at(const StoredEvent& event, Unrated& unrated) {
  if (!unrated.event || is_worse(unrated.error, event, *unrated.event)) unrated.event = event;
}

}  // namespace

bool cannot_be_rated(const Error& error) {
  // Codes -1xx and -2xx: the call is the ledger's own here, so that both are about its data.
  return static_cast<std::int32_t>(error.code()) > static_cast<std::int32_t>(ErrorCode::io);
}

void find_events(Store& store, const Zone& zone, std::vector<Unrated>& unrated) {
  using OfMeter =
      std::multimap<std::pair<std::string, std::string>, Unrated*>;  // by company, meter
  std::map<Month, OfMeter> wanted;
  for (Unrated& one : unrated)
    if (!one.meter.empty()) wanted[one.month].insert({{one.company, one.meter}, &one});
  for (const auto& [month, of_month] : wanted) {
    const EventFilter filter{.from = zone.start(month), .before = zone.end(month), .voided = false};
    const OfMeter& of_meter = of_month;
    store.each_event(filter, [&](const StoredEvent& event) {
      const auto [first, last] = of_meter.equal_range({event.owner, event.meter});
      for (auto one = first; one != last; ++one) look_at(event, *one->second);
    });
  }
}

std::string meter_of(const Tariff& tariff, const std::string& charge) {
  const auto found = std::ranges::find(tariff.charges, charge, &Charge::id);
  if (found != tariff.charges.end()) return found->meter;
  std::set<std::string> meters;
  for (const Charge& one : tariff.charges)
    if (!one.meter.empty()) meters.insert(one.meter);
  return meters.size() == 1 ? *meters.begin() : std::string();
}

int decimals_of(Store& store, const std::string& meter) {
  const std::vector<Meter> meters = store.meters();
  const auto known = std::ranges::find(meters, meter, &Meter::id);
  return known == meters.end() ? 0 : known->decimals;
}

std::string reason_of(const Unrated& unrated, const Zone& zone, int decimals) {
  if (!unrated.event) return unrated.reason;
  const StoredEvent& event = *unrated.event;
  return unrated.reason + "; it may be event " + in_quotes(event.event_id) + " of source " +
         in_quotes(event.source) + ", of " + zone.to_rfc3339(event.occurred_at) + ", quantity " +
         Decimal::from_scaled(event.quantity, decimals).to_string();
}

void refuse_unrated(const std::vector<Unrated>& unrated) {
  const std::size_t others = unrated.size() - 1;
  throw Error(ErrorCode::unrated,
              unrated.front().reason +
                  (others == 0 ? "" : "; and " + std::to_string(others) + " more cannot be rated"),
              unrated.front().company);
}

}  // namespace porto::internal
