// See void_event.hpp.
#include "billing/void_event.hpp"

#include <utility>

#include "base/text.hpp"
#include "billing/late.hpp"
#include "porto/error.hpp"
#include "store/corrections.hpp"

namespace porto::internal {
namespace {

std::string name_of(const Void& what) {
  return "event " + in_quotes(what.event_id) + " of source " + in_quotes(what.source);
}

void check_text(std::string_view text, const char* field, const char* meaning) {
  if (const char* why = why_not_id(text))
    throw Error(ErrorCode::invalid_argument,
                std::string("a void says ") + meaning + ", but the " + field + " " +
                    in_quotes(text) + " cannot be used: " + why,
                field);
}

StoredEvent find(Store& store, const Void& what) {
  check_text(what.actor, "actor", "who did it");
  check_text(what.reason, "reason", "why");
  if (std::optional<StoredEvent> event = store.event(what.source, what.event_id)) return *event;
  const DatedEvent any{
      {.source = what.source, .event_id = what.event_id, .company = "-", .occurred_at = {}},
      Month(1970, 1)};
  if (store.find({&any, 1}).front())
    throw Error(ErrorCode::month_closed,
                name_of(what) +
                    " has been pruned with its month: it is no longer there to be taken back;"
                    " settle it with the company by hand",
                "event_id");
  throw Error(ErrorCode::not_found,
              "there is no " + name_of(what) + "; it was never stored, or is of another source",
              "event_id");
}

// A void that would be older than what it voids is a slip, or made to look so.
void check_time(Store& store, const Zone& zone, const StoredEvent& event, Instant voided_at) {
  const Instant since = stored_since(store, event, zone.start(store.info().first_month));
  if (voided_at < since)
    throw Error(ErrorCode::invalid_argument,
                "event " + in_quotes(event.event_id) + " of source " + in_quotes(event.source) +
                    " was not stored before " + to_rfc3339(since) +
                    ", so that it cannot be voided at " + to_rfc3339(voided_at) +
                    "; give the time at which it is done",
                "voided_at");
}

// The result for an event that is voided: this quantity counts already, or Error conflict.
CorrectResult corrected_before(Store& store, const Void& what, const StoredEvent& event,
                               std::int64_t quantity) {
  if (event.corrected_by.empty())
    throw Error(
        ErrorCode::conflict,
        name_of(what) + " is voided, and what is voided cannot be corrected; record a new event",
        "event_id");
  const StoredEvent last = last_correction(store, event);
  if (!last.voided && last.quantity == quantity) return {false, last.event_id};
  throw Error(ErrorCode::conflict,
              name_of(what) + " was corrected already, by " + in_quotes(last.event_id) +
                  (last.voided ? ", and that is voided: record a new event" : "; correct that one"),
              "event_id");
}

// Stores the event in the place of another, which is voided.
void store_instead(Store& store, const StoredEvent& event, Month month, const std::string& id,
                   std::int64_t quantity) {
  const DatedEvent instead{{.source = event.source,
                            .event_id = id,
                            .company = event.company,
                            .meter = event.meter,
                            .occurred_at = event.occurred_at,
                            .quantity = quantity,
                            .domain = event.domain},
                           month,
                           event.day};
  const AppendResult appended = store.append({&instead, 1});
  if (appended.outcomes.front() != Outcome::stored)
    throw Error(ErrorCode::internal, "the free id " + in_quotes(id) + " is taken");
  settle_later(store, appended.late);
}

}  // namespace

VoidResult void_event(Store& store, const Zone& zone, const Void& what) {
  StoredEvent event = last_correction(store, find(store, what));
  if (event.voided) return {false, std::move(event)};
  check_time(store, zone, event, what.voided_at);
  Void last = what;
  last.event_id = event.event_id;
  settle_later(store, store.add_void(last, zone.month_of(event.occurred_at)));
  event.voided = std::move(last);
  return {true, std::move(event)};
}

CorrectResult correct_event(Store& store, const Zone& zone, const Void& what,
                            std::int64_t quantity) {
  const StoredEvent event = find(store, what);
  if (quantity < 0 && !store.info().negative)
    throw Error(ErrorCode::invalid_argument,
                "quantity is negative: " + std::to_string(quantity) + "; usage is 0 or more",
                "quantity");
  if (event.voided) return corrected_before(store, what, event, quantity);
  if (event.quantity == quantity) return {false, event.event_id};
  check_time(store, zone, event, what.voided_at);
  const std::string replacement = free_correction_id(store, event);
  if (const char* why = why_not_id(replacement))
    throw Error(ErrorCode::invalid_argument,
                name_of(what) + " cannot be corrected by an event " + in_quotes(replacement) +
                    ", " + why + "; void it and record a new event",
                "event_id");
  const Month month = zone.month_of(event.occurred_at);
  settle_later(store, store.add_void(what, month, replacement));
  store_instead(store, event, month, replacement, quantity);
  return {true, replacement};
}

}  // namespace porto::internal
