// See ingest.hpp.
#include "metering/ingest.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "metering/meters.hpp"

namespace porto {
namespace {

// Judges events one by one. Companies, sources and meters repeat from event to event, so the one
// before is remembered.
class Judge {
 public:
  Judge(Store& store, const Zone& zone) : meters_(store.meters()), zone_(zone) {}

  // Why an event cannot be recorded; empty if it can.
  std::string why_not(const UsageEvent& event) {
    if (std::string why = why_not_ids(event); !why.empty()) return why;
    if (event.meter != last_meter_) {
      if (meters_.find(event.meter) == nullptr) return meters_.why_unknown(event.meter);
      last_meter_ = event.meter;
    }
    if (event.quantity < 0)
      return "quantity is negative: " + std::to_string(event.quantity) + "; usage is 0 or more";
    if (!zone_.covers(event.occurred_at))
      return "occurred_at is out of range: " + std::to_string(event.occurred_at.unix_us) +
             " microseconds since 1970; porto keeps months from 1970-01 to 2199-12";
    return {};
  }

 private:
  std::string why_not_ids(const UsageEvent& event) {
    if (const char* why = why_not_id(event.event_id))
      return id_reason("event_id", event.event_id, why);
    if (event.company != last_company_) {
      if (const char* why = why_not_id(event.company))
        return id_reason("company", event.company, why);
      last_company_ = event.company;
    }
    if (event.source != last_source_) {
      if (const char* why = why_not_id(event.source)) return id_reason("source", event.source, why);
      last_source_ = event.source;
    }
    return {};
  }

  static std::string id_reason(const char* field, std::string_view text, const char* why) {
    return std::string(field) + " cannot be used, " + why + ": " + in_quotes(text) +
           "; ids are UTF-8 text of 1 to " + std::to_string(max_id_bytes) +
           " bytes without control characters";
  }

  Meters meters_;
  const Zone& zone_;
  std::optional<std::string_view> last_company_;
  std::optional<std::string_view> last_source_;
  std::optional<std::string_view> last_meter_;
};

std::string conflict_reason(const UsageEvent& event) {
  return "event_id is taken by another event: " + in_quotes(event.event_id) + " of source " +
         in_quotes(event.source) +
         " is stored with another company, meter, time or quantity, and was not changed; give a new"
         " event an id of its own";
}

std::string closed_reason(Month month) {
  return "month is closed: " + month.to_string() +
         " is invoiced and takes no new usage; keep the row and settle it with the company by hand";
}

// Events in months that are open, and those in months that are closed; `at` says which of the
// caller's events each is.
struct Sorted {
  std::vector<DatedEvent> events;
  std::vector<std::size_t> at;
  void add(const UsageEvent& event, Month month, std::size_t index) {
    events.push_back({event, month});
    at.push_back(index);
  }
};

void set(RecordResult& result, Outcome outcome, const UsageEvent& event) {
  result.outcome = outcome;
  if (outcome == Outcome::conflict) result.reason = conflict_reason(event);
}

void append_open(Store& store, const Sorted& open, Ingested& out) {
  if (open.events.empty()) return;
  Appended appended = store.append(open.events);
  out.new_companies = std::move(appended.new_companies);
  for (std::size_t i = 0; i < open.events.size(); ++i) {
    const Outcome outcome = appended.outcomes[i];
    set(out.results[open.at[i]], outcome, open.events[i].event);
    if (outcome == Outcome::stored) ++out.stored_by_month[open.events[i].month];
  }
}

// After the open ones, so that an identity stored by this very batch is found too.
void refuse_closed(Store& store, const Sorted& closed, Ingested& out) {
  if (closed.events.empty()) return;
  const std::vector<std::optional<Outcome>> known = store.find(closed.events);
  for (std::size_t i = 0; i < closed.events.size(); ++i) {
    RecordResult& result = out.results[closed.at[i]];
    if (known[i])
      set(result, *known[i], closed.events[i].event);
    else
      result = {Outcome::rejected, closed_reason(closed.events[i].month)};
  }
}

std::vector<Month> closed_months(Store& store) {
  std::vector<Month> months;
  for (const Period& period : store.periods()) months.push_back(period.month);
  return months;
}

}  // namespace

Ingested ingest_batch(Store& store, const Zone& zone, std::span<const UsageEvent> events) {
  Ingested out;
  out.results.resize(events.size());
  const auto transaction = store.begin(Store::Access::write);
  const std::vector<Month> closed_until_now = closed_months(store);
  Judge judge(store, zone);
  Sorted open;
  Sorted closed;
  open.events.reserve(events.size());
  open.at.reserve(events.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (std::string why = judge.why_not(events[i]); !why.empty()) {
      out.results[i] = {Outcome::rejected, std::move(why)};
      continue;
    }
    const Month month = zone.month_of(events[i].occurred_at);
    const bool is_closed = std::ranges::binary_search(closed_until_now, month);
    (is_closed ? closed : open).add(events[i], month, i);
  }
  append_open(store, open, out);
  refuse_closed(store, closed, out);
  transaction->commit();
  return out;
}

std::vector<RecordResult> ingest(Store& store, const Zone& zone,
                                 std::span<const UsageEvent> events) {
  return ingest_batch(store, zone, events).results;
}

}  // namespace porto
