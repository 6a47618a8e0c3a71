// See void_event.hpp.
#include "billing/void_event.hpp"

#include "base/correction_id.hpp"
#include "base/text.hpp"
#include "billing/late.hpp"
#include "porto/error.hpp"

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
  throw Error(ErrorCode::not_found,
              "there is no " + name_of(what) +
                  "; it was never stored, is of another source, or its month has been pruned",
              "event_id");
}

void add_void(Store& store, const Void& what, Month month) {
  settle_later(store, store.add_void(what, month));
}

// The result for an event that is voided: this correction was made before, or Error conflict.
CorrectResult corrected_before(Store& store, const Void& what, const std::string& replacement,
                               std::int64_t quantity) {
  const std::optional<StoredEvent> stored = store.event(what.source, replacement);
  if (stored && !stored->voided && stored->quantity == quantity) return {false, replacement};
  throw Error(
      ErrorCode::conflict,
      name_of(what) +
          (stored ? " was corrected already, by " + in_quotes(replacement) + "; correct that one"
                  : " is voided, and what is voided cannot be corrected; record "
                    "a new event"),
      "event_id");
}

}  // namespace

bool void_event(Store& store, const Zone& zone, const Void& what) {
  const StoredEvent event = find(store, what);
  if (event.voided) return false;
  add_void(store, what, zone.month_of(event.occurred_at));
  return true;
}

CorrectResult correct_event(Store& store, const Zone& zone, const Void& what,
                            std::int64_t quantity) {
  const StoredEvent event = find(store, what);
  const std::string replacement = correction_id(event.event_id);
  if (quantity < 0 && !store.info().negative)
    throw Error(ErrorCode::invalid_argument,
                "quantity is negative: " + std::to_string(quantity) + "; usage is 0 or more",
                "quantity");
  if (const char* why = why_not_id(replacement))
    throw Error(ErrorCode::invalid_argument,
                name_of(what) + " cannot be corrected by an event " + in_quotes(replacement) +
                    ", " + why + "; void it and record a new event",
                "event_id");
  if (event.voided) return corrected_before(store, what, replacement, quantity);
  const Month month = zone.month_of(event.occurred_at);
  add_void(store, what, month);
  const DatedEvent instead{{.source = event.source,
                            .event_id = replacement,
                            .company = event.company,
                            .meter = event.meter,
                            .occurred_at = event.occurred_at,
                            .quantity = quantity,
                            .domain = event.domain},
                           month,
                           event.day};
  const AppendResult appended = store.append({&instead, 1});
  if (appended.outcomes.front() != Outcome::stored)
    throw Error(ErrorCode::conflict,
                "an event " + in_quotes(replacement) +
                    " is there already, and it does not correct " + name_of(what),
                "event_id");
  settle_later(store, appended.late);
  return {true, replacement};
}

}  // namespace porto::internal
