// The members of an event are named: its texts must not change places unseen.
#include "porto/usage.hpp"

#ifdef PORTO_WRONG
porto::UsageEvent event() { return {"mailgun", "e1", "bolag-1", porto::Instant{}, 1}; }
#else
porto::UsageEvent event() {
  return {.source = "mailgun", .event_id = "e1", .company = "bolag-1", .occurred_at = {}};
}
#endif
