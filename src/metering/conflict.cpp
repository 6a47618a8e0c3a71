// See conflict.hpp.
#include "metering/conflict.hpp"

#include <vector>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

// "quantity 3 instead of 2": what the new event has, then what is stored.
void compare(std::string& out, const char* field, const std::string& now, const std::string& then) {
  if (now == then) return;
  out += (out.empty() ? "" : ", ") + std::string(field) + " " + now + " instead of " + then;
}

std::string quantity_text(const std::vector<Meter>& meters, std::string_view meter,
                          std::int64_t quantity) {
  int decimals = 0;
  for (const Meter& known : meters)
    if (known.id == meter) decimals = known.decimals;
  return Decimal::from_scaled(quantity, decimals).to_string();
}

std::string differences(const UsageEvent& event, const StoredEvent& stored,
                        const std::vector<Meter>& meters) {
  const auto named = [](std::string_view company, const char* else_of, std::string_view domain) {
    return company.empty() ? else_of + in_quotes(domain) : in_quotes(company);
  };
  std::string out;
  if (event.company.empty() && stored.company.empty())
    compare(out, "domain", in_quotes(event.domain), in_quotes(stored.domain));
  else
    compare(out, "company", named(event.company, "of domain ", event.domain),
            named(stored.company, "that of domain ", stored.domain));
  compare(out, "meter", in_quotes(event.meter), in_quotes(stored.meter));
  compare(out, "occurred_at", to_rfc3339(event.occurred_at), to_rfc3339(stored.occurred_at));
  compare(out, "quantity", quantity_text(meters, event.meter, event.quantity),
          quantity_text(meters, stored.meter, stored.quantity));
  return out;
}

}  // namespace

Refusal why_conflict(Store& store, const UsageEvent& event) {
  const std::optional<StoredEvent> stored = store.event(event.source, event.event_id);
  if (!stored) throw Error(ErrorCode::internal, "an event conflicts with one that is not stored");
  return {"event_id is taken by another event",
          in_quotes(event.event_id) + " of source " + in_quotes(event.source) + " has " +
              differences(event, *stored, store.meters()) +
              "; the stored event was not changed, give a new event an id of its own"};
}

}  // namespace porto::internal
